"""The shared view of a visit: figures, threads, reflections."""
