"""Data forms: measures, versions, comments, agreement, starter forms."""
