"""Agreement between observers: the coefficients, and `for_measure`, which applies them to two logs of one lesson."""

from app.measurement.alpha import krippendorffs_alpha
from app.measurement.interval_agreement import (
    exact_count_per_interval,
    interval_by_interval,
    mean_count_per_interval,
    scored_interval,
    total_count,
    unscored_interval,
)
from app.measurement.kappa import cohens_kappa
from app.measurement.pairing import within_tolerance
from app.measurement.shared_time import clock_offset_ms
from app.measurement.two_observers import for_measure

__all__ = [
    "clock_offset_ms",
    "cohens_kappa",
    "exact_count_per_interval",
    "for_measure",
    "interval_by_interval",
    "krippendorffs_alpha",
    "mean_count_per_interval",
    "scored_interval",
    "total_count",
    "unscored_interval",
    "within_tolerance",
]
