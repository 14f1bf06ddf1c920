"""Which entries of a log count: voids, voids of voids and amendments applied, whatever order they arrived in."""

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from app.measurement.vocabulary import TEXTS, Entry

CORRECTIONS = ("void", "amend")
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
    counting, _ = sort_out(entries)
    return [dict(entry) for entry in in_time_order(counting.values())]


def sort_out(entries: Iterable[Entry]) -> tuple[dict[str, Entry], list[Entry]]:
    """The entries that count, by id and as amended, in no order; and the facts that do not."""
    facts, corrections = _parted(entries)
    gone = voided(corrections.values())
    for id_, fields in _changes(facts, corrections, gone).items():
        facts[id_] = {**facts[id_], **fields}
    return facts, [facts.pop(id_) for id_ in gone if id_ in facts]


def in_time_order(entries: Iterable[Entry]) -> list[Entry]:
    """Of two at the same moment the one made first comes first; those without a moment lead."""
    by_id = sorted(entries, key=itemgetter("id"))
    timed = [entry for entry in by_id if entry.get("at_ms") is not None]
    untimed = [entry for entry in by_id if entry.get("at_ms") is None] if len(timed) < len(by_id) else []
    return untimed + sorted(timed, key=itemgetter("at_ms"))


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
    facts, corrections = _parted(entries)
    return set(_changes(facts, corrections, voided(corrections.values())))


def _parted(entries: Iterable[Entry]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """What was recorded or said, and what corrects it, by id: the same entry twice is one."""
    facts: dict[str, Entry] = {}
    corrections: dict[str, Entry] = {}
    for entry in entries:
        (corrections if entry["kind"] in CORRECTIONS else facts)[entry["id"]] = entry
    return facts, corrections


def _changes(facts: dict[str, Entry], corrections: dict[str, Entry], gone: set[str]) -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    roots: dict[str, str | None] = {}
    for id_ in sorted(id_ for id_, entry in corrections.items() if entry["kind"] == "amend"):
        target = facts.get(_root(id_, corrections, gone, roots) or "")
        if target is not None:
            changes.setdefault(target["id"], {"amended": True}).update(_changed_fields(corrections[id_], target))
    return changes


def _root(amend: str, corrections: dict[str, Entry], gone: set[str], roots: dict[str, str | None]) -> str | None:
    """The entry that an amend (or an amend of an amend) is about in the end; None when one on the way is voided."""
    way: list[str] = []
    at: str | None = amend
    while at is not None and at not in roots and corrections.get(at, {}).get("kind") == "amend":
        roots[at] = None  # so that amends in a circle end here
        way.append(at)
        at = None if at in gone else corrections[at].get("target")
    root = roots.get(at, at) if at is not None else None
    roots.update(dict.fromkeys(way, root))
    return root


def _changed_fields(amend: Entry, target: Entry) -> dict[str, Any]:
    fields = (*CHANGEABLE, "text") if target["kind"] in TEXTS else CHANGEABLE
    return {field: amend[field] for field in fields if amend.get(field) is not None}
