"""Failed sign-ins counted in memory: a brake for one worker, not a ledger."""

import threading
import time
from collections import defaultdict, deque

from app.config import settings
from app.problems import Problem

WINDOW_S = 15 * 60
_failures: dict[str, deque[float]] = defaultdict(deque)
_lock = threading.Lock()


def check(key: str) -> None:
    with _lock:
        recent = _recent(key)
        if len(recent) >= settings().sign_in_attempts:
            wait = int(recent[0] + WINDOW_S - time.monotonic()) + 1
            raise Problem("too-many-attempts", headers={"Retry-After": str(wait)})


def note_failure(key: str) -> None:
    with _lock:
        _recent(key).append(time.monotonic())
        if len(_failures) > 10_000:
            for old in [k for k in _failures if not _recent(k)]:
                del _failures[old]


def forget(key: str) -> None:
    with _lock:
        _failures.pop(key, None)


def _recent(key: str) -> deque[float]:
    queue = _failures[key]
    while queue and queue[0] < time.monotonic() - WINDOW_S:
        queue.popleft()
    return queue
