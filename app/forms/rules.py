"""When a version is agreed, and when it can still be signed. Pure decisions on plain values."""

from collections.abc import Collection

from app.problems import Problem

BOTH = frozenset({"coach", "teacher"})


def status_of(signed_by: Collection[str]) -> str:
    """`agreed` locks a version: both have signed."""
    return "agreed" if set(signed_by) >= BOTH else "proposed"


def check_signable(version: int, newest: int) -> None:
    """Nobody agrees to words that have been replaced by newer ones."""
    if version < newest:
        raise Problem("version-superseded")
