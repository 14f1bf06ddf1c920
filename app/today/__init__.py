"""Today: what comes next, what waits for whom, what was recorded lately."""
