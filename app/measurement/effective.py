"""Which entries of a log count: voids, voids of voids and amendments applied, whatever order they arrived in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from app.measurement.vocabulary import TEXTS, Entry

E = TypeVar("E", bound=Entry)
CORRECTIONS = ("void", "amend")
OWN_WORDS = ("note", "annotation", "reply", "draft", "reflection", "prediction")
_CORRECTING, _OWN = frozenset(CORRECTIONS), frozenset(OWN_WORDS)
CHANGEABLE = ("at_ms", "measure", "option", "value", "out_of", "codes", "k", "seat", "span", "on")


def effective(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The entries that count, in order of `at_ms` and then id; voids and amends themselves are left out.

    A void takes its target away; a void of a void gives it back, at any depth. An amend replaces the fields it carries
    (a field that is absent or None stays as it was); where several amends carry the same field, the one with the
    latest id holds: ids are UUIDv7, so arrival order never matters. An amend that is itself voided changes nothing,
    and neither does whatever amends it. `text` is replaced only on kinds that consist of text (note, segment,
    annotation ...); elsewhere an amend's text is its reason. Amended entries carry `amended: True`. Entries without
    `at_ms` come first. Voids that void each other in a circle say nothing. A person's own words (OWN_WORDS) are taken
    back, given back and changed by their author alone; anybody else's correction of them says nothing.
    [CONTRACT.md, Kinds]
    """
    return in_time_order([dict(entry) for entry in counting(list(entries))])


def counting(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that count, as amended, in the order given and as often as given."""
    corrections = _corrections(entries)
    gone = _voided(corrections.values())
    amends = _amends(corrections, gone)
    for entry in entries:
        id_ = entry["id"]
        if id_ not in gone and entry["kind"] not in _CORRECTING:
            yield _as_amended(entry, amends[id_]) if id_ in amends else entry


def in_time_order(entries: Iterable[E]) -> list[E]:
    """Each entry once; those without a moment lead, and of two at the same moment the one made first comes first."""
    found: list[E] = []
    ids: list[str] = []
    moments: list[Any] = []
    for entry in entries:  # one look at each: a large log does not stay in the processor's cache for a second one
        found.append(entry)
        ids.append(entry["id"])
        moments.append(entry.get("at_ms"))
    made = sorted(range(len(found)), key=ids.__getitem__)
    once = [i for i, before in zip(made, [None, *made], strict=False) if before is None or ids[i] != ids[before]]
    timed = sorted((i for i in once if moments[i] is not None), key=moments.__getitem__)
    return [found[i] for i in (*(i for i in once if moments[i] is None), *timed)]


def voided(entries: Iterable[Entry]) -> set[str]:
    """The ids that an effective void aims at (also ids that are not among the entries)."""
    return _voided(_corrections(list(entries)).values())


def _voided(entries: Iterable[Entry]) -> set[str]:
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
    corrections = _corrections(list(known.values()))
    return _amends(corrections, _voided(corrections.values())).keys() & (known.keys() - corrections.keys())


def _corrections(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Voids and amends by id, without those that are about somebody else's words."""
    found: dict[str, Entry] = {}
    authors: dict[str, str | None] = {}
    for entry in entries:
        kind = entry["kind"]
        if kind in _CORRECTING:
            found[entry["id"]] = entry
        elif kind in _OWN:
            authors[entry["id"]] = entry.get("author")
    if not authors:
        return found
    about: dict[str, str | None] = {}
    return {
        id_: entry
        for id_, entry in found.items()
        if (said := _about(id_, found, about)) not in authors or authors[said] == entry.get("author")
    }


def _about(correction: str, corrections: dict[str, Entry], about: dict[str, str | None]) -> str | None:
    """What a correction, or a correction of a correction, is about in the end; None in a circle."""
    way: list[str] = []
    at: str | None = correction
    while at is not None and at in corrections and at not in about:
        about[at] = None  # so that a circle ends here
        way.append(at)
        at = corrections[at].get("target")
    end = about.get(at, at) if at is not None else None
    about.update(dict.fromkeys(way, end))
    return end


def _amends(corrections: dict[str, Entry], gone: set[str]) -> dict[str, list[Entry]]:
    """The amends that hold, in the order in which they were made, by the id of the entry they are about in the end."""
    amends: dict[str, list[Entry]] = {}
    roots: dict[str, str | None] = {}
    for id_, amend in sorted(
        ((id_, entry) for id_, entry in corrections.items() if entry["kind"] == "amend"), key=itemgetter(0)
    ):
        target = amend.get("target")
        of_amend = target in corrections and corrections[target]["kind"] == "amend"
        root = _root(id_, corrections, gone, roots) if of_amend else None if id_ in gone else target
        if root is not None:
            amends.setdefault(root, []).append(amend)
    return amends


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


def _as_amended(entry: Entry, amends: Iterable[Entry]) -> dict[str, Any]:
    fields = (*CHANGEABLE, "text") if entry["kind"] in TEXTS else CHANGEABLE
    changes = {field: amend[field] for amend in amends for field in fields if _fits(entry, field, amend.get(field))}
    return {**entry, **changes, "amended": True}


def _fits(entry: Entry, field: str, value: Any) -> bool:
    """A word such as `seen` is a check's value and no other kind's."""
    return value is not None and (field != "value" or isinstance(value, str) == (entry["kind"] == "check"))
