"""What changed across the visits, in sentences: the teacher's changes, new versions of a form, other definitions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.across_visits.models import ChangeLine
from app.across_visits.queries import Across, Seen
from app.across_visits.series import Series
from app.across_visits.told import Told
from app.debrief.names import name_of
from app.forms.changes import compare, in_short, lines_between
from app.forms.history import History, Standing
from app.rendering import first_name
from app.words import _

LOOKS_ALONE = ("order", "shapes", "group", "label")


@dataclass(frozen=True)
class Event:
    """One thing that changed: a change line, or a version of a form that both agreed to."""

    day: date
    by: str  # a person's id
    text: str
    told: Told[ChangeLine] | None = None
    address: str = ""  # below the partnership's, where more of it can be read


@dataclass(frozen=True)
class Redefined:
    """From one visit to a later one a measure was counted by another definition."""

    key: str  # the measure's
    before: int  # the visits' numbers
    after: int
    text: str
    address: str


def events(read: Across) -> list[Event]:
    """The first one first."""
    lines = [Event(told.now.starts_on, told.now.written_by, told.now.text, told) for told in read.lines]
    forms = [event for form in read.forms for event in _versions(read, form)]
    return sorted([*lines, *forms], key=lambda event: event.day)


def _versions(read: Across, form: History) -> Iterator[Event]:
    for standing in form.standings:
        if standing.agreed_at and standing.version.version > 1:
            before = form.before(standing.version.version)
            changes = compare(before.measures, standing.version.measures) if before else []
            what = standing.version.what_changed or in_short(changes) or _("a new version")
            yield _version(read, standing, what)


def _version(read: Across, standing: Standing, what: str) -> Event:
    version, ours = standing.version, read.membership
    by = ours.role_of(version.proposed_by)
    other = ours.coach if by == "teacher" else ours.teacher
    said = _("%(name)s proposed version %(n)s: %(what)s. %(other)s agreed.") % {
        "name": first_name(ours.name_of(version.proposed_by)),
        "n": version.version,
        "what": what.rstrip("."),
        "other": first_name(other.name) if other else "",
    }
    first = next((s for s in read.visits if _form(s) == (version.form_id, version.version)), None)
    if first:
        said += " " + _("Collected from visit %(n)s.") % {"n": first.number}
    place = f"/forms/{version.form_id}/changes?before={version.version - 1}&after={version.version}"
    zone = read.visits[0].at.tzinfo if read.visits else None
    agreed = standing.agreed_at or version.proposed_at
    return Event(agreed.astimezone(zone).date(), version.proposed_by, said, address=place)


def _form(seen: Seen) -> tuple[str, int]:
    return seen.visit.form_id, seen.visit.form_version


def redefined(series: Sequence[Series], visits: Sequence[Seen]) -> list[Redefined]:
    """Each once, though all options of a measure changed with it."""
    found = {(each.measure["key"], a, b): each for each in series for a, b in each.changes()}
    return [_redefined(each.measure["key"], visits[a], visits[b]) for (_key, a, b), each in found.items()]


def _redefined(key: str, a: Seen, b: Seen) -> Redefined:
    was, now = (next(m for m in seen.measures if m["key"] == key) for seen in (a, b))
    what = [line.heading for line in lines_between(was, now) if line.changed and line.slot not in LOOKS_ALONE]
    said = _("From visit %(a)s to visit %(b)s the definition of “%(name)s” changed: %(what)s.") % {
        "a": a.number,
        "b": b.number,
        "name": name_of(now),
        "what": ", ".join(dict.fromkeys(part.lower() for part in what)) or _("what it is called"),
    }
    return Redefined(key, a.number, b.number, said, _where(a, b))


def _where(a: Seen, b: Seen) -> str:
    """Two versions of one form have a page that sets them side by side; two forms are read one after the other."""
    if a.visit.form_id == b.visit.form_id:
        first, last = a.visit.form_version, b.visit.form_version
        return f"/forms/{b.visit.form_id}/changes?before={first}&after={last}"
    return f"/forms/{b.visit.form_id}"
