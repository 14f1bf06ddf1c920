"""How the partnership itself is going: check-ins, the teacher's first."""
