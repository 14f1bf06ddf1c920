"""The numbers behind a figure, as a table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """The first cell of each row is its head."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
