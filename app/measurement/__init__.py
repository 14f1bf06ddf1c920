"""Entries in, numbers out: plain Python on plain values, free of database and web."""
