"""One coach and one teacher: invitation, pause and leaving, who looked."""
