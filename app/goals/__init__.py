"""The teacher's goal and the next steps."""
