"""What may stand in one line of a chart, and where a change line divides it. Pure decisions on plain values."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Meaning = tuple[Any, ...]
# What a form leaves out means the same as this.
TERMS = {"kind": "", "every_ms": 0, "method": "", "several": True, "exclusive": False, "rows": 0, "columns": 0}


def meaning_of(measure: Mapping[str, Any]) -> Meaning:
    """All that decides what gets a mark. A name counts where nothing else defines it; shapes and order never do."""
    terms = [usual if (said := measure.get(term)) is None else said for term, usual in TERMS.items()]
    examples = [_words(measure.get(part)) for part in ("counts", "does_not_count")]
    options = sorted((option["key"], _defined(option)) for option in measure.get("options") or ())
    return (*terms, _defined(measure), *examples, *options)


def _defined(thing: Mapping[str, Any]) -> str:
    return _words(thing.get("definition") or thing.get("label"))


def _words(text: Any) -> str:
    """The words alone: another line break, or a space more, defines nothing else."""
    return " ".join(str(text or "").split())


def boundary(days: Sequence[date], starts_on: date) -> int:
    """Before which visit (from 0) a change line stands: the first on its day or later. `days` are in order."""
    return bisect_left(days, starts_on)
