"""Which pencil and which shape a measure is drawn with, where the form does not say: decided by order."""

from typing import Any

SHAPES = {
    "slate": ["circle", "ring", "square", "diamond"],
    "umber": ["triangle_open", "triangle", "diamond", "square"],
    "graphite": ["bar", "target", "lines", "circle"],
}
MORE = ["ring", "square", "triangle", "triangle_open", "diamond", "circle", "bar", "lines"]


def with_look(measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The measures with `look: {pencil, shape}`, and a `shape` for every option. Shapes repeat from the ninth on."""
    pencils = iter(["slate", "umber"])
    return [_drawn(measure, next(pencils, "graphite") if _tapped(measure) else "graphite") for measure in measures]


def _tapped(measure: dict[str, Any]) -> bool:
    return measure["kind"] in ("count", "seats")


def _drawn(measure: dict[str, Any], pencil: str) -> dict[str, Any]:
    shapes = SHAPES[pencil] + [shape for shape in MORE if shape not in SHAPES[pencil]]
    alone = {"duration": "bar", "sweep": "target", "interval": "lines"}.get(measure["kind"], shapes[0])
    options = [
        option | {"shape": option.get("shape") or shapes[i % len(shapes)]}
        for i, option in enumerate(measure.get("options") or [])
    ]
    look = {"pencil": pencil, "shape": measure.get("shape") or alone}
    return measure | {"look": look} | ({"options": options} if options else {})
