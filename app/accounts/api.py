"""Accounts for programs: register, get a token, give it back."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.accounts import actions
from app.accounts.models import Person
from app.accounts.signed_in import MaybeMe, Me, address_of, me, was_revoked
from app.clock import rfc3339
from app.database import Db
from app.problems import Problem

router = APIRouter(prefix="/api", tags=["accounts"])


class NewPerson(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    email: str = Field(max_length=400)
    password: str = Field(max_length=1024)
    time_zone: str = Field(default="UTC", max_length=64)


class Credentials(BaseModel):
    model_config = ConfigDict(extra="forbid")
    email: str = Field(max_length=400)
    password: str = Field(max_length=1024)


def as_json(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "email": person.email, "time_zone": person.time_zone}


@router.post("/people", status_code=201, operation_id="register", summary="Create an account")
def register(new: NewPerson, db: Db) -> dict[str, Any]:
    return as_json(actions.register(db, new.name, new.email, new.password, new.time_zone))


@router.post("/sessions", status_code=201, operation_id="createSession", summary="Get a bearer token")
def create_session(given: Credentials, request: Request, db: Db) -> dict[str, Any]:
    person = actions.person_with(db, given.email, given.password, address_of(request))
    token, expires = actions.sign_in(db, person.id, "program", request.headers.get("user-agent", ""))
    return {"token": token, "expires_at": rfc3339(expires)}


@router.delete("/sessions/current", status_code=204, operation_id="deleteSession", summary="Give the token back")
def delete_session(me: Me, request: Request, db: Db) -> Response:
    actions.sign_out(db, request.state.sign_in.id)
    return Response(status_code=204)


@router.get("/me", operation_id="readMe", summary="Who is signed in")
def read_me(person: MaybeMe, request: Request, db: Db) -> dict[str, Any]:
    if person is None and was_revoked(request, db):
        raise Problem("signed-out-elsewhere", headers={"WWW-Authenticate": "Bearer"})
    return as_json(me(person))
