"""A visit carried out and in: CSV, JSON."""
