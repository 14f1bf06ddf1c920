"""Hash and check passwords: slow and hungry on purpose, so only a few at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from app.problems import Problem

# argon2id takes 64 MiB and half a core for each. A whole school that signs in at once waits its turn; a flood is
# turned away before it has taken every thread and all memory.
AT_ONCE, MOST_WAITING, LONGEST_WAIT_S = 2, 24, 5.0
hasher = PasswordHasher()  # argon2id
# Checked when there is no account, so that the time taken does not tell whether there is one.
NOBODY = hasher.hash("nobody has this password")
_turns = threading.BoundedSemaphore(AT_ONCE)
_waiting = threading.BoundedSemaphore(MOST_WAITING)  # the other threads stay free for readers


def hash_of_password(password: str) -> str:
    with _turn():
        return hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Takes as long when there is nothing to compare with."""
    with _turn():
        try:
            hasher.verify(password_hash or NOBODY, password[:1024])
        except VerificationError:
            return False
    return password_hash is not None


@contextmanager
def _turn() -> Iterator[None]:
    if not _waiting.acquire(blocking=False):
        raise Problem("busy", headers={"Retry-After": "5"})
    try:
        if not _turns.acquire(timeout=LONGEST_WAIT_S):
            raise Problem("busy", headers={"Retry-After": "5"})
        try:
            yield
        finally:
            _turns.release()
    finally:
        _waiting.release()
