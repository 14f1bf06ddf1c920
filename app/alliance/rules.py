"""When a check-in comes round, and what it asks. Pure decisions on plain values."""

EVERY = 3  # visits
# The questions are what is kept with each answer, so they stay as they are; a page shows their translation.
QUESTIONS = (
    "Whose thinking led our last conversation?",
    "What do we do together that helps you?",
    "What should we do another way?",
)


def turn_of(ended_visits: int) -> int | None:
    """Which check-in is due: the first once there is a visit to look back at, then one every third visit."""
    return ended_visits // EVERY if ended_visits else None


def may_answer(role: str, teacher_answered: bool) -> bool:
    """The teacher's words come first, shared or not; the coach's page opens after that."""
    return role == "teacher" or teacher_answered
