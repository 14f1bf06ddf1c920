"""What measures and their options are called on a page."""

from collections.abc import Iterator, Mapping
from typing import Any

Measure = Mapping[str, Any]


def name_of(measure: Measure, option: str | None = None) -> str:
    """An option's own words where they say what it is of ("Specific praise"); otherwise with the measure's before them."""
    label = next((o["label"] for o in measure.get("options") or () if o["key"] == option), None)
    if label is None:
        return str(measure["label"]) if option in (None, measure["key"]) else f"{measure['label']}: {option}"
    return label if _says_of_what(label, measure["label"]) else f"{measure['label']}: {label}"


def own_name(measure: Measure, option: str) -> str:
    """An option where its measure is named beside it."""
    return str(next((o["label"] for o in measure.get("options") or () if o["key"] == option), measure["label"]))


def short_name(measure: Measure, option: str) -> str:
    """An option where its measure stands above it, so without the words that the measure's name repeats."""
    label = own_name(measure, option)
    first, _space, rest = label.partition(" ")
    return first if rest and _says_of_what(rest, measure["label"]) else label


def shape_of(measure: Measure, option: str | None = None) -> str:
    if measure["kind"] == "duration":
        return "bar"
    shape = next((o["shape"] for o in measure.get("options") or () if o["key"] == option), None)
    return str(shape or measure["look"]["shape"])


def keys_of(measure: Measure) -> Iterator[str]:
    """The measure's options, or the measure itself where it has none."""
    yield from (option["key"] for option in measure.get("options") or [{"key": measure["key"]}])


def _says_of_what(option: str, measure: str) -> bool:
    """Do both share a word, in the singular or the plural? Short words say nothing."""
    words = [word.strip(".,:;").lower() for word in option.split()]
    return any(len(word) > 3 and word in measure.lower() for word in words)
