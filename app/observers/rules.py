"""Pure decisions about a second observer: how an arrangement stands, what its link holds, which offsets count."""

import re
import secrets
from typing import Literal

Standing = Literal["proposed", "agreed", "observing", "declined", "ended"]
ALIKE_MS = 2_000
Role = Literal["coach", "teacher", "observer"]


def standing_of(agreed: bool, accepted: bool, answered: bool, ended: bool) -> Standing:
    if ended:
        return "declined" if answered and not accepted else "ended"
    if accepted:
        return "observing"
    return "agreed" if agreed else "proposed"


def new_token(partnership_id: str, arrangement_id: str) -> tuple[str, str]:
    """The token of a link and the secret in it. The partnership comes first: the lookup leads with it."""
    secret = secrets.token_urlsafe(24)
    return f"{partnership_id}.{arrangement_id}.{secret}", secret


def parts_of(token: str) -> tuple[str, str, str]:
    """Partnership, arrangement, secret. Without a secret it is the address of an invitation to one's own e-mail."""
    partnership_id, _dot, rest = token.partition(".")
    arrangement_id, _dot, secret = rest.partition(".")
    return partnership_id, arrangement_id, secret


def offset_that_counts(offset_ms: int, longest_ms: int) -> int:
    """What to move the second clock by. (ours)

    Two devices' wall clocks are not alike to the second, so little says nothing. And clocks that were begun a whole
    lesson apart did not run together: their lessons are laid upon each other from the beginning.
    """
    return 0 if abs(offset_ms) <= ALIKE_MS or abs(offset_ms) >= longest_ms else offset_ms


class NotANumber(Exception):
    """What was typed is no number of seconds that can be used."""


def milliseconds(seconds: str, usual: int, least: int, most: int) -> int:
    """Seconds as typed, with at most one decimal; the usual for an empty field."""
    text = seconds.strip().replace(",", ".")
    if not text:
        return usual
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9])?", text) or not least <= float(text) <= most:
        raise NotANumber
    return round(float(text) * 1000)
