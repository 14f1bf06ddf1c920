"""Which of one observer's events are the other's: one to one, within a tolerance."""

from collections.abc import Sequence
from typing import NamedTuple

from app.measurement.vocabulary import fraction


class Pairing(NamedTuple):
    """Indices into the two sequences: those paired, and those that only one observer has."""

    pairs: list[tuple[int, int]]
    only_a: list[int]
    only_b: list[int]

    @property
    def size(self) -> int:
        return len(self.pairs) + len(self.only_a) + len(self.only_b)


def within_tolerance(times_a: Sequence[float], times_b: Sequence[float], tolerance: float) -> float | None:
    """Agreements by agreements and disagreements, matching events one to one; None when neither has any.

    Times and tolerance in the same unit; a distance equal to the tolerance still matches. An event without a partner is
    a disagreement.
    """
    return agreement_of(paired(times_a, times_b, tolerance))


def agreement_of(pairing: Pairing) -> float | None:
    return fraction(len(pairing.pairs), pairing.size)


def paired(times_a: Sequence[float], times_b: Sequence[float], tolerance: float) -> Pairing:
    """Pairs each event with the earliest one of the other's that is free and near enough, going forward in time.

    No other one-to-one matching within the tolerance finds more pairs. (our rule)
    """
    order_a = sorted(range(len(times_a)), key=lambda i: times_a[i])
    order_b = sorted(range(len(times_b)), key=lambda j: times_b[j])
    found = Pairing([], [], [])
    i = j = 0
    while i < len(order_a) and j < len(order_b):
        a, b = order_a[i], order_b[j]
        if abs(times_a[a] - times_b[b]) <= tolerance:
            found.pairs.append((a, b))
            i, j = i + 1, j + 1
        elif times_a[a] < times_b[b]:
            found.only_a.append(a)
            i += 1
        else:
            found.only_b.append(b)
            j += 1
    found.only_a.extend(order_a[i:])
    found.only_b.extend(order_b[j:])
    return found


def overlapping(bouts_a: Sequence[tuple[int, int]], bouts_b: Sequence[tuple[int, int]]) -> Pairing:
    """Pairs stretches of time that overlap, the earliest first; both sequences disjoint and in order."""
    found = Pairing([], [], [])
    i = j = 0
    while i < len(bouts_a) and j < len(bouts_b):
        if max(bouts_a[i][0], bouts_b[j][0]) < min(bouts_a[i][1], bouts_b[j][1]):
            found.pairs.append((i, j))
            i, j = i + 1, j + 1
        elif bouts_a[i][1] <= bouts_b[j][0]:
            found.only_a.append(i)
            i += 1
        else:
            found.only_b.append(j)
            j += 1
    found.only_a.extend(range(i, len(bouts_a)))
    found.only_b.extend(range(j, len(bouts_b)))
    return found
