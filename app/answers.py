"""One handler for every refusal: a page, a fragment or problem+json, whichever was asked for."""

import logging
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.exceptions import HTTPException

from app.accounts.models import Person
from app.accounts.signed_in import maybe_me, me
from app.database import transaction, trouble
from app.partnerships.lookup import partnership_for
from app.problems import Problem
from app.rendering import page
from app.visits.lookup import own_record
from app.words import _

RETRY_AFTER = {"full": "60", "busy": "2"}
log = logging.getLogger("alongside")


def install(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(SQLAlchemyError, _on_database)
    app.add_exception_handler(Exception, _on_crash)


def wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", "*/*text/html")


def answer(request: Request, problem: Problem) -> Response:
    if wants_json(request):
        return JSONResponse(problem.as_json(), problem.status, problem.headers, media_type="application/problem+json")
    if problem.slug == "not-signed-in":
        back = request.url.path if request.method == "GET" else "/"
        return RedirectResponse("/sign-in?" + urlencode({"next": back}), 303)
    template = "problems/_problem.html" if request.headers.get("hx-request") else "problems/problem.html"
    return page(request, template, {"problem": problem}, problem.status, problem.headers)


def _on_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return answer(request, _to_insiders(request, problem))


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answer(request, _to_insiders(request, invalid(error.errors())))


def _to_insiders(request: Request, problem: Problem) -> Problem:
    """A body is read before anybody's right is looked up; what is wrong with it is told only to those who may be here."""
    partnership_id = request.path_params.get("partnership_id")
    if partnership_id is None or problem.status not in (400, 413, 415, 422):
        return problem
    try:
        with transaction(request.app.state.engine, writes=False) as db:
            _must_be_here(db, me(maybe_me(request, db)), partnership_id, request.path_params.get("visit_id", ""))
    except Problem as instead:
        return instead
    except SQLAlchemyError as away:
        slug = trouble(away)
        if slug is None:
            raise
        return Problem(slug, headers={"Retry-After": RETRY_AFTER[slug]})
    return problem


def _must_be_here(db: Session, person: Person, partnership_id: str, visit_id: str) -> None:
    if own_record(db, person, partnership_id, visit_id) is None:
        partnership_for(db, person, partnership_id)


def invalid(errors: object) -> Problem:
    """The first of pydantic's findings as one plain sentence with a JSON pointer."""
    first = errors[0] if isinstance(errors, (list, tuple)) and errors else {"loc": (), "msg": _("It can not be read.")}
    where = [str(part) for part in first["loc"] if part not in ("body", "query", "path")]
    if first.get("type") == "json_invalid":
        return Problem("unprocessable", _("The body is not JSON. Send a JSON object."), "")
    message = str(first["msg"]).removeprefix("Value error, ")
    field = where[-1] if where else _("the body")
    return Problem("unprocessable", f"{field}: {message}.".replace("..", "."), "".join(f"/{_escape(p)}" for p in where))


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slug = {404: "not-found", 405: "not-acceptable", 413: "too-large"}.get(error.status_code, "unprocessable")
    problem = Problem(slug, headers=dict(error.headers or {}))
    return answer(request, _to_insiders(request, problem))


def _on_database(request: Request, error: Exception) -> Response:
    slug = trouble(error)
    if slug is None:
        raise error
    log.warning("database %s: %s", slug, type(error).__name__)
    return answer(request, Problem(slug, headers={"Retry-After": RETRY_AFTER[slug]}))


def _on_crash(request: Request, error: Exception) -> Response:
    return answer(request, Problem("broken"))
