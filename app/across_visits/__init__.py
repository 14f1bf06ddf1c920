"""All visits of a partnership side by side: what was counted, what the teacher changed and when, what both say about it."""
