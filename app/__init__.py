"""Alongside: classroom observation data, collected alongside the teacher."""
