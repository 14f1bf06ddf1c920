"""What BORIS must add up, by behaviour: type, how many, how many milliseconds."""

Expected = dict[str, tuple[str, int | None, int]]


def expected(summary: dict) -> Expected:
    found: Expected = {}
    for measure in summary["measures"]:
        found |= KINDS[measure["kind"]](measure["key"], measure)
    return found


def _code(key: str, option: str) -> str:
    return key if option == key else f"{key}:{option}"


def _count(key: str, measure: dict) -> Expected:
    return {_code(key, each["key"]): ("POINT", each["total"], 0) for each in measure["options"]}


def _duration(key: str, measure: dict) -> Expected:
    """A bout that goes on after a pause is several in BORIS, so only the lengths are compared."""
    return {_code(key, each["key"]): ("STATE", None, each["total_ms"]) for each in measure["options"]}


def _latency(key: str, measure: dict) -> Expected:
    return {key: ("STATE", None, sum(measure["values_ms"])), f"{key}:missed": ("POINT", measure["missed"], 0)}


def _sweep(key: str, measure: dict) -> Expected:
    return {key: ("POINT", measure["taken"], 0)}


def _interval(key: str, measure: dict) -> Expected:
    codes = {f"{key}:{each['key']}": ("POINT", each["intervals"], 0) for each in measure["codes"]}
    return {key: ("POINT", measure["scored"], 0)} | codes


def _checklist(key: str, measure: dict) -> Expected:
    return {f"{key}:{each['key']}": ("POINT", int(each["value"] is not None), 0) for each in measure["steps"]}


def _seats(key: str, measure: dict) -> Expected:
    """By option only those with a seat are in the summary; the total has them all."""
    options = {option for seat in measure["seats"] for option in seat["counts"]}
    return {key: ("POINT", measure["total"], 0)} if options <= {key} else {}


KINDS = {
    "count": _count,
    "duration": _duration,
    "latency": _latency,
    "sweep": _sweep,
    "interval": _interval,
    "checklist": _checklist,
    "seats": _seats,
}
