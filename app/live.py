"""'This visit's log has grown', to open pages: server-sent events that hold no database session while they wait."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from fastapi import APIRouter, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from app.accounts.models import Person, SignIn
from app.accounts.signed_in import Me
from app.clock import now
from app.database import transaction
from app.log.queries import entries_of, head_of
from app.partnerships.lookup import partnership_for
from app.problems import Problem
from app.visits.lookup import OurVisit, visit_in
from app.visits.models import Visit

TICK_S = 0.15  # how often the watch asks whether anything was committed
RECHECK_S = 3.0  # how long a stream may outlive the right to read, but for the time the reading itself takes
PING_S = 15.0

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["log"])
Key = tuple[str, str]


class Watch:
    """One thread per worker asks for the heads of the visits somebody has open and wakes those that grew."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.waiting: dict[Key, set[asyncio.Event]] = defaultdict(set)
        self.closing = threading.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        thread = threading.Thread(target=self._run, args=(loop,), name="live-watch", daemon=True)
        thread.start()
        yield
        self.closing.set()
        self.wake(list(self.waiting))
        await run_in_threadpool(thread.join, 2)

    def wake(self, keys: list[Key]) -> None:
        for key in keys:
            for event in list(self.waiting.get(key, ())):
                event.set()

    async def wait(self, key: Key, event: asyncio.Event, seconds: float) -> None:
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return
        event.clear()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        heads: dict[Key, int] = {}
        while not self.closing.wait(TICK_S):
            keys = [key for key, events in list(self.waiting.items()) if events]
            if not keys:
                continue
            try:
                old, heads = heads, self._heads(keys)
                loop.call_soon_threadsafe(self.wake, [key for key in keys if heads.get(key) != old.get(key)])
            except (sa.exc.SQLAlchemyError, RuntimeError):
                heads = {}  # the database is away: ask again at the next tick

    def _heads(self, keys: list[Key]) -> dict[Key, int]:
        with self.engine.connect() as connection:
            wanted = sa.select(Visit.partnership_id, Visit.id, Visit.head).where(  # type: ignore[call-overload]
                sa.tuple_(Visit.partnership_id, Visit.id).in_(keys)  # type: ignore[arg-type]
            )
            return {(partnership_id, visit_id): head for partnership_id, visit_id, head in connection.execute(wanted)}


@router.get("/live", operation_id="followVisit", summary="Follow the log as server-sent events")
async def live(
    ours: OurVisit,
    me: Me,
    request: Request,
    last_event_id: Annotated[str | None, Header()] = None,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> StreamingResponse:
    start = int(last_event_id) if last_event_id and last_event_id.isdigit() and len(last_event_id) < 16 else after
    follower = Follower(request, ours.membership.id, ours.visit.id, start)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(follower.events(), media_type="text/event-stream", headers=headers)


class Follower:
    """One open page. Reads in short sessions of its own and asks each time whether it may still read."""

    def __init__(self, request: Request, partnership_id: str, visit_id: str, after: int) -> None:
        self.watch: Watch = request.app.state.live
        self.engine: sa.Engine = request.app.state.engine
        self.sign_in_id: str = request.state.sign_in.id
        self.key: Key = (partnership_id, visit_id)
        self.seq = after

    async def events(self) -> AsyncIterator[bytes]:
        event = asyncio.Event()
        self.watch.waiting[self.key].add(event)
        quiet = 0.0
        try:
            yield b"retry: 2000\n\n"
            while not self.watch.closing.is_set():
                frames = await run_in_threadpool(self._read)
                if frames is None:
                    return
                quiet = 0.0 if frames else quiet + RECHECK_S
                if frames:
                    yield frames
                elif quiet >= PING_S:
                    quiet = 0.0
                    yield b": still here\n\n"
                await self.watch.wait(self.key, event, RECHECK_S)
        finally:
            self._leave(event)

    def _leave(self, event: asyncio.Event) -> None:
        self.watch.waiting[self.key].discard(event)
        if not self.watch.waiting[self.key]:
            del self.watch.waiting[self.key]

    def _read(self) -> bytes | None:
        """What is new as SSE frames; empty when nothing is; None once the right to read is gone."""
        with transaction(self.engine, writes=False) as db:
            sign_in = db.get(SignIn, self.sign_in_id)
            if sign_in is None or sign_in.revoked_at is not None or sign_in.expires_at <= now():
                return None
            person = db.get(Person, sign_in.person_id)
            try:
                assert person is not None
                visit = visit_in(db, partnership_for(db, person, self.key[0]), self.key[1])
            except Problem:
                return None
            head = head_of(db, visit)
            entries = entries_of(db, visit, person.id, self.seq) if head > self.seq else []
        self.seq = max(self.seq, head)
        return b"".join(_frame(entry) for entry in entries)


def _frame(entry: dict[str, Any]) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (entry["seq"], msgspec.json.encode(entry))
