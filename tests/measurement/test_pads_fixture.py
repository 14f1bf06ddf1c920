"""Open pads show what the measurement library says: one fixture holds both to the same numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.measurement.summary import summarise

FIXTURE = json.loads((Path(__file__).parent.parent / "fixtures" / "pads.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FIXTURE["cases"], ids=lambda case: case["name"])
def test_the_library_agrees_with_the_fixture(case: dict[str, Any]) -> None:
    summary = summarise(FIXTURE["measures"], case["entries"], now_ms=case["now_ms"])
    assert _pads(summary, "count", "total") == case["expect"]["counts"]
    assert _pads(summary, "duration", "total_ms") == case["expect"]["durations_ms"]
    assert _sweeps(summary) == case["expect"]["sweeps"]


def _pads(summary: dict[str, Any], kind: str, number: str) -> dict[str, int]:
    measures = [measure for measure in summary["measures"] if measure["kind"] == kind]
    return {f"{m['key']}:{option['key']}": option[number] for m in measures for option in m["options"]}


def _sweeps(summary: dict[str, Any]) -> dict[str, list[list[int]]]:
    measures = [measure for measure in summary["measures"] if measure["kind"] == "sweep"]
    return {m["key"]: [[sweep["value"], sweep["out_of"]] for sweep in m["sweeps"]] for m in measures}
