"""What a person's own words were before they were changed, and when they were taken back: nothing is overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from app.measurement.effective import OWN_WORDS, voided

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    text: str
    at: datetime


@dataclass(frozen=True)
class Versions:
    """The words as they stand last, what they were before (the oldest first), and when their writer took them back.

    `void` is the entry that took them back: taken back in its turn, it gives them back.
    """

    text: str
    at: datetime
    earlier: Sequence[Version]
    taken_back: datetime | None
    void: str


def versions_of(entries: Sequence[Entry]) -> dict[str, Versions]:
    """By the id of the entry that said them first. Only its writer's corrections count, in the order they were made."""
    gone = voided(entries)
    said = {e["id"]: e for e in entries if e["kind"] in OWN_WORDS and e.get("text")}
    amends = {e["id"]: e for e in entries if e["kind"] == "amend"}
    changes: dict[str, list[Entry]] = {}
    for id_ in sorted(amends):
        root = _root(id_, amends, gone)
        if root in said and amends[id_]["author"] == said[root]["author"] and amends[id_].get("text"):
            changes.setdefault(root, []).append(amends[id_])
    voids = _voids(entries, gone)
    return {id_: _versions(entry, changes.get(id_, ()), voids.get(id_)) for id_, entry in said.items()}


def _root(amend: str, amends: Mapping[str, Entry], gone: set[str]) -> str:
    """What an amend, or an amend of an amend, is about in the end; "" when one on the way was taken back."""
    passed: set[str] = set()
    at = amend
    while at in amends and at not in passed:
        if at in gone:
            return ""
        passed.add(at)
        at = amends[at]["target"]
    return at


def _voids(entries: Iterable[Entry], gone: set[str]) -> dict[str, Entry]:
    """The newest void of each target that is gone."""
    voids = [e for e in entries if e["kind"] == "void" and e["id"] not in gone and e["target"] in gone]
    return {void["target"]: void for void in sorted(voids, key=lambda void: str(void["id"]))}


def _versions(entry: Entry, changes: Iterable[Entry], void: Entry | None) -> Versions:
    each = [Version(said["text"], _noted(said)) for said in (entry, *changes)]
    earlier = [before for before, after in pairwise(each) if before.text != after.text]
    gone = (_noted(void), str(void["id"])) if void else (None, "")
    return Versions(each[-1].text, _noted(entry), earlier, *gone)


def _noted(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["noted_at"])
