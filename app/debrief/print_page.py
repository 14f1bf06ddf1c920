"""A visit as pages of paper: one document that needs no network and no script, for a PDF and for a printer alike."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache

from markupsafe import Markup

from app.debrief import screen
from app.debrief.queries import Debrief
from app.debrief.reflections import Side
from app.rendering import templates
from app.static_files import files

SHEETS = ("tokens", "base", "debrief", "together", "print_page")
DRAWING = re.compile(r"(<svg\b[^>]*>)((?:(?!</svg>).)*)", re.DOTALL)
SHAPES_USED = re.compile(r'href="#(g-\w+)"')
FONT = re.compile(r'url\("?\.\./(fonts/[^)"]+)"?\)')
SYMBOL = re.compile(r'<symbol id="([\w-]+)"([^>]*)>(.*?)</symbol>', re.DOTALL)


def printed_visit(debrief: Debrief, asked: screen.Asked = (None, None, None, None)) -> str:
    """The debrief as a complete HTML document: styles, fonts, icons and drawings are in it.

    `asked` names the moment that is printed with its thread; without one, where the pair talked last. Words that their
    writer has not shared are left out: paper travels.
    """
    context = screen.names(debrief.reading) | screen.head(debrief) | screen.whole(debrief, asked)
    context |= {"sides": [_as_shared(side) for side in debrief.sides], "before": None}
    context |= {"may_choose": False, "may_write": False, "icon": drawn_icon, "styles": _styles()}
    return DRAWING.sub(_by_itself, templates.get_template("debrief/print.html").render(context))


def _as_shared(side: Side) -> Side:
    """As the other one sees it: nothing of what is private."""
    return replace(side, mine=False, drafts={}, state="written" if side.state == "private" else side.state)


def _by_itself(found: re.Match[str]) -> str:
    """A drawing that is laid out alone, as PDF makers do it, has the shapes it uses and its styles within it."""
    used = sorted(set(SHAPES_USED.findall(found[2])))
    shapes = "".join(_shapes()[name] for name in used)
    return f"{found[1]}<style>{_sheet('print_drawing')}</style><defs>{shapes}</defs>{found[2]}"


def drawn_icon(name: str, size: int = 20) -> Markup:
    attributes, drawn = _icons()[name]
    return Markup(f'<svg class="ic" width="{size}" height="{size}"{attributes} aria-hidden="true">{drawn}</svg>')  # noqa: S704


@cache
def _icons() -> dict[str, tuple[str, str]]:
    sprite = files()["vendor/icons.svg"].body.decode()
    return {name: (attributes, drawn) for name, attributes, drawn in SYMBOL.findall(sprite)}


@cache
def _shapes() -> dict[str, str]:
    drawn = str(templates.get_template("debrief/drawing.html").module.shapes())  # type: ignore[attr-defined]
    return {name: whole for whole, name in re.findall(r'(<g id="(g-\w+)">.*?</g>)\n', drawn)}


@cache
def _styles() -> Markup:
    sheets = FONT.sub(_within, "".join(map(_sheet, SHEETS)))
    return Markup(f"<style>{sheets}</style>")  # noqa: S704


def _within(font: re.Match[str]) -> str:
    return f"url(data:font/woff2;base64,{b64encode(files()[font[1]].body).decode()})"


@cache
def _sheet(name: str) -> str:
    return files()[f"css/{name}.css"].body.decode()
