"""A measure as programs and the builder write it: its fields by kind, and their bounds."""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, PlainValidator

from app.forms.plain_words import Heading, Hint, Label, PlainlyRefused, Strict, Words, one_error
from app.words import _

MAX_MEASURES, MAX_OPTIONS = 24, 40
MAX_CHARACTERS = 100_000  # of all measures together: every agreed form travels in the pack
Shape = Literal["circle", "ring", "square", "diamond", "triangle_open", "triangle", "bar", "target", "lines"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class Option(Strict):
    key: Key
    label: Label
    definition: Hint | None = None
    shape: Shape | None = None


class Measure(Strict):
    """What every kind has. `group` puts measures under one heading; `shape` is drawn where there are no options."""

    key: Key
    label: Label
    definition: Words | None = None
    counts: Words | None = None
    does_not_count: Words | None = None
    group: Heading | None = None
    shape: Shape | None = None


def once_each(named: list[Any]) -> list[Any]:
    """Keys are unique: the second of two is the one at fault."""
    seen: set[str] = set()
    for i, each in enumerate(named):
        if each.key in seen:
            raise one_error(_("This key is used twice; each needs its own."), i, "key")
        seen.add(each.key)
    return named


Options = Annotated[list[Option], Field(max_length=MAX_OPTIONS), AfterValidator(once_each)]
Codes = Annotated[list[Option], Field(min_length=1, max_length=MAX_OPTIONS), AfterValidator(once_each)]
NoOptions = Annotated[list[Option], Field(max_length=0)]
Every = Annotated[int, Field(ge=1_000, le=3_600_000)]


class Count(Measure):
    kind: Literal["count"]
    options: Options | None = None


class Duration(Measure):
    kind: Literal["duration"]
    options: Options | None = None
    exclusive: bool | None = None


class Latency(Measure):
    kind: Literal["latency"]
    options: NoOptions | None = None


class Sweep(Measure):
    kind: Literal["sweep"]
    options: NoOptions | None = None
    every_ms: Every


class Interval(Measure):
    kind: Literal["interval"]
    options: Codes
    every_ms: Every
    method: Literal["momentary", "partial", "whole"] | None = None
    several: bool | None = None


class Checklist(Measure):
    kind: Literal["checklist"]
    options: Codes


class Seats(Measure):
    kind: Literal["seats"]
    options: Options | None = None
    rows: int = Field(ge=1, le=40)
    columns: int = Field(ge=1, le=40)


KINDS: dict[str, type[Measure]] = {
    "count": Count,
    "duration": Duration,
    "latency": Latency,
    "sweep": Sweep,
    "interval": Interval,
    "checklist": Checklist,
    "seats": Seats,
}
AnyKind = Annotated[Count | Duration | Latency | Sweep | Interval | Checklist | Seats, Field(discriminator="kind")]


def measure_from(value: Any) -> Measure:
    """By its kind. A tagged union of pydantic's would put the kind into every pointer."""
    if not isinstance(value, dict):
        raise one_error(_("A measure is an object."))
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise one_error(_("The kind is one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}, "kind")
    return KINDS[kind].model_validate(value)


def _bounded(measures: list[Measure]) -> list[Measure]:
    if len(json.dumps([plain(m) for m in measures], ensure_ascii=False)) > MAX_CHARACTERS:
        raise one_error(_("All measures together are too long; use fewer words."))
    return measures


MeasureByKind = Annotated[Measure, PlainValidator(measure_from, json_schema_input_type=AnyKind)]
Measures = Annotated[
    list[MeasureByKind],
    Field(min_length=1, max_length=MAX_MEASURES),
    AfterValidator(once_each),
    AfterValidator(_bounded),
]


class PlainMeasure(PlainlyRefused):
    """One measure alone, as the builder checks it."""

    measure: MeasureByKind


def plain(model: BaseModel) -> dict[str, Any]:
    """As it is stored: what was said, without empty fields."""
    said = model.model_dump(exclude_unset=True, exclude_none=True)
    return _without_empty(said)


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    if "options" in said:
        said["options"] = [_without_empty(option) for option in said["options"]]
    return {name: value for name, value in said.items() if value not in ("", [])}
