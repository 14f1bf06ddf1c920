"""Words pinned to a place in the lesson, and what was said in reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.debrief.versions import Version, Versions

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """One person's words in a thread. `earlier` is what they were before they were changed, the oldest first."""

    id: str
    seq: int
    author: str
    at: datetime
    text: str
    celebrate: bool
    earlier: Sequence[Version]
    taken_back: datetime | None
    void: str


@dataclass(frozen=True)
class Thread:
    id: str
    on: Mapping[str, Any]
    from_ms: int | None  # None: pinned to a measure, or to an entry without a moment
    to_ms: int | None
    words: Sequence[Words]

    @property
    def latest(self) -> tuple[datetime, int]:
        """When its newest words were said."""
        return max((words.at, words.seq) for words in self.words)

    @property
    def stands(self) -> bool:
        """Is anything of it not taken back?"""
        return any(words.taken_back is None for words in self.words)


def threads_of(known: Mapping[str, Entry], versions: Mapping[str, Versions]) -> list[Thread]:
    """All threads in lesson order, those without a place in it first; also those whose words were all taken back.

    `known` is every entry by id, as corrected where it counts; `versions` what became of people's words.
    """
    replies: dict[str, list[Entry]] = {}
    for entry in known.values():
        if entry["kind"] == "reply" and (root := _root(entry, known)):
            replies.setdefault(root, []).append(entry)
    roots = [entry for entry in known.values() if entry["kind"] == "annotation"]
    threads = [_thread(root, replies.get(root["id"], ()), known, versions) for root in roots]
    return sorted(threads, key=lambda thread: (-1 if thread.from_ms is None else thread.from_ms, thread.id))


def _root(entry: Entry, known: Mapping[str, Entry]) -> str | None:
    """The annotation that a reply, or a reply to a reply, is about; None where that is not to be found."""
    passed = set()
    at: Entry | None = entry
    while at is not None and at["kind"] == "reply" and at["id"] not in passed:
        passed.add(at["id"])
        at = known.get(at["target"])
    return at["id"] if at is not None and at["kind"] == "annotation" else None


def _thread(
    root: Entry, replies: Iterable[Entry], known: Mapping[str, Entry], versions: Mapping[str, Versions]
) -> Thread:
    answers = sorted((_words(entry, versions) for entry in replies), key=lambda words: words.seq)
    from_ms, to_ms = place_of(root["on"], known)
    return Thread(root["id"], root["on"], from_ms, to_ms, [_words(root, versions), *answers])


def place_of(on: Mapping[str, Any], known: Mapping[str, Entry]) -> tuple[int | None, int | None]:
    if "span" in on:
        return on["span"][0], on["span"][1]
    at_ms = known.get(on.get("entry", ""), {}).get("at_ms")
    return at_ms, at_ms


def _words(entry: Entry, versions: Mapping[str, Versions]) -> Words:
    said = versions[entry["id"]]
    celebrate = entry.get("celebrate") is True
    who = (entry["id"], entry["seq"], entry["author"])
    return Words(*who, said.at, said.text, celebrate, said.earlier, said.taken_back, said.void)
