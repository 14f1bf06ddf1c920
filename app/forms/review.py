"""What the page of a form shows: each measure with who proposed it, what changed in it, and what was said about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.clock import now
from app.forms.changes import Pieces, compare, in_short, lines_between, orders
from app.forms.history import History, Standing, measure_in
from app.forms.look import with_look
from app.forms.models import FormComment, FormVersion
from app.forms.queries import comments_of, history_of, kept_version
from app.goals.queries import goals_of
from app.observers.queries import readers_of_form
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.visits.models import Visit
from app.visits.queries import visits_of
from app.words import _


@dataclass(frozen=True)
class Who:
    name: str
    role: str


@dataclass(frozen=True)
class Said:
    who: Who
    at: datetime
    text: str


@dataclass(frozen=True)
class ChangeOf:
    """The last version that changed a measure."""

    who: Who
    version: int
    words: str


@dataclass(frozen=True)
class Row:
    measure: dict[str, Any]
    proposed_by: Who
    change: ChangeOf | None
    marked: dict[str, Pieces]  # words new in this very version, by slot
    said: list[Said]


@dataclass(frozen=True)
class VersionLine:
    standing: Standing
    who: Who
    words: str


@dataclass(frozen=True)
class Review:
    history: History
    shown: Standing
    rows: list[Row]
    whole: list[Said]  # about the form as a whole
    gone: list[tuple[str, list[Said]]]  # about measures that are no longer in it, by their last name
    versions: list[VersionLine]
    why: str
    why_is_goal: bool
    visit: Visit | None
    observers: list[str]  # who reads this version to record a lesson by it
    starter: int | None  # the version that the two keep to start other forms from

    @property
    def stamp(self) -> str:
        """Changes whenever a version, a signature or a word is added."""
        signed = sum(len(standing.signatures) for standing in self.history.standings)
        words = len(self.whole) + sum(len(row.said) for row in self.rows) + sum(len(said) for _about, said in self.gone)
        return f"{len(self.history.standings)}-{signed}-{words}"


def review_of(db: Session, ours: Membership, form_id: str, number: int | None = None) -> Review:
    history = history_of(db, ours.id, form_id)
    shown = history.newest if number is None else history.at(number)
    if shown is None:
        raise Problem("not-found")
    said = _by_measure(ours, comments_of(db, ours.id, form_id))
    rows = [_row(ours, history, shown.version, m, said.pop(m["key"], [])) for m in with_look(shown.version.measures)]
    whole = said.pop("", [])
    goal = {} if shown.version.why else goals_of(db, [ours.id]).get(ours.id, {})
    return Review(
        history=history,
        shown=shown,
        rows=rows,
        whole=whole,
        gone=[(_name_of(history, key), words) for key, words in said.items()],
        versions=[_version_line(ours, history, standing) for standing in reversed(history.standings)],
        why=shown.version.why or goal.get("text", ""),
        why_is_goal=not shown.version.why,
        visit=_next_visit(db, ours.id, form_id),
        starter=kept_version(db, ours.id, form_id),
        observers=readers_of_form(db, ours.id, form_id, shown.version.version),
    )


def who(ours: Membership, person_id: str) -> Who:
    return Who(ours.name_of(person_id), ours.role_of(person_id))


def _by_measure(ours: Membership, comments: list[FormComment]) -> dict[str, list[Said]]:
    said: dict[str, list[Said]] = {}
    for comment in comments:
        one = Said(who(ours, comment.author), comment.written_at, comment.text)
        said.setdefault(comment.measure or "", []).append(one)
    return said


def _name_of(history: History, key: str) -> str:
    """The last name that a measure had."""
    versions = [standing.version for standing in reversed(history.standings)]
    return next((found["label"] for version in versions if (found := measure_in(version, key))), "")


def _row(ours: Membership, history: History, version: FormVersion, measure: dict[str, Any], said: list[Said]) -> Row:
    key = measure["key"]
    changed = history.last_change(key, version.version)
    proposed_by = who(ours, history.proposed_by(key, version.version))
    return Row(measure, proposed_by, _change(ours, changed), _marked(history, changed, version, key), said)


def _change(ours: Membership, changed: FormVersion | None) -> ChangeOf | None:
    if changed is None:
        return None
    return ChangeOf(who(ours, changed.proposed_by), changed.version, changed.what_changed)


def _marked(history: History, changed: FormVersion | None, version: FormVersion, key: str) -> dict[str, Pieces]:
    before = history.before(version.version)
    if changed is None or before is None or changed.version != version.version:
        return {}
    return {line.slot: line.after for line in lines_between(measure_in(before, key), measure_in(version, key))}


def _version_line(ours: Membership, history: History, standing: Standing) -> VersionLine:
    version = standing.version
    before = history.before(version.version)
    return VersionLine(standing, who(ours, version.proposed_by), version.what_changed or _in_short(before, version))


def _in_short(before: FormVersion | None, version: FormVersion) -> str:
    if before is None:
        return ""
    moved = any(orders(before.measures, version.measures))
    return in_short(compare(before.measures, version.measures)) or (_("The measures in another order") if moved else "")


def _next_visit(db: Session, partnership_id: str, form_id: str) -> Visit | None:
    """The next one planned with this form."""
    planned = [v for v in visits_of(db, [partnership_id]) if v.form_id == form_id and v.planned_for is not None]
    return min(
        (v for v in planned if v.planned_for and v.planned_for > now()),
        key=lambda v: v.planned_for or now(),
        default=None,
    )
