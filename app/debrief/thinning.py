"""What to leave out where there is more on a line than can be told apart."""

from collections import Counter
from collections.abc import Sequence

from app.debrief.figures import Stretch

CROWDED = 120  # from here on a lane shows how dense its marks are
PLACES = 240
MOST_BARS = 240
APART_WIDE, APART_PHONE = 3.4, 8.0  # percent between two numbers


def density(places: Sequence[float]) -> str:
    """A path in a box of 240 by 22: a stroke at each place, as tall as there are marks. Empty when they are few."""
    if len(places) <= CROWDED:
        return ""
    found = Counter(min(int(place / 100 * PLACES), PLACES - 1) for place in places)
    most = max(found.values())
    return "".join(_stroke(place, number / most) for place, number in sorted(found.items()))


def _stroke(place: int, share: float) -> str:
    half = round(3 + 7 * share)
    return f"M{place} {11 - half}v{2 * half}"


def joined(bars: Sequence[Stretch], apart: float = 0.15) -> list[Stretch]:
    """All of a few bars; of many those that all but touch are one."""
    if len(bars) <= MOST_BARS:
        return list(bars)
    found: list[Stretch] = []
    for bar in bars:
        last = found[-1] if found else None
        if last and bar.x - (last.x + last.width) <= max(apart, 100 / PLACES):
            found[-1] = Stretch(last.x, round(max(bar.x + bar.width - last.x, last.width), 2))
        else:
            found.append(bar)
    return found


def spaced(places: Sequence[float]) -> list[str]:
    """For the number at each place: shown anywhere, on a wide screen only ("minor"), or left out ("none")."""
    wide = phone = -100.0
    rooms = []
    for place in places:
        room = "" if place - phone >= APART_PHONE else "minor" if place - wide >= APART_WIDE else "none"
        phone = place if not room else phone
        wide = wide if room == "none" else place
        rooms.append(room)
    return rooms
