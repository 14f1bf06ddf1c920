"""Forms for programs: propose, agree, comment, read."""

from typing import Any

from fastapi import APIRouter

from app.clock import rfc3339
from app.database import Db
from app.exchange.imports import take_in_waiting
from app.forms import actions, queries
from app.forms.lookup import Number
from app.forms.models import FormVersion
from app.forms.plain_words import Comment, PlainlyRefused
from app.forms.proposals import NewForm, NewVersion
from app.partnerships.lookup import Ours

router = APIRouter(prefix="/api/partnerships/{partnership_id}/forms", tags=["forms"])


class NewComment(PlainlyRefused):
    text: Comment
    measure: str | None = None


@router.post("", status_code=201, operation_id="proposeForm", summary="Propose a form: version 1")
def propose_form(ours: Ours, proposed: NewForm, db: Db) -> dict[str, Any]:
    return _proposed(db, actions.propose_form(db, ours, proposed))


@router.post("/{form_id}/versions", status_code=201, operation_id="proposeVersion", summary="Propose the next version")
def propose_version(form_id: str, ours: Ours, proposed: NewVersion, db: Db) -> dict[str, Any]:
    return _proposed(db, actions.propose_version(db, ours, form_id, proposed))


def _proposed(db: Db, version: FormVersion) -> dict[str, Any]:
    standing = queries.standing_of(db, version)
    return {
        "id": version.form_id,
        "version": version.version,
        "status": standing.status,
        "agreed_by": standing.agreed_by,
    }


@router.post("/{form_id}/versions/{number}/agreement", operation_id="agreeToVersion", summary="Agree to a version")
def agree(form_id: str, number: Number, ours: Ours, db: Db) -> dict[str, Any]:
    standing = queries.standing_of(db, actions.agree_to(db, ours, form_id, number))
    take_in_waiting(db, ours)
    agreed_at = rfc3339(standing.agreed_at) if standing.agreed_at else None
    return {"version": number, "status": standing.status, "agreed_at": agreed_at, "agreed_by": standing.agreed_by}


@router.get("", operation_id="listForms", summary="The partnership's forms")
def list_forms(ours: Ours, db: Db) -> dict[str, Any]:
    return {"forms": [queries.form_as_json(history, ours) for history in queries.histories_of(db, [ours.id])]}


@router.get("/{form_id}", operation_id="readForm", summary="A form: all versions, and what was said about them")
def read_form(form_id: str, ours: Ours, db: Db) -> dict[str, Any]:
    history = queries.history_of(db, ours.id, form_id)
    return queries.form_as_json(history, ours) | {
        "versions": [queries.version_as_json(standing, ours) for standing in history.standings],
        "comments": [queries.comment_as_json(c, ours) for c in queries.comments_of(db, ours.id, form_id)],
    }


@router.post(
    "/{form_id}/versions/{number}/comments",
    status_code=201,
    operation_id="commentOnVersion",
    summary="Say something about a version or one of its measures",
)
def comment(form_id: str, number: Number, ours: Ours, said: NewComment, db: Db) -> dict[str, Any]:
    return queries.comment_as_json(actions.comment_on(db, ours, form_id, number, said.text, said.measure), ours)
