"""Pure decisions about a partnership: who is who, what a link holds, who may resume."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

OPEN_FOR = timedelta(days=30)
MOST_A_DAY = 30


def other_role(role: str) -> str:
    return "teacher" if role == "coach" else "coach"


def one_role(roles: Iterable[str]) -> str:
    """The role of somebody who has the same one everywhere; else none. Their own face is drawn with it."""
    different = set(roles)
    return different.pop() if len(different) == 1 else ""


def new_token(partnership_id: str) -> tuple[str, str]:
    """The token of an invitation's link and the secret in it. The partnership comes first: the lookup leads with it."""
    secret = secrets.token_urlsafe(24)
    return f"{partnership_id}.{secret}", secret


def parts_of(token: str) -> tuple[str, str]:
    """The partnership and the secret. Without a secret it is the address of an invitation to one's own e-mail."""
    partnership_id, _dot, secret = token.partition(".")
    return partnership_id, secret


def may_resume(role: str, person_id: str, paused_by: str | None) -> bool:
    """Whoever paused, and the teacher in any case: a pause of the teacher's is the teacher's to end."""
    return role == "teacher" or person_id == paused_by
