"""What the address asks to see: which series, as rates or totals, and what is shown on demand only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from app.across_visits.series import Series

MOST_LINES = 4


@dataclass(frozen=True)
class Choice:
    show: tuple[str, ...] = ()
    totals: bool = False
    nap: bool = False
    trend: bool = False

    @property
    def query(self) -> str:
        """As the end of an address, with its question mark; nothing when nothing was chosen."""
        said = [("show", key) for key in self.show]
        said += [(name, value) for name, value, on in self._said() if on]
        return "?" + urlencode(said) if said else ""

    def _said(self) -> list[tuple[str, str, bool]]:
        return [("as", "total", self.totals), ("nap", "1", self.nap), ("trend", "1", self.trend)]

    def without(self, key: str) -> "Choice":
        return replace(self, show=tuple(each for each in self.show if each != key))

    def but(self, totals: bool | None = None, nap: bool | None = None, trend: bool | None = None) -> "Choice":
        """The same with one thing another way."""
        return Choice(
            self.show,
            self.totals if totals is None else totals,
            self.nap if nap is None else nap,
            self.trend if trend is None else trend,
        )


Short = Annotated[str, Query(max_length=20)]


def choice(
    show: Annotated[list[str] | None, Query(max_length=200)] = None,
    as_: Annotated[str, Query(alias="as", max_length=20)] = "",
    nap: Short = "",
    trend: Short = "",
) -> Choice:
    return Choice(tuple(dict.fromkeys(show or ())), as_ == "total", nap == "1", trend == "1")


Chosen = Annotated[Choice, Depends(choice)]


def settled(asked: Choice, series: Sequence[Series]) -> Choice:
    """Only what there is, and no more lines than can be told apart; without a choice, what the pair would look at first."""
    known = [each.key for each in series]
    show = tuple(key for key in asked.show if key in known)[:MOST_LINES]
    return replace(asked, show=show or _first(series))


def _first(series: Sequence[Series]) -> tuple[str, ...]:
    """The first that is counted, and what is set against it: redirection, or the next of the same measure."""
    counts = [each for each in series if each.kind == "count"] or list(series)
    if not counts:
        return ()
    first, rest = counts[0], counts[1:]
    against = [each for each in rest if "redirect" in f"{each.key} {each.name}".lower()]
    same = [each for each in rest if each.measure["key"] == first.measure["key"] and each.kind == first.kind]
    return tuple(each.key for each in [first, *(against or same)[:1]])
