"""A form as an XLSForm: the workbook that ODK, KoboToolbox and their kin turn into a questionnaire."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter

from app.words import _

Measure = dict[str, Any]
Row = dict[str, str]
SURVEY = ("type", "name", "label", "hint", "guidance_hint", "constraint", "counts", "does_not_count", "alongside")
CHOICES = ("list_name", "name", "label", "definition")
SETTINGS = ("form_title", "form_id", "version")
SEEN = {"seen": _("Seen"), "not_seen": _("Not seen"), "no_chance": _("No chance")}
SEEN_LIST = "seen_or_not"
NO_QUESTION = ("latency", "seats")


def xlsform_of(title: str, form_id: str, version: int, measures: list[Measure]) -> bytes:
    """The columns that other programs do not know they leave alone; here they carry what a questionnaire can't say."""
    settings = {"form_title": title, "form_id": f"alongside_{form_id.replace('-', '_')}", "version": str(version)}
    survey = [row for measure in measures if measure["kind"] in WRITERS for row in WRITERS[measure["kind"]](measure)]
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(book, "survey", SURVEY, survey)
        _sheet(book, "choices", CHOICES, list(_choices(measures)))
        _sheet(book, "settings", SETTINGS, [settings])
    return body.getvalue()


def left_behind(measures: list[Measure]) -> list[str]:
    """The measures that no question stands for."""
    return [measure["label"] for measure in measures if measure["kind"] in NO_QUESTION]


def _sheet(book: Any, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    sheet = book.add_worksheet(name)
    for x, column in enumerate(columns):
        sheet.write_string(0, x, column)
        for y, row in enumerate(rows, 1):
            if row.get(column):
                sheet.write_string(y, x, row[column])
    sheet.set_column(0, len(columns) - 1, 24)
    sheet.freeze_panes(1, 0)


def _choices(measures: list[Measure]) -> Iterator[Row]:
    for measure in measures:
        if measure["kind"] == "interval":
            yield from [
                _choice(_list(measure), o["key"], o["label"], o.get("definition", "")) for o in measure["options"]
            ]
    if any(measure["kind"] == "checklist" for measure in measures):
        yield from [_choice(SEEN_LIST, name, label) for name, label in SEEN.items()]


def _choice(list_name: str, name: str, label: str, definition: str = "") -> Row:
    return {"list_name": list_name, "name": name, "label": label, "definition": definition}


def _list(measure: Measure) -> str:
    return f"codes_{measure['key']}"


def _question(kind: str, named: Measure, **more: str) -> Row:
    """A name in XML does not begin with a digit."""
    name = f"_{named['key']}" if named["key"][0].isdigit() else named["key"]
    return {"type": kind, "name": name, "label": named["label"], "hint": named.get("definition", "")} | more


def _about(measure: Measure, *said: str, guidance: str = "") -> Row:
    """What only this measure's own row says."""
    examples = [f"{heading}: {measure[name]}" for name, heading in EXAMPLES.items() if measure.get(name)]
    own = {name: measure.get(name, "") for name in EXAMPLES}
    return own | {
        "guidance_hint": "\n".join(filter(None, [guidance, *examples])),
        "alongside": " ".join([measure["kind"], *said]),
    }


EXAMPLES = {"counts": _("Counts"), "does_not_count": _("Does not count")}


def _numbers(measure: Measure, *said: str, guidance: str = "") -> list[Row]:
    """One whole number, or one for each button in a group."""
    about, options = _about(measure, *said, guidance=guidance), measure.get("options") or []
    if not options:
        return [_question("integer", measure, constraint=". >= 0", **about)]
    inside = [_question("integer", option, constraint=". >= 0", guidance_hint=guidance) for option in options]
    return [_question("begin_group", measure, **about), *inside, {"type": "end_group"}]


def _duration(measure: Measure) -> list[Row]:
    return _numbers(measure, *(["exclusive"] if measure.get("exclusive") else []), guidance=_("All seconds together."))


def _sweep(measure: Measure) -> list[Row]:
    inside = [("value", _("How many")), ("out_of", _("Out of how many"))]
    numbers = [_question("integer", {"key": key, "label": label}, constraint=". >= 0") for key, label in inside]
    begin = _question("begin_repeat", measure, **_about(measure, f"every_ms={measure['every_ms']}"))
    return [begin, *numbers, {"type": "end_repeat"}]


def _interval(measure: Measure) -> list[Row]:
    several = measure.get("several", True)
    said = [f"every_ms={measure['every_ms']}", f"method={measure.get('method') or 'momentary'}"]
    kind = f"{'select_multiple' if several else 'select_one'} {_list(measure)}"
    codes = _question(kind, {"key": "codes", "label": measure["label"], "definition": measure.get("definition", "")})
    return [_question("begin_repeat", measure, **_about(measure, *said)), codes, {"type": "end_repeat"}]


def _checklist(measure: Measure) -> list[Row]:
    steps = [_question(f"select_one {SEEN_LIST}", option) for option in measure["options"]]
    return [_question("begin_group", measure, **_about(measure)), *steps, {"type": "end_group"}]


WRITERS: dict[str, Callable[[Measure], list[Row]]] = {
    "count": _numbers,
    "duration": _duration,
    "sweep": _sweep,
    "interval": _interval,
    "checklist": _checklist,
}
