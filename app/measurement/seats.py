"""Seats: verbal flow on a seating chart of numbered seats."""

from collections import Counter, defaultdict
from typing import Any

from app.measurement.recording import Recording
from app.measurement.vocabulary import Measure, option_of

Seat = int | str


def summarise_seats(measure: Measure, recording: Recording, students: int | None = None) -> dict[str, Any]:
    """Marks per seat and code for the seats with any, how many seats were reached, and of how many.

    `filled` is the number of students, None where it isn't known. A mark without a seat is in `total` alone.
    """
    seats = marks_by_seat(measure, recording)
    return {
        "total": len(recording.of(measure, "mark")),
        "seats": [
            {"seat": seat, "counts": dict(sorted(seats[seat].items()))} for seat in sorted(seats, key=seat_order)
        ],
        "reached": len(seats),
        "filled": students,
    }


def marks_by_seat(measure: Measure, recording: Recording) -> dict[Seat, Counter[str]]:
    by_seat: dict[Seat, Counter[str]] = defaultdict(Counter)
    for mark in recording.of(measure, "mark"):
        if mark.get("seat") is not None:
            by_seat[mark["seat"]][option_of(mark, measure)] += 1
    return dict(by_seat)


def seat_order(seat: Seat) -> tuple[bool, Seat]:
    return isinstance(seat, str), seat
