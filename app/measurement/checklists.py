"""Checklists: which steps of a practice were seen, of those that there was a chance to see."""

from typing import Any

from app.measurement.recording import Recording
from app.measurement.vocabulary import Measure, option_keys, option_of

VALUES = ("seen", "not_seen", "no_chance")


def summarise_checklist(measure: Measure, recording: Recording) -> dict[str, Any]:
    """Each step's latest value (None: nothing recorded), how many were seen, and how many could be seen.

    A step with `no_chance` could not be seen, and one that nothing was recorded about says neither: `could_be_seen`
    leaves both out and counts `seen` and `not_seen`. (ours)
    """
    values = checked(measure, recording)
    seen = sum(value == "seen" for value in values.values())
    return {
        "steps": [{"key": key, "value": values.get(key)} for key in option_keys(measure, values)],
        "seen": seen,
        "could_be_seen": seen + sum(value == "not_seen" for value in values.values()),
    }


def checked(measure: Measure, recording: Recording) -> dict[str, str]:
    """The latest value of each step that something was recorded about."""
    checks = [entry for entry in recording.of(measure, "check") if entry.get("value") in VALUES]
    return {option_of(entry, measure): entry["value"] for entry in checks}
