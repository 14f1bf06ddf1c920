"""Cohen's kappa: agreement of two observers on categories, beyond what their totals alone would bring about."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal

Weights = Literal["linear", "quadratic"]

_DISTANCES: dict[str | None, Callable[[int, int], int]] = {
    None: lambda i, j: i != j,
    "linear": lambda i, j: abs(i - j),
    "quadratic": lambda i, j: (i - j) ** 2,
}


def cohens_kappa(table: Sequence[Sequence[float]], weights: Weights | None = None) -> float | None:
    """(po - pe) / (1 - pe) of a square table, rows the one observer's categories, columns the other's, in one order.

    Cells are counts or proportions. Weights are for ordered categories: a disagreement counts by its distance in steps,
    or by the square of that. None when the table is empty or both used one and the same category throughout (pe = 1).
    Between -1 and 1. It falls with rare behaviour however well the two agree, so show n and the table beside it.
    [Cohen 1960; weighted: Cohen 1968]
    """
    if any(len(row) != len(table) for row in table):
        raise ValueError("Kappa needs a square table: both observers' categories in the same order.")
    if weights not in _DISTANCES:
        raise ValueError(f"No such weights: {weights}")
    distance = _DISTANCES[weights]
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    cells = [(i, j) for i in range(len(table)) for j in range(len(table)) if i != j]
    seen = sum(distance(i, j) * table[i][j] for i, j in cells)
    by_chance = sum(distance(i, j) * rows[i] * columns[j] for i, j in cells)
    return 1 - seen * sum(rows) / by_chance if by_chance else None


def table_of(pairs: Iterable[tuple[Hashable, Hashable]], categories: Sequence[Hashable]) -> list[list[int]]:
    """How often the one observer's category met the other's."""
    place = {category: index for index, category in enumerate(categories)}
    table = [[0] * len(categories) for _ in categories]
    for a, b in pairs:
        table[place[a]][place[b]] += 1
    return table
