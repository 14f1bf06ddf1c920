"""What was said, as it stands now and as it was before: rows are only ever added."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Told(Generic[T]):
    now: T
    earlier: Sequence[T]  # the first one first

    @property
    def first(self) -> T:
        return self.earlier[0] if self.earlier else self.now


def newest(rows: Iterable[T], thread: Callable[[T], str]) -> list[Told[T]]:
    """The rows of each thread together, in the order of their first; `rows` come in the order in which they were added."""
    threads: dict[str, list[T]] = {}
    for row in rows:
        threads.setdefault(thread(row), []).append(row)
    return [Told(said[-1], said[:-1]) for said in threads.values()]
