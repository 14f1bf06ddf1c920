"""A person's unproposed version of a form: kept for its author alone, until it is proposed or thrown away."""

from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.clock import new_id, now
from app.forms import actions
from app.forms.look import level
from app.forms.models import FormDraft, FormVersion
from app.forms.order import gathered, moved
from app.forms.proposals import NewForm, NewVersion
from app.forms.queries import newest_of
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.words import _


@dataclass(frozen=True)
class Draft:
    """What its author has said so far. `based_on` is the version it started from; none: a new form."""

    form_id: str
    title: str = ""
    why: str = ""
    what_changed: str = ""
    based_on: int | None = None
    measures: list[dict[str, Any]] = field(default_factory=list)
    saved_at: datetime | None = None

    def measure(self, key: str) -> dict[str, Any]:
        for measure in self.measures:
            if measure["key"] == key:
                return measure
        raise Problem("not-found")

    def with_measure(self, measure: dict[str, Any], instead_of: str | None = None) -> "Draft":
        changed = [measure if m["key"] == instead_of else m for m in self.measures]
        return replace(self, measures=gathered(changed if instead_of else [*self.measures, measure]))

    def without(self, key: str) -> "Draft":
        return replace(self, measures=[m for m in self.measures if m["key"] != key])

    def moved(self, key: str, by: int) -> "Draft":
        return replace(self, measures=moved(self.measures, self.measure(key)["key"], by))


def start_draft(db: Session, by: Membership, title: str, measures: list[dict[str, Any]]) -> Draft:
    """A form that nobody but its author knows of yet."""
    return keep_draft(db, by, Draft(new_id(), title=title, measures=deepcopy(measures)))


def draft_of(db: Session, by: Membership, form_id: str) -> Draft:
    """My draft of this form; without one, its newest version as a place to start from."""
    row = db.get(FormDraft, (by.id, form_id, by.person.id))
    return _from_row(row) if row else _from_version(newest_of(db, by.id, form_id))


def _from_row(row: FormDraft) -> Draft:
    return Draft(form_id=row.form_id, saved_at=row.saved_at, **deepcopy(row.content))


def _from_version(version: FormVersion) -> Draft:
    return Draft(
        form_id=version.form_id,
        title=version.title,
        why=version.why,
        based_on=version.version,
        measures=deepcopy(version.measures),
    )


def drafts_of(db: Session, person_id: str, partnership_ids: list[str]) -> list[tuple[str, Draft]]:
    """A person's own drafts, each with its partnership."""
    mine = (FormDraft.author == person_id, col(FormDraft.partnership_id).in_(partnership_ids))
    rows = db.exec(select(FormDraft).where(*mine).order_by(col(FormDraft.saved_at).desc())).all()
    return [(row.partnership_id, _from_row(row)) for row in rows]


def keep_draft(db: Session, by: Membership, draft: Draft) -> Draft:
    by.must_be_active()
    content = asdict(draft)
    form_id, _before = content.pop("form_id"), content.pop("saved_at")
    row = FormDraft(partnership_id=by.id, form_id=form_id, author=by.person.id, content=content, saved_at=now())
    try:
        with db.begin_nested():
            row = db.merge(row)
    except IntegrityError:  # the same person kept it from another tab in this very moment
        row = db.merge(row)
    return replace(draft, saved_at=row.saved_at)


def throw_away(db: Session, by: Membership, form_id: str) -> None:
    row = db.get(FormDraft, (by.id, form_id, by.person.id))
    if row is not None:
        db.delete(row)
        db.flush()


def propose_draft(db: Session, by: Membership, draft: Draft) -> FormVersion:
    """The draft becomes a version that the other can read; nothing of it is left over."""
    proposed = read_as_proposal(by, draft)
    if draft.based_on is None:
        version = actions.propose_form(db, by, NewForm.model_validate(proposed), draft.form_id)
    else:
        _check_news(draft, newest_of(db, by.id, draft.form_id))
        version = actions.propose_version(db, by, draft.form_id, NewVersion.model_validate(proposed))
    throw_away(db, by, draft.form_id)
    return version


def read_as_proposal(by: Membership, draft: Draft) -> dict[str, Any]:
    said: dict[str, Any] = {"title": draft.title, "measures": draft.measures, "what_changed": draft.what_changed}
    return said | ({"why": draft.why} if by.role == "teacher" else {})


def _check_news(draft: Draft, newest: FormVersion) -> None:
    if newest.version != draft.based_on:
        raise Problem("version-superseded", _("Look at it first. Yours stays here until then."))
    before, after = level(newest.measures, draft.measures)
    if (newest.title, newest.why, before) == (draft.title, draft.why, after):
        raise Problem("unprocessable", _("Nothing differs yet from the version before."), "/measures")


def faults_in(by: Membership, draft: Draft) -> dict[str, str]:
    """What keeps the draft from being proposed: a sentence for each place, such as `measures/0/label`."""
    try:
        NewForm.model_validate(read_as_proposal(by, draft))
    except ValidationError as error:
        return faults(error)
    return {}


def faults(error: ValidationError) -> dict[str, str]:
    found = error.errors(include_url=False, include_input=False)
    return {"/".join(str(part) for part in each["loc"]): each["msg"] for each in found}
