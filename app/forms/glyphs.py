"""The shapes of marks as inline SVG. The same shapes are drawn on the device by ui/glyphs.js; a test keeps them equal."""

from typing import Any

from markupsafe import Markup

from app.words import _

SHAPES = {
    "circle": Markup('<circle cx="12" cy="12" r="9.5" fill="currentColor"/>'),
    "ring": Markup('<circle cx="12" cy="12" r="7.6" fill="none" stroke="currentColor" stroke-width="3.6"/>'),
    "square": Markup('<rect x="3.5" y="3.5" width="17" height="17" rx="1.5" fill="currentColor"/>'),
    "triangle_open": Markup(
        '<path d="M12 4.2 21 20H3Z" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linejoin="round"/>'
    ),
    "triangle": Markup(
        '<path d="M12 3 22 20.5H2Z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>'
    ),
    "diamond": Markup('<path d="M12 1.6 22.4 12 12 22.4 1.6 12Z" fill="currentColor"/>'),
    "bar": Markup('<rect x="1" y="7.5" width="22" height="9" rx="1.5" fill="currentColor"/>'),
    "target": Markup(
        '<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2.6"/><circle cx="12" cy="12" r="3.4" fill="currentColor"/>'
    ),
    "lines": Markup(
        '<path d="M3 6h18M3 12h18M3 18h11" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>'
    ),
    "go": Markup(
        '<path d="M6 3.5v17L20.5 12Z" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>'
    ),
    "halt": Markup('<rect x="4" y="4" width="16" height="16" rx="2" fill="currentColor"/>'),
}
# What a person can choose from, in the order of the list.
CHOICE = {
    "circle": _("Circle"),
    "ring": _("Ring"),
    "square": _("Square"),
    "diamond": _("Diamond"),
    "triangle": _("Triangle"),
    "triangle_open": _("Open triangle"),
    "bar": _("Bar"),
    "target": _("Target"),
    "lines": _("Lines"),
}


def glyph(name: str, size: int = 20, pencil: str = "") -> Markup:
    """A shape in its pencil's color; decorative, since its name always stands beside it."""
    drawn = Markup('<svg class="gl{2}" width="{0}" height="{0}" viewBox="0 0 24 24" aria-hidden="true">{1}</svg>')
    return drawn.format(size, SHAPES[name], f" c-{pencil}" if pencil else "")


def glyphs_of(measure: dict[str, Any]) -> list[str]:
    """A measure's shapes, one for each option, at least one. The measure comes from `with_look`."""
    return [option["shape"] for option in measure.get("options") or []] or [measure["look"]["shape"]]
