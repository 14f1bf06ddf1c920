"""A visit's log: append, read, sync."""
