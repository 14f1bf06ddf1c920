"""Which agreed form version a file's marks go to: never to one that both have not agreed to."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from app.exchange.brought import Brought, BroughtVisit, Entry, used_options
from app.forms.history import Standing
from app.forms.models import FormVersion
from app.forms.queries import histories_of

Measure = dict[str, Any]
Ways = dict[tuple[str, str], tuple[str, str]]  # (measure, option) of the file -> (measure, option) of the form
LOOKS = ("shape", "group")
PUBLISHED = ("copus", "fill_plus")  # their codes mean the same wherever they stand
SIDES = {"copus_students": ("s_", ("student",)), "copus_instructor": ("i_", ("instructor", "teacher", "lecturer"))}


def agreed_version(db: Session, partnership_id: str, brought: Brought) -> tuple[FormVersion, Ways] | None:
    """The newest agreed version with the same measures; for published codes also one that has all those used."""
    versions = [standing.version for standing in _standings(db, partnership_id) if standing.agreed]
    for version in versions:
        if _core(version.measures) == _core(brought.measures):
            return version, {}
    if brought.kind in PUBLISHED:
        for version in versions:
            ways = _ways(version.measures, brought)
            if ways is not None:
                return version, ways
    return None


def proposed_version(db: Session, partnership_id: str, brought: Brought) -> Standing | None:
    """The newest version of a form that has these measures already, and waits for somebody's agreement."""
    open_ones = (s for s in _standings(db, partnership_id) if not s.agreed and not s.superseded)
    return next((s for s in open_ones if _core(s.version.measures) == _core(brought.measures)), None)


def _standings(db: Session, partnership_id: str) -> list[Standing]:
    return [s for history in histories_of(db, [partnership_id]) for s in reversed(history.standings)]


def _core(measures: Iterable[Measure]) -> list[Measure]:
    """The measures without what only changes how they are drawn."""
    return [
        {name: value for name, value in measure.items() if name not in (*LOOKS, "options")}
        | {"options": [{k: v for k, v in o.items() if k not in LOOKS} for o in measure.get("options") or ()]}
        for measure in measures
    ]


def _ways(measures: list[Measure], brought: Brought) -> Ways | None:
    found: Ways = {}
    for theirs in brought.measures:
        codes = list(used_options(brought.visits, theirs["key"]))
        way = next((way for ours in _candidates(measures, theirs) if (way := _way(ours, theirs, codes))), None)
        if way is None:
            return None
        found |= way
    return found if len(set(found.values())) == len(found) else None


def _candidates(measures: list[Measure], theirs: Measure) -> list[Measure]:
    """Measures of the same kind, the one whose name fits best first."""
    same = [m for m in measures if m["kind"] == theirs["kind"] and m.get("every_ms") == theirs.get("every_ms")]
    fits = [m for m in same if (m.get("several") or False) == (theirs.get("several") or False)]
    words = SIDES.get(theirs["key"], ("", ()))[1]
    named = [m for m in fits if any(word in f"{m['key']} {m['label']}".lower() for word in words)]
    own = [m for m in fits if m["key"] == theirs["key"]]
    return [*own, *named, *(m for m in fits if m not in own and m not in named)]


def _way(ours: Measure, theirs: Measure, codes: list[str]) -> Ways:
    """Each code's place in our measure; nothing when one has none."""
    prefix = SIDES.get(theirs["key"], ("", ()))[0]
    options = {name: o["key"] for o in ours.get("options") or () for name in (o["label"].lower(), o["key"])}
    options |= {o["label"].lower().split(" ")[0]: o["key"] for o in ours.get("options") or () if o["label"].strip()}
    labels = {o["key"]: o["label"].lower() for o in theirs["options"]}
    found: Ways = {}
    for code in codes:
        names = (code, code.removeprefix(prefix), labels.get(code, ""))
        option = next((options[name] for name in names if name in options), None)
        if option is None:
            return {}
        found[theirs["key"], code] = ours["key"], option
    return found or {(theirs["key"], ""): (ours["key"], "")}


def by_the_form(visit: BroughtVisit, ways: Ways) -> list[Entry]:
    """The visit's entries in the form's own keys. Two sides that the form collects as one measure are joined."""
    if not ways:
        return visit.entries
    measures = {theirs: ours for (theirs, _option), (ours, _same) in ways.items()}
    joined: dict[tuple[str, int], Entry] = {}
    entries: list[Entry] = []
    for entry in (_translated(entry, ways, measures) for entry in visit.entries):
        twin = joined.setdefault((entry["measure"], entry["k"]), entry) if entry["kind"] == "interval" else entry
        if twin is entry:
            entries.append(entry)
        else:
            twin["codes"] = [*twin["codes"], *entry["codes"]]
    return entries


def _translated(entry: Entry, ways: Ways, measures: dict[str, str]) -> Entry:
    if "measure" not in entry:
        return entry
    theirs = entry["measure"]
    said = entry | {"measure": measures[theirs]}
    if "option" in entry:
        said["option"] = ways[theirs, entry["option"]][1]
    if "codes" in entry:
        said["codes"] = [ways[theirs, code][1] for code in entry["codes"]]
    return said
