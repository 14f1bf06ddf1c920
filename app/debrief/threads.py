"""Words pinned to a place in the lesson, and what was said in reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """One person's words in a thread. `earlier` is what they were before they were changed."""

    id: str
    seq: int
    author: str
    at: datetime
    text: str
    celebrate: bool
    earlier: str | None


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


def threads_of(counting: Sequence[Entry], known: Mapping[str, Entry], sent: Mapping[str, Entry]) -> list[Thread]:
    """All threads in lesson order, those without a place in it first.

    `counting` is what counts of the log; `known` and `sent` are all of its entries by id, as corrected and as first sent.
    """
    said = {entry["id"]: entry for entry in counting}
    replies: dict[str, list[Entry]] = {}
    for entry in counting:
        if entry["kind"] == "reply" and (root := _root(entry, said)):
            replies.setdefault(root, []).append(entry)
    roots = [entry for entry in counting if entry["kind"] == "annotation"]
    threads = [_thread(root, replies.get(root["id"], ()), known, sent) for root in roots]
    return sorted(threads, key=lambda thread: (-1 if thread.from_ms is None else thread.from_ms, thread.id))


def _root(entry: Entry, said: Mapping[str, Entry]) -> str | None:
    """The annotation that a reply, or a reply to a reply, is about; None when that one was taken back."""
    passed = set()
    at: Entry | None = entry
    while at is not None and at["kind"] == "reply" and at["id"] not in passed:
        passed.add(at["id"])
        at = said.get(at["target"])
    return at["id"] if at is not None and at["kind"] == "annotation" else None


def _thread(root: Entry, replies: Iterable[Entry], known: Mapping[str, Entry], sent: Mapping[str, Entry]) -> Thread:
    answers = sorted((_words(entry, sent) for entry in replies), key=lambda words: words.seq)
    from_ms, to_ms = place_of(root["on"], known)
    return Thread(root["id"], root["on"], from_ms, to_ms, [_words(root, sent), *answers])


def place_of(on: Mapping[str, Any], known: Mapping[str, Entry]) -> tuple[int | None, int | None]:
    if "span" in on:
        return on["span"][0], on["span"][1]
    at_ms = known.get(on.get("entry", ""), {}).get("at_ms")
    return at_ms, at_ms


def _words(entry: Entry, sent: Mapping[str, Entry]) -> Words:
    before = sent[entry["id"]]["text"]
    earlier = before if before != entry["text"] else None
    at = datetime.fromisoformat(entry["noted_at"])
    return Words(entry["id"], entry["seq"], entry["author"], at, entry["text"], entry.get("celebrate") is True, earlier)
