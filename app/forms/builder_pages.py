"""The builder: one measure of a draft, new or to be changed."""

import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.database import Db
from app.forms import drafts, queries
from app.forms.cautions import CAUTIONS
from app.forms.draft_pages import TypedForm, newer_than, offered, propose, stamp
from app.forms.drafts import Draft
from app.forms.glyphs import CHOICE
from app.forms.kinds import KINDS, METHODS, OFFERED
from app.forms.look import MORE, SHAPES, with_look, without_usual_shapes
from app.forms.measures import MAX_MEASURES, MAX_OPTIONS
from app.forms.models import FormVersion
from app.forms.pages import address
from app.forms.starters import Starter
from app.forms.typed_measure import Typed, typed_measure
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import page
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}/forms/{form_id}/draft", include_in_schema=False)
Measure = dict[str, Any]


@router.get("/measure")
def new_measure(request: Request, form_id: str, ours: Ours, db: Db, kind: str = "", start: str = "") -> Response:
    ours.must_be_active()
    draft = drafts.draft_of(db, ours, form_id)
    chosen = kind if kind in KINDS else ""
    measure = _from_starter(_sources(db, ours), start) or {"kind": chosen or "count", "label": ""}
    return _builder(request, db, ours, draft, None, measure, choosing=not (chosen or start), start=start)


Sources = list[tuple[str, Starter, Measure]]


def _sources(db: Session, ours: Membership) -> Sources:
    """What a measure can be started from, each with how an address names it: first what the two keep, then ours."""
    kept = [_as_starter(version) for version in queries.kept_starters(db, ours.id)]
    own = [
        (f"{starter.key}.{m['key']}", starter, m) for starter in kept for m in starter.measures if m["kind"] in OFFERED
    ]
    return own + [(measure["key"], starter, measure) for starter in offered() for measure in starter.measures]


def _as_starter(version: FormVersion) -> Starter:
    summary = _("%(title)s, kept by the two of you") % {"title": version.title}
    return Starter(0, version.form_id, version.title, summary, "", "", version.measures)


def _from_starter(sources: Sources, start: str) -> Measure | None:
    return next((measure for name, _starter, measure in sources if name == start), None)


@router.get("/measures/{key}")
def change_measure(request: Request, form_id: str, key: str, ours: Ours, db: Db) -> Response:
    ours.must_be_active()
    draft = drafts.draft_of(db, ours, form_id)
    return _builder(request, db, ours, draft, key, draft.measure(key))


@router.post("/measure")
def add_measure(request: Request, form_id: str, ours: Ours, db: Db, typed: TypedForm) -> Response:
    return _taken(request, db, ours, drafts.draft_of(db, ours, form_id), None, typed)


@router.post("/measures/{key}")
def reword_measure(request: Request, form_id: str, key: str, ours: Ours, db: Db, typed: TypedForm) -> Response:
    draft = drafts.draft_of(db, ours, form_id)
    return _taken(request, db, ours, draft, draft.measure(key)["key"], typed)


def _taken(request: Request, db: Session, ours: Membership, draft: Draft, key: str | None, typed: Any) -> Response:
    """What was typed goes into the draft, and on to the other if so asked; what can't be is shown with the reason."""
    ours.must_be_active()
    then = str(typed.get("then", "keep"))
    others = {m["key"] for m in draft.measures if m["key"] != key}
    said = typed_measure(typed, _key(_sources(db, ours), draft, key, typed, others), others, blanks=then != "propose")
    if then not in ("propose", "keep"):
        return _builder(request, db, ours, draft, key, _rearranged(said.measure, then))
    if said.faults:
        return _builder(request, db, ours, draft, key, said.measure, said, status=422)
    if str(typed.get("stamp", "")) != stamp(draft):
        return _meanwhile(request, db, ours, draft, key, said)
    kept = drafts.keep_draft(db, ours, _with(draft, key, said.measure))
    if then == "propose":
        return propose(request, db, ours, kept)
    return RedirectResponse(f"{address(ours, draft.form_id)}/draft#measure-{said.measure['key']}", 303)


def _with(draft: Draft, key: str | None, measure: Measure) -> Draft:
    """The page writes every shape out; only those that somebody chose are kept."""
    before = draft.measure(key) if key else {}
    if (
        before.get("shape")
        and before["kind"] == measure["kind"]
        and not KINDS[measure["kind"]].asks & {"options", "alone"}
    ):
        measure = measure | {"shape": before["shape"]}
    usual = without_usual_shapes(draft.with_measure(measure, instead_of=key).measures)
    return draft.with_measure(next(m for m in usual if m["key"] == measure["key"]), instead_of=key)


def _key(sources: Sources, draft: Draft, key: str | None, typed: Any, others: set[str]) -> str | None:
    """A measure keeps its key, or its starter's, through every rewording; another kind is another measure."""
    if key:
        return key if draft.measure(key)["kind"] == typed.get("kind") else None
    starter = _from_starter(sources, str(typed.get("start", "")))
    fits = starter is not None and starter["kind"] == typed.get("kind") and starter["key"] not in others
    return starter["key"] if starter and fits else None


def _meanwhile(request: Request, db: Session, ours: Membership, draft: Draft, key: str | None, said: Typed) -> Response:
    """Sent twice, or the draft changed in another window: twice is once, anything else is looked at again."""
    again = {name: value for name, value in said.measure.items() if name != "key"}
    if any({k: v for k, v in measure.items() if k != "key"} == again for measure in draft.measures):
        return RedirectResponse(address(ours, draft.form_id) + ("/draft" if draft.saved_at else ""), 303)
    problem = Problem("draft-moved-on")
    return _builder(request, db, ours, draft, key, said.measure, problem=problem, status=409)


def _rearranged(measure: Measure, then: str) -> Measure:
    """For browsers without scripts: the rows' own buttons."""
    options = list(measure.get("options", []))
    what, _colon, where = then.partition(":")
    if what == "add":
        options.append({"label": ""})
    elif re.fullmatch(r"[0-9]{1,3}", where) and int(where) < len(options):
        option = options.pop(int(where))
        if what in ("up", "down"):
            options.insert(max(0, int(where) + (-1 if what == "up" else 1)), option)
    return measure | {"options": options}


def _builder(
    request: Request,
    db: Session,
    ours: Membership,
    draft: Draft,
    key: str | None,
    measure: Measure,
    said: Typed | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    drawn = _drawn(draft, key, measure)
    context = {
        "ours": ours,
        "nav": "forms",
        "here": address(ours, draft.form_id),
        "draft": draft,
        "key": key,
        "measure": drawn,
        "faults": said.faults if said else {},
        "problem": None,
        "news": newer_than(db, ours, draft),
        "stamp": stamp(draft),
        "choosing": False,
        "start": "",
        "kinds": {kind: KINDS[kind] for kind in KINDS if kind in OFFERED or kind == measure["kind"]},
        "methods": METHODS,
        "cautions": CAUTIONS,
        "tells": _tells(str(more.get("start") or "")),
        "groups": sorted({m["group"] for m in draft.measures if m.get("group")}),
        "shapes": _shapes(drawn),
        "shape_names": CHOICE,
        "pencil_of_counters": _drawn(draft, key, measure | {"kind": "count"})["look"]["pencil"],
        "shelf": _shelf(draft, _sources(db, ours)) if key is None else [],
        "most_options": MAX_OPTIONS,
        "full": key is None and len(draft.measures) >= MAX_MEASURES,
    }
    return page(request, "forms/measure.html", context | more, status)


def _tells(start: str) -> Starter | None:
    """What the starter that was taken can and can't tell."""
    return next((starter for starter in offered() if any(m["key"] == start for m in starter.measures)), None)


def _drawn(draft: Draft, key: str | None, measure: Measure) -> Measure:
    """The measure with the look that it will have in its place in the form."""
    if key is None:
        return with_look([*draft.measures, measure])[-1]
    return next(
        drawn
        for m, drawn in zip(
            draft.measures, with_look([measure if m["key"] == key else m for m in draft.measures]), strict=True
        )
        if m["key"] == key
    )


def _shapes(drawn: Measure) -> list[str]:
    """Shapes for further buttons, in the order in which they are given out."""
    first = SHAPES[drawn["look"]["pencil"]]
    return first + [shape for shape in MORE if shape not in first]


def _shelf(draft: Draft, sources: Sources) -> list[dict[str, Any]]:
    """The starter measures to choose from, each drawn as it is, or would be, in this form."""
    there = {measure["key"]: measure for measure in with_look(draft.measures)}
    return [
        {"name": name, "starter": starter, "measure": there.get(m["key"]) or _drawn(draft, None, m), "start": m}
        for name, starter, m in sources
    ]
