"""What changed between two versions of a form, word by word. Plain values in, plain values out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from app.forms.kinds import KINDS, summed_up
from app.forms.look import level
from app.words import _, plural

Measure = dict[str, Any]
Pieces = list[tuple[str, bool]]  # text, and whether it is only on this side
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Line:
    """One text of a measure on both sides. An absent one is empty."""

    slot: str
    heading: str
    before: Pieces
    after: Pieces

    @property
    def changed(self) -> bool:
        return any(only for _text, only in self.before + self.after)


@dataclass(frozen=True)
class Change:
    """A measure on both sides; `what` is same, changed, added or removed."""

    key: str
    label: str
    what: str
    lines: list[Line]


def compare(before: list[Measure], after: list[Measure]) -> list[Change]:
    """Every measure of either version: in the order of the newer one, what was removed at the end."""
    before, after = level(before, after)
    old = {measure["key"]: measure for measure in before}
    new = {measure["key"]: measure for measure in after}
    kept = [_change(old.get(key), measure) for key, measure in new.items()]
    return kept + [_change(measure, None) for key, measure in old.items() if key not in new]


def changed_keys(before: list[Measure], after: list[Measure]) -> set[str]:
    """The measures of both versions that differ."""
    before, after = level(before, after)
    old = {measure["key"]: measure for measure in before}
    pairs = [(old[m["key"]], m) for m in after if m["key"] in old and old[m["key"]] != m]
    return {is_["key"] for was, is_ in pairs if _change(was, is_).what == "changed"}


def _change(before: Measure | None, after: Measure | None) -> Change:
    one = after or before or {}
    lines = lines_between(before, after)
    differs = "changed" if any(line.changed for line in lines) else "same"
    what = "added" if before is None else "removed" if after is None else differs
    return Change(one["key"], one["label"], what, lines)


def lines_between(before: Measure | None, after: Measure | None) -> list[Line]:
    old, new = _texts(before), _texts(after)
    slots = list(new) + [slot for slot in old if slot not in new]
    lines = []
    for slot in slots:
        heading = (new.get(slot) or old[slot])[0]
        lines.append(Line(slot, heading, *words_between(_text(old, slot), _text(new, slot))))
    return [line for line in lines if line.changed or line.slot not in ("order", "shapes")]


def _text(texts: dict[str, tuple[str, str]], slot: str) -> str:
    return texts[slot][1] if slot in texts else ""


def _texts(measure: Measure | None) -> dict[str, tuple[str, str]]:
    """A measure's texts by slot, each with its heading."""
    if measure is None:
        return {}
    options = measure.get("options") or []
    texts = {
        "label": (_("Name"), measure["label"]),
        "kind": (_("How"), _how(measure)),
        "seats": (_("Seats"), _seats(measure)),
        "several": (_("In one interval"), _several(measure)),
        "definition": (_("What it is"), measure.get("definition") or ""),
        **{f"option/{o['key']}": (_("Button"), spoken(o)) for o in options},
        "order": (_("Order"), ", ".join(option["label"] for option in options)),
        "shapes": (_("Shapes"), _shapes(measure, options)),
        "counts": (_("Counts"), measure.get("counts") or ""),
        "does_not_count": (_("Does not count"), measure.get("does_not_count") or ""),
        "group": (_("Group"), measure.get("group") or ""),
    }
    return {slot: (heading, text) for slot, (heading, text) in texts.items() if text}


def _how(measure: Measure) -> str:
    counted = measure["kind"] in ("count", "duration", "checklist")
    return summed_up(measure) if counted else f"{KINDS[measure['kind']].name}: {summed_up(measure)}"


def _seats(measure: Measure) -> str:
    if measure["kind"] != "seats":
        return ""
    rows = plural("%(n)s row", "%(n)s rows", measure["rows"])
    return _("%(rows)s with %(n)s in each") % {"rows": rows, "n": measure["columns"]}


def _several(measure: Measure) -> str:
    if measure["kind"] != "interval":
        return ""
    return _("Several codes may be marked") if measure.get("several", True) else _("One code is marked")


def spoken(option: dict[str, Any]) -> str:
    """`Open. More than one answer could be right.`"""
    return f"{option['label']}. {option['definition']}" if option.get("definition") else str(option["label"])


def _shapes(measure: Measure, options: list[dict[str, Any]]) -> str:
    chosen = [o["shape"] for o in options if o.get("shape")] or [measure.get("shape") or ""]
    return ", ".join(shape.replace("_", " ") for shape in chosen)


def words_between(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, each piece marked when the other text does not have it."""
    if before == after:
        return [(before, False)] if before else [], [(after, False)] if after else []
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    left: Pieces = []
    right: Pieces = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(("".join(old[a:b]), what != "equal"))
        right.append(("".join(new[c:d]), what != "equal"))
    return _joined(left), _joined(right)


def _joined(pieces: Pieces) -> Pieces:
    """Neighbors of one sort become one; a space between two marked words is marked with them."""
    joined: Pieces = []
    for i, (text, only) in enumerate(pieces):
        if text.isspace() and 0 < i < len(pieces) - 1:
            only = pieces[i - 1][1] and pieces[i + 1][1]
        if joined and joined[-1][1] == only:
            joined[-1] = (joined[-1][0] + text, only)
        elif text:
            joined.append((text, only))
    return joined


def orders(before: list[Measure], after: list[Measure]) -> tuple[str, str]:
    """The names in their order on both sides; nothing where what is in both stands in the same order."""
    old, new = [m["key"] for m in before], [m["key"] for m in after]
    if [key for key in old if key in new] == [key for key in new if key in old]:
        return "", ""
    return ", ".join(m["label"] for m in before), ", ".join(m["label"] for m in after)


def in_short(changes: list[Change]) -> str:
    """`Changed On-task sweep; added Who talks`: for a version whose proposer did not say."""
    said = {"changed": _("changed %(names)s"), "added": _("added %(names)s"), "removed": _("removed %(names)s")}
    found = {what: [change.label for change in changes if change.what == what] for what in said}
    parts = [said[what] % {"names": ", ".join(names)} for what, names in found.items() if names]
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]
