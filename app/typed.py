"""Words as people type them into a page: trimmed, bounded, free of invisible characters; else one plain sentence."""

import re

from app.problems import Problem
from app.words import _

# Everything below space but tab and line feed, DEL, the C1 block, and lone surrogates.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(text: str, most: int, pointer: str) -> str:
    return _bounded(" ".join(_visible(text, pointer).split()), most, pointer)


def several_lines(text: str, most: int, pointer: str) -> str:
    lines = [line.rstrip() for line in _visible(text, pointer).split("\n")]
    return _bounded("\n".join(lines).strip(), most, pointer)


def whole_number(text: str, least: int, most: int, pointer: str) -> int | None:
    """None for an empty field."""
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        sentence = _("Write a whole number from %(least)s to %(most)s, or leave it empty.")
        raise Problem("unprocessable", sentence % {"least": least, "most": most}, pointer)
    return int(text)


def _visible(text: str, pointer: str) -> str:
    text = text.replace("\r\n", "\n")
    if INVISIBLE.search(text):
        raise Problem("unprocessable", _("There is an invisible control character in it; remove it."), pointer)
    return text


def _bounded(text: str, most: int, pointer: str) -> str:
    if len(text) > most:
        raise Problem("unprocessable", _("Use at most %(most)s characters.") % {"most": most}, pointer)
    return text
