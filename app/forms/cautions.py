"""What a choice does to the numbers: said beside the field where it is made, and to both who agree to it."""

from dataclasses import dataclass
from typing import Any

from app.words import _


@dataclass(frozen=True)
class Caution:
    """`when` is a choice among the measure's fields, such as `method=partial`; empty: always."""

    text: str
    when: str = ""


_RARE = _(
    "If two of you record the same lesson: for what happens rarely, kappa falls even when you nearly always agree. "
    "The plain table stands beside it."
)
CAUTIONS: dict[str, list[Caution]] = {
    "count": [
        Caution(_("A mark counts a beginning. It does not say how long something lasted.")),
        Caution(_("With fewer than five marks the marks themselves are shown, and no share.")),
        Caution(
            _(
                "Two counters stand side by side, as in 12 : 0. Different ratios have been recommended, but no study "
                "supports one to aim for, so none is drawn."
            ),
            "options",
        ),
        Caution(_RARE),
    ],
    "duration": [
        Caution(_("A timer that is still running at the end of the lesson is stopped there.")),
        Caution(_("One at a time, the shares add up to 100 percent of the time at most."), "exclusive"),
        Caution(_("Side by side, two timers can run at once and the shares can add up to more than 100 percent."), "together"),
    ],
    "sweep": [
        Caution(
            _(
                "All heads counted are divided by all heads that were there: the sum by the sum, and not the middle of "
                "the single shares. A sweep that nobody took is shown as missed, and not as none."
            )
        ),
        Caution(_("It shows single moments. The longer the wait, the more happens unseen between two of them.")),
    ],
    "latency": [
        Caution(
            _(
                "The middle value is shown, with the quarters below and above it, so that one long wait does not carry "
                "the number. A question without an answer is counted apart and is never a zero."
            )
        ),
    ],
    "interval": [
        Caution(
            _("Taken at the moment when the interval ends. What is short easily falls between two such moments."),
            "method=momentary",
        ),
        Caution(
            _("Marked when seen at any time in the interval, so its share overstates how long it lasted."),
            "method=partial",
        ),
        Caution(
            _("Marked only when it lasts all through the interval, so its share understates how long it lasted."),
            "method=whole",
        ),
        Caution(
            _("With several codes there are two shares: of the intervals and of all codes. They are easily confused."),
            "several",
        ),
        Caution(_("A last interval that is not complete is left out. A missed one is left out of the share and shown as missed.")),
        Caution(_RARE),
    ],
    "checklist": [
        Caution(_("The number is: seen, of the steps that could be seen. “No chance” is left out and is not a miss.")),
    ],
    "seats": [
        Caution(_("Seats reached are counted of the seats that are filled. Seats have numbers and no names.")),
        Caution(_("With fewer than five marks the marks themselves are shown, and no share.")),
    ],
}  # fmt: skip


def cautions(measure: dict[str, Any]) -> list[str]:
    """Those that hold for this measure, the ones about a choice first."""
    chosen = _chosen(measure)
    found = [caution for caution in CAUTIONS[measure["kind"]] if not caution.when or caution.when in chosen]
    return [caution.text for caution in sorted(found, key=lambda caution: not caution.when)]


def _chosen(measure: dict[str, Any]) -> set[str]:
    several_buttons = len(measure.get("options") or []) > 1
    return {
        f"method={measure.get('method') or 'momentary'}",
        "several" if measure.get("several", True) else "one",
        *({"options", "exclusive" if measure.get("exclusive") else "together"} if several_buttons else ()),
    }
