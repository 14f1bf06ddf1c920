"""Which entries of a log count: voids, voids of voids and amendments applied, whatever order they arrived in."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.measurement.vocabulary import TEXTS, Entry

CHANGEABLE = ("at_ms", "measure", "option", "value", "out_of", "codes", "k", "seat", "span", "on")


def effective(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The entries that count, in order of `at_ms` and then id; voids and amends themselves are left out.

    A void takes its target away; a void of a void gives it back, at any depth. An amend replaces the fields it carries
    (a field that is absent or None stays as it was); where several amends carry the same field, the one with the
    latest id holds: ids are UUIDv7, so arrival order never matters. An amend that is itself voided changes nothing,
    and neither does whatever amends it. `text` is replaced only on kinds that consist of text (note, segment,
    annotation ...); elsewhere an amend's text is its reason. Amended entries carry `amended: True`. Entries without
    `at_ms` come first. Voids that void each other in a circle say nothing. [CONTRACT.md, Kinds]
    """
    known = {entry["id"]: entry for entry in entries}
    gone = voided(known.values())
    changes = _changes(known, gone)
    kept = [
        {**entry, **changes.get(id_, {})}
        for id_, entry in known.items()
        if id_ not in gone and entry["kind"] not in ("void", "amend")
    ]
    return sorted(kept, key=in_time_order)


def in_time_order(entry: Entry) -> tuple[int, int, str]:
    """Sorts by moment; of two at the same moment the one made first comes first. Those without a moment lead."""
    at_ms = entry.get("at_ms")
    return (0, 0, entry["id"]) if at_ms is None else (1, at_ms, entry["id"])


def voided(entries: Iterable[Entry]) -> set[str]:
    """The ids that an effective void aims at (also ids that are not among the entries)."""
    targets = {entry["id"]: entry.get("target") for entry in entries if entry["kind"] == "void"}
    undecided = Counter(target for target in targets.values() if target in targets)
    ready = [void for void in targets if not undecided[void]]
    gone: set[str] = set()
    while ready:
        void = ready.pop()
        target = targets[void]
        if target is not None and void not in gone:
            gone.add(target)
        if target in targets:
            undecided[target] -= 1
            if not undecided[target]:
                ready.append(target)
    return gone


def amended(entries: Iterable[Entry]) -> set[str]:
    """The ids of entries that an effective amend has changed."""
    known = {entry["id"]: entry for entry in entries}
    return set(_changes(known, voided(known.values())))


def _changes(known: dict[str, Entry], gone: set[str]) -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    roots: dict[str, str | None] = {}
    for id_ in sorted(id_ for id_, entry in known.items() if entry["kind"] == "amend"):
        target = known.get(_root(id_, known, gone, roots) or "")
        if target is not None and target["kind"] != "void":
            changes.setdefault(target["id"], {"amended": True}).update(_changed_fields(known[id_], target))
    return changes


def _root(amend: str, known: dict[str, Entry], gone: set[str], roots: dict[str, str | None]) -> str | None:
    """The entry that an amend (or an amend of an amend) is about in the end; None when one on the way is voided."""
    way: list[str] = []
    at: str | None = amend
    while at is not None and at not in roots and known.get(at, {}).get("kind") == "amend":
        roots[at] = None  # so that amends in a circle end here
        way.append(at)
        at = None if at in gone else known[at].get("target")
    root = roots.get(at, at) if at is not None else None
    roots.update(dict.fromkeys(way, root))
    return root


def _changed_fields(amend: Entry, target: Entry) -> dict[str, Any]:
    fields = (*CHANGEABLE, "text") if target["kind"] in TEXTS else CHANGEABLE
    return {field: amend[field] for field in fields if amend.get(field) is not None}
