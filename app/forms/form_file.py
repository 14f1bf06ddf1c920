"""A form as a file for programs and other partnerships: `{title, measures}`, and what is wrong with one in plain words."""

import json
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.forms.measures import Measures, plain
from app.forms.plain_words import PlainlyRefused, Title
from app.words import _

MOST_BYTES = 1024 * 1024
MOST_FAULTS = 20


@dataclass(frozen=True)
class FileForm:
    """What was in a file. `left_out` are the rows of a spreadsheet that nothing here corresponds to."""

    title: str
    measures: list[dict[str, Any]]
    left_out: list[int] = field(default_factory=list)


class FileRefused(Exception):
    """Why a file is no form: sentences, each with its place."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = list(sentences[:MOST_FAULTS])


class Said(PlainlyRefused):
    title: Title
    measures: Measures


def json_of(title: str, measures: list[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "measures": measures}


def from_json(body: bytes) -> FileForm:
    try:
        said = json.loads(body.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise FileRefused(_("Line %(line)s, column %(column)s: this is not JSON.") % where) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FileRefused(_("This is not a JSON file.")) from error
    return checked(said, lambda place: place_in_words(place, said))


def checked(said: Any, place: Any, left_out: list[int] | None = None) -> FileForm:
    """`place` says in words where in the file a fault is."""
    try:
        form = Said.model_validate(said)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise FileRefused(*[f"{place(each['loc'])}: {each['msg']}" for each in found]) from error
    return FileForm(form.title, [plain(measure) for measure in form.measures], left_out or [])


def place_in_words(place: tuple[int | str, ...], said: Any) -> str:
    """`Measure 2 (Praise), button 1, label`, and the pointer for programs."""
    if not place:
        return _("The file")
    parts: list[str] = []
    for before, part in zip(("", *place), place, strict=False):
        if isinstance(part, int):
            parts.append(
                {"measures": _("measure %(n)s"), "options": _("button %(n)s")}.get(str(before), "%(n)s")
                % {"n": part + 1}
            )
        elif part not in ("measures", "options") or part == place[-1]:
            parts.append(part)
    words = ", ".join(parts) + _name(place, said)
    return words[:1].upper() + words[1:]


def _name(place: tuple[int | str, ...], said: Any) -> str:
    """The measure's name, when it can be read, so that nobody has to count."""
    try:
        label = said["measures"][place[1]]["label"] if place[0] == "measures" else ""
    except (LookupError, TypeError):
        return ""
    return _(" (in “%(name)s”)") % {"name": label[:60]} if isinstance(label, str) and label.strip() else ""
