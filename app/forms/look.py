"""Which pencil and which shape a measure is drawn with, where the form does not say: decided by order."""

from typing import Any

SHAPES = {
    "slate": ["circle", "ring", "square", "diamond"],
    "umber": ["triangle_open", "triangle", "diamond", "square"],
    "graphite": ["bar", "target", "lines", "circle"],
}
MORE = ["ring", "square", "triangle", "triangle_open", "diamond", "circle", "bar", "lines"]
Measures = list[dict[str, Any]]


def with_look(measures: Measures) -> Measures:
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


def level(before: Measures, after: Measures) -> tuple[Measures, Measures]:
    """Both with a shape only where somebody chose another one: a usual shape, written out, is no change."""
    old, new = _shapes(before), _shapes(after)
    same = {
        place for place in old.keys() & new.keys() if any(a == b for a, b in zip(old[place], new[place], strict=True))
    }
    settled = dict.fromkeys(same)
    drawn_before = settled | {place: old[place][1] for place in old.keys() & new.keys() - same}
    drawn_after = settled | {place: new[place][1] for place in old.keys() & new.keys() - same}
    return [_shaped(m, drawn_before) for m in before], [_shaped(m, drawn_after) for m in after]


def without_usual_shapes(measures: Measures) -> Measures:
    """Only the shapes that differ from those which the order gives anyway."""
    bare = _shapes([_shaped(m, dict.fromkeys(_shapes([m]))) for m in measures])
    usual = {place: None for place, (said, _drawn) in _shapes(measures).items() if said == bare[place][1]}
    return [_shaped(m, usual) for m in measures]


def _shapes(measures: Measures) -> dict[tuple[str, str], tuple[str | None, str]]:
    """What is said and what is drawn, by measure and option; the measure itself by an empty option."""
    found = {}
    for measure, drawn in zip(measures, with_look(measures), strict=True):
        found[measure["key"], ""] = (measure.get("shape"), drawn["look"]["shape"])
        for said, shown in zip(measure.get("options") or [], drawn.get("options") or [], strict=True):
            found[measure["key"], said["key"]] = (said.get("shape"), shown["shape"])
    return found


def _shaped(measure: dict[str, Any], shapes: Any) -> dict[str, Any]:
    """With these shapes where they are given; None takes one away."""
    options = [_one_shaped(o, shapes, (measure["key"], o["key"])) for o in measure.get("options") or []]
    shaped = _one_shaped(measure, shapes, (measure["key"], ""))
    return shaped | ({"options": options} if options else {})


def _one_shaped(named: dict[str, Any], shapes: Any, place: tuple[str, str]) -> dict[str, Any]:
    if place not in shapes:
        return named
    bare = {name: value for name, value in named.items() if name != "shape"}
    return bare | ({"shape": shapes[place]} if shapes[place] else {})
