"""Everything that devices did and were told, as they themselves would testify."""

import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tap:
    """One entry as it was shown as counted: on this device, by this person, in this visit."""

    entry: dict[str, Any]
    person_id: str
    partnership_id: str
    visit_id: str
    device: str


@dataclass
class History:
    taps: dict[str, Tap] = field(default_factory=dict)  # by entry id
    acknowledged: set[str] = field(default_factory=set)
    parked: dict[str, str] = field(default_factory=dict)  # entry id -> slug of the refusal
    answers: dict[int, int] = field(default_factory=dict)  # status -> how often; 0 is silence
    strange: list[str] = field(default_factory=list)  # what no device should ever meet
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tapped(self, tap: Tap) -> None:
        with self.lock:
            if tap.entry["id"] in self.taps:
                self.strange.append(f"two taps under one id: {tap.entry['id']}")
            self.taps[tap.entry["id"]] = tap

    def answered(self, status: int) -> None:
        with self.lock:
            self.answers[status] = self.answers.get(status, 0) + 1

    def settled(self, acknowledged: set[str], parked: dict[str, str]) -> None:
        with self.lock:
            self.acknowledged |= acknowledged
            self.parked |= parked
