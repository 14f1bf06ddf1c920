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
    found = {
        "counts": _pads(summary, "count", "total"),
        "durations_ms": _pads(summary, "duration", "total_ms"),
        "sweeps": {m["key"]: [[s["value"], s["out_of"]] for s in m["sweeps"]] for m in _of(summary, "sweep")},
        "latencies": {m["key"]: _only(m, "n", "missed", "values_ms") for m in _of(summary, "latency")},
        "steps": {m["key"]: {s["key"]: s["value"] for s in m["steps"]} for m in _of(summary, "checklist")},
        "seats": {m["key"]: _seats(m) for m in _of(summary, "seats")},
    }
    assert found == {name: case["expect"].get(name, _NOTHING.get(name)) for name in found}
    for name, kind in (("intervals", "interval"), ("missed_sweeps", "sweep")):
        if name in case["expect"]:
            assert {m["key"]: _missed(m) for m in _of(summary, kind)} == case["expect"][name]


_NOTHING = {
    "latencies": {"wait": {"n": 0, "missed": 0, "values_ms": []}},
    "steps": {"steps": {"model": None, "check": None, "alone": None}},
    "seats": {"flow": {"total": 0, "seats": {}}, "visits": {"total": 0, "seats": {}}},
}


def _of(summary: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [measure for measure in summary["measures"] if measure["kind"] == kind]


def _pads(summary: dict[str, Any], kind: str, number: str) -> dict[str, int]:
    return {f"{m['key']}:{option['key']}": option[number] for m in _of(summary, kind) for option in m["options"]}


def _only(measure: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: measure[name] for name in names}


def _seats(measure: dict[str, Any]) -> dict[str, Any]:
    return {"total": measure["total"], "seats": {str(seat["seat"]): seat["counts"] for seat in measure["seats"]}}


def _missed(measure: dict[str, Any]) -> Any:
    if measure["kind"] == "sweep":
        return measure["missed"]
    codes = {code["key"]: code["intervals"] for code in measure["codes"]}
    return _only(measure, "scored", "missed") | {"codes": codes}
