"""Starter forms: definitions in our own words, each with what it can and can't tell. A start, to be changed freely."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Starter:
    place: int
    key: str
    title: str
    summary: str
    can_tell: str
    cannot_tell: str
    measures: list[dict[str, Any]]

    @property
    def kinds(self) -> set[str]:
        return {measure["kind"] for measure in self.measures}


@lru_cache
def every_starter() -> dict[str, Starter]:
    """By key, in the order in which they are shown. The measures are shared: copy before changing."""
    starters = [Starter(**json.loads(path.read_text("utf-8"))) for path in HERE.glob("*.json")]
    return {starter.key: starter for starter in sorted(starters, key=lambda s: s.place)}
