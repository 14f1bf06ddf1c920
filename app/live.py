"""'This visit's log has grown', to open pages: server-sent events that hold no database session while they wait."""

import asyncio
import re
from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from app.accounts.models import Person
from app.accounts.signed_in import maybe_me, me
from app.database import transaction
from app.log.following import Frames, Reader
from app.partnerships.actions import note_access
from app.partnerships.lookup import partnership_for
from app.problems import Problem
from app.visits.lookup import readable_visit
from app.watch import Watch

HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
STREAM = {
    200: {"description": "Entries as they come", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
}

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["log"])


@router.get(
    "/live",
    operation_id="followVisit",
    summary="Follow the log as server-sent events",
    response_class=Response,
    responses=STREAM,  # type: ignore[arg-type]
)
async def live(
    partnership_id: str,
    visit_id: str,
    request: Request,
    last_event_id: Annotated[str | None, Header()] = None,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> Response:
    start = int(last_event_id) if last_event_id and re.fullmatch(r"[0-9]{1,15}", last_event_id) else after
    reader = await run_in_threadpool(_let_in, request, partnership_id, visit_id)
    return Stream(Page(request.app.state.live, reader, start))


def _let_in(request: Request, partnership_id: str, visit_id: str) -> Reader:
    """In a session of its own, over before the waiting begins."""
    engine: sa.Engine = request.app.state.engine
    with transaction(engine, writes=False) as db:
        ours = readable_visit(partnership_id, visit_id, me(maybe_me(request, db)), db)
    sign_in_id = request.state.sign_in.id
    del request.state.me, request.state.sign_in  # the request lives as long as the page is open
    return Reader((partnership_id, visit_id), ours.membership.person.id, sign_in_id)


def _list_look(engine: sa.Engine, reader: Reader) -> None:
    with transaction(engine, writes=False) as db:
        person = db.get(Person, reader.person_id)
        if person is None:
            raise Problem("not-found")
        membership = partnership_for(db, person, reader.key[0])
    note_access(engine, membership, "entries", reader.key[1])


class Stream(Response):
    """A bare answer: Starlette's own StreamingResponse holds three times as much for each open page (see bench/)."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.page.stay(receive, send)


class Page:
    """One open page. It waits in `receive` and sends only when woken, so a slow one keeps nobody else waiting."""

    __slots__ = (
        "after",
        "asides",
        "caught_up",
        "channel",
        "flight",
        "listed",
        "over",
        "pings",
        "reader",
        "send",
        "watch",
    )

    def __init__(self, watch: Watch, reader: Reader, after: int) -> None:
        self.watch, self.reader, self.after = watch, reader, after
        self.flight: asyncio.Task[None] | None = None
        self.asides = 0
        self.caught_up = self.listed = self.over = self.pings = False

    async def stay(self, receive: Receive, send: Send) -> None:
        self.send = send
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._say(b"retry: 2000\n\n")
        self.channel = self.watch.enter(self)
        self.wake()
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.over = True
            self.watch.leave(self.channel, self)
            if self.flight is not None:
                self.flight.cancel()

    def wake(self) -> None:
        if self.flight is None:
            self.flight = asyncio.ensure_future(self._fly())

    def ping(self) -> None:
        self.pings = True
        self.wake()

    def end(self) -> None:
        self.over = True
        self.wake()

    async def _fly(self) -> None:
        try:
            while not self.over and (data := await self._next()) is not None:
                await self._say(data)
            if self.over or self.watch.closing.is_set():
                await self.send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.flight = None

    async def _next(self) -> bytes | None:
        """What to send now; None when there is nothing for the moment."""
        if self.pings:
            self.pings = False
            return b": still here\n\n"
        if self.asides != self.channel.asides:
            # No entry, so without an id; the number lets a page that has just loaded see that it knows already.
            self.asides = self.channel.asides
            return b"event: aside\ndata: %d\n\n" % self.asides
        if self.caught_up and self.after >= self.channel.head:
            return None
        frames = (self.channel.after(self.after) if self.caught_up else None) or await self._read()
        if frames is None or not await self._listed(frames):
            self.over = True
            return None
        self.caught_up, self.after = True, frames.upto
        return frames.data

    async def _listed(self, frames: Frames) -> bool:
        """Waiting is no look: it is listed for both partners just before the first entry is shown."""
        if frames.data and not self.listed:
            try:
                await run_in_threadpool(_list_look, self.watch.engine, self.reader)
            except (sa.exc.SQLAlchemyError, Problem):
                return False
            self.listed = True
        return True

    async def _read(self) -> Frames | None:
        try:
            return await run_in_threadpool(self.watch.read, self.reader, self.after)
        except sa.exc.SQLAlchemyError:
            return None  # the page comes back in two seconds and resumes where it was

    async def _say(self, data: bytes) -> None:
        if data:
            await self.send({"type": "http.response.body", "body": data, "more_body": True})
