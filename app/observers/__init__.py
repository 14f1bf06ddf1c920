"""A second observer of the same lesson: invited by both partners, blind until both have ended, compared measure by measure."""
