"""What two observers recorded at a place, and each coefficient, in words: undefined is said to be undefined, and why."""

from dataclasses import dataclass
from typing import Any

from app.dates import lesson_time
from app.debrief.names import Measure, name_of, own_name
from app.words import _, plural

FEW = 5  # fewer are shown as what they are, not as a percentage
Found = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One coefficient: its value, what it is of, and why it is undefined where it is."""

    name: str
    value: str
    of: str
    why: str = ""


def rows_of(found: Found, tolerance_ms: int, kind: str) -> list[Row]:
    """Every coefficient that was computed for one thing, in an order from the plain to the strict."""
    said = UNITS.get(kind, UNITS["count"]) | {"seconds": seconds(tolerance_ms)}
    return [_row(key, found, NAMES[key] % said) for key in NAMES if key in found]


def _row(key: str, found: Found, name: str) -> Row:
    value = found[key]
    if value is None:
        nothing_shared = key in CHANCE and not _counted(key, found)
        return Row(name, _("undefined"), _of(key, found), NO_WINDOW if nothing_shared else WHY[key])
    said = f"{value:.2f}" if key in CHANCE else _share(value, key, found)
    return Row(name, said.replace("-", "−"), _of(key, found))


def _share(value: float, key: str, found: Found) -> str:
    of = _counted(key, found)
    if key in PARTS and of is not None and of < FEW:
        return _("%(part)s of %(of)s") % {"part": round(value * of), "of": of}
    if key == "total_count" and max(found["a"], found["b"]) < FEW:
        return _("%(a)s and %(b)s") % {"a": found["a"], "b": found["b"]}
    percent = round(value * 100)
    return f"{99 if percent == 100 and value < 1 else percent} %"


def _counted(key: str, found: Found) -> int | None:
    """How many units a coefficient is about."""
    table = found.get("table")
    if key == "within_tolerance":
        return int(found["events"]) if "events" in found else None
    if key == "scored_interval" and table:
        return int(table[0][0] + table[0][1] + table[1][0])
    if key == "unscored_interval" and table:
        return int(table[1][1] + table[0][1] + table[1][0])
    if key == "cohens_kappa" and table:
        return sum(sum(row) for row in table)
    return found.get("n")


def _of(key: str, found: Found) -> str:
    if key == "total_count":
        return _("%(a)s and %(b)s") % {"a": found["a"], "b": found["b"]}
    if key == "duration":
        return _("%(a)s and %(b)s") % {side: lesson_time(found[side]["total_ms"]) for side in ("a", "b")}
    if key == "mean_per_occurrence" and isinstance(found.get("a"), dict):
        return _("%(a)s and %(b)s stretches") % {side: found[side]["bouts"] for side in ("a", "b")}
    counted = _counted(key, found)
    return f"n = {counted}" if counted is not None else ""


def side(measure: Measure, said: Found | None) -> str:
    """What one observer recorded at a place."""
    if said is None:
        return _("nothing")
    if "latency_ms" in said:
        return _("no response") if said["latency_ms"] is None else _("%(s)s s") % {"s": seconds(said["latency_ms"])}
    if "out_of" in said:
        return _("%(value)s of %(out_of)s") % said
    if "codes" in said or "options" in said:
        names = [own_name(measure, key) for key in said.get("codes") or said.get("options") or ()]
        return ", ".join(names) or _("none")
    if "value" in said:
        return f"{own_name(measure, said['option'])}: {CHECKED[said['value']]}"
    seat = _(", seat %(n)s") % {"n": said["seat"]} if "seat" in said else ""
    return name_of(measure, said["option"]) + seat


def differ(label: str, n: int, two: str | None) -> str:
    """You two read “Redirection” differently 5 times: look at the definition."""
    if not n:
        return _("No place where the two records of “%(label)s” differ.") % {"label": label}
    times = plural("once", "%(n)s times", n)
    who = _("You two") if two is None else two
    return _("%(who)s read “%(label)s” differently %(times)s: look at the definition.") % {
        "who": who,
        "label": label,
        "times": times,
    }


def seconds(ms: int) -> str:
    return f"{ms / 1000:.1f}".removesuffix(".0")


CHECKED = {"seen": _("seen"), "not_seen": _("not seen"), "no_chance": _("no chance to see")}
CHANCE = ("cohens_kappa", "krippendorffs_alpha")
PARTS = ("within_tolerance", "exact_count_per_interval", "interval_by_interval", "scored_interval", "unscored_interval")
UNITS = {
    "count": {"one": _("window"), "many": _("windows")},
    "sweep": {"one": _("sweep"), "many": _("sweeps")},
    "interval": {"one": _("interval"), "many": _("intervals")},
    "checklist": {"one": _("step"), "many": _("steps")},
}
NAMES = {
    "total_count": _("Totals, smaller by larger"),
    "duration": _("Durations, smaller by larger"),
    "mean_per_occurrence": _("Length each time, smaller by larger"),
    "within_tolerance": _("Same moment, within %(seconds)s s"),
    "mean_count_per_interval": _("Numbers per %(one)s, smaller by larger"),
    "exact_count_per_interval": _("Equal numbers, %(one)s by %(one)s"),
    "mean_count_per_seat": _("Counts per seat, smaller by larger"),
    "reached": _("Seats that both noted, of those either did"),
    "interval_by_interval": _("Both say the same, %(one)s by %(one)s"),
    "scored_interval": _("Both scored, of %(many)s either scored"),
    "unscored_interval": _("Both blank, of %(many)s either left blank"),
    "cohens_kappa": _("Cohen’s kappa"),
    "krippendorffs_alpha": _("Krippendorff’s alpha"),
}
NOTHING = _("neither recorded any")
NO_WINDOW = _("there is nothing that both had the chance to record")
WHY = {
    "total_count": NOTHING,
    "duration": NOTHING,
    "mean_per_occurrence": NOTHING,
    "within_tolerance": NOTHING,
    "mean_count_per_interval": NO_WINDOW,
    "exact_count_per_interval": NO_WINDOW,
    "mean_count_per_seat": NOTHING,
    "reached": NOTHING,
    "interval_by_interval": NO_WINDOW,
    "scored_interval": _("nothing was scored"),
    "unscored_interval": _("nothing was left blank"),
    "cohens_kappa": _("both said one and the same throughout"),
    "krippendorffs_alpha": _("there is one value throughout"),
}
