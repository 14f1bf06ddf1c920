"""What each field of an entry may hold, whatever the kind: bounds and shapes. Pure decisions on plain values."""

import re
from collections.abc import Callable
from typing import Any

from app.problems import Problem
from app.words import _

DAY_MS = 24 * 3600 * 1000
MAX_TEXT = 8000
CHECK_VALUES = ("seen", "not_seen", "no_chance")
# Devices make version 7; an older program's version 4 is unique too and does no harm.
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KEY = re.compile(r"[a-z0-9_]{1,40}")
# Everything below space but tab and line feed, DEL, the C1 block, and lone surrogates.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
Test = Callable[[Any, str], None]  # raises when the value at the pointer will not do


def no(detail: str, pointer: str) -> Problem:
    return Problem("unprocessable", detail, pointer)


def _integer(low: int, high: int) -> Test:
    def check(value: Any, pointer: str) -> None:
        if type(value) is not int or not low <= value <= high:
            raise no(_("A whole number from %(low)s to %(high)s.") % {"low": low, "high": high}, pointer)

    return check


def _text(most: int) -> Test:
    def check(value: Any, pointer: str) -> None:
        if not isinstance(value, str) or not value.strip() or len(value) > most:
            raise no(_("Words, from 1 to %(most)s characters.") % {"most": most}, pointer)
        if CONTROL.search(value):
            raise no(_("There is an invisible control character in it; remove it."), pointer)

    return check


whole = _integer(0, 2**53 - 1)
since_begin = _integer(0, 7 * DAY_MS)
few_words = _text(200)
_amount = _integer(0, 1_000_000)


def _key(value: Any, pointer: str) -> None:
    if not (isinstance(value, str) and KEY.fullmatch(value)):
        raise no(_("A key has 1 to 40 of a-z, 0-9 and _."), pointer)


def _target(value: Any, pointer: str) -> None:
    if not (isinstance(value, str) and UUID.fullmatch(value)):
        raise no(_("The target is another entry's id."), pointer)


def _value(value: Any, pointer: str) -> None:
    if value not in CHECK_VALUES or not isinstance(value, str):
        _amount(value, pointer)


def _codes(value: Any, pointer: str) -> None:
    if not isinstance(value, list) or len(value) > 40:
        raise no(_("A list of at most 40 codes."), pointer)
    for i, code in enumerate(value):
        _key(code, f"{pointer}/{i}")
    if len(set(value)) != len(value):
        raise no(_("Each code once."), pointer)


def _on(value: Any, pointer: str) -> None:
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in ("entry", "span", "measure"):
        raise no(_("Pinned to one of: entry, span, measure."), pointer)
    if "entry" in value:
        _target(value["entry"], f"{pointer}/entry")
    elif "measure" in value:
        _key(value["measure"], f"{pointer}/measure")
    else:
        _span(value["span"], f"{pointer}/span")


def _span(value: Any, pointer: str) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise no(_("A span is two times: [from_ms, to_ms]."), pointer)
    for i, at in enumerate(value):
        since_begin(at, f"{pointer}/{i}")
    if value[0] > value[1]:
        raise no(_("A span begins before it ends."), pointer)


def _flag(value: Any, pointer: str) -> None:
    if value is not True and value is not False:
        raise no(_("True or false."), pointer)


VALUES: dict[str, Test] = {
    "measure": _key,
    "option": _key,
    "seat": _integer(1, 1600),
    "value": _value,
    "out_of": _amount,
    "k": _integer(0, 100_000),
    "codes": _codes,
    "text": _text(MAX_TEXT),
    "prompt": _text(300),
    "target": _target,
    "on": _on,
    "celebrate": _flag,
}
