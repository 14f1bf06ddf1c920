"""One thread per worker: which open visits have grown, and who may still read them. One read serves all who follow."""

import asyncio
import contextlib
import signal
import threading
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import sqlalchemy as sa
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session

from app.database import transaction
from app.log.following import Frames, Reader, Tip, read, tips_of, without_right
from app.log.growth import DataVersion, Key, Listening, hearing

RECHECK_S = 3.0  # how long a stream may outlive the right to read
GLANCE_S = 0.25  # how soon a page that has just been opened is told what it may have missed
PING_S = 15.0
AWAY_S = 0.5  # before asking a database again that did not answer
MOST_KEPT = 32  # batches of frames that a slow page can still take without a read of its own


class Follows(Protocol):
    """An open page, as the watch knows it. Called in the event loop alone."""

    @property
    def reader(self) -> Reader: ...

    def wake(self) -> None: ...

    def ping(self) -> None: ...

    def end(self) -> None: ...


class Channel:
    """All open pages of one person on one visit. Others may be sent other entries: drafts are their author's alone."""

    def __init__(self, key: Key, person_id: str) -> None:
        self.key, self.person_id = key, person_id
        self.pages: set[Follows] = set()
        self.told: Tip | None = None  # what the watch has published; its own
        self.head = self.asides = 0
        self.kept: deque[Frames] = deque(maxlen=MOST_KEPT)

    def after(self, seq: int) -> Frames | None:
        return next((frames for frames in self.kept if frames.after == seq), None)

    def publish(self, tip: Tip, frames: Frames | None) -> None:
        self.head, self.asides = max(self.head, tip.head), tip.asides
        if frames is not None:
            self.kept.append(frames)
        for page in list(self.pages):
            page.wake()


class Watch:
    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.channels: dict[tuple[Key, str], Channel] = {}
        self.closing = threading.Event()
        self.somebody = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self.loop = asyncio.get_running_loop()
        self._hear_of_stops_first(self.loop)
        thread = threading.Thread(target=self._run, name="live-watch", daemon=True)
        thread.start()
        pinging = self.loop.create_task(self._ping())
        yield
        pinging.cancel()
        self.close()
        await run_in_threadpool(thread.join, 2)

    def close(self) -> None:
        """Every stream ends; the pages come back by themselves, to whoever serves then."""
        self.closing.set()
        self.somebody.set()
        for page in self._pages():
            page.end()

    def enter(self, page: Follows) -> Channel:
        where = page.reader.key, page.reader.person_id
        channel = self.channels.setdefault(where, Channel(*where))
        channel.pages.add(page)
        self.somebody.set()
        return channel

    def leave(self, channel: Channel, page: Follows) -> None:
        channel.pages.discard(page)
        if not channel.pages:
            self.channels.pop((channel.key, channel.person_id), None)

    def read(self, reader: Reader, after: int) -> Frames | None:
        with transaction(self.engine, writes=False) as db:
            return read(db, reader.key, reader.person_id, after)

    def _hear_of_stops_first(self, loop: asyncio.AbstractEventLoop) -> None:
        """The server waits for open answers before it ends our lifespan, so the streams must know of it before."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            servers = signal.getsignal(number)
            if callable(servers):
                signal.signal(number, self._stopping(loop, servers))

    def _stopping(self, loop: asyncio.AbstractEventLoop, servers: Any) -> Any:
        def stop(number: int, frame: Any) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(self.close)
            servers(number, frame)

        return stop

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(PING_S)
            for page in self._pages():
                page.ping()

    def _pages(self) -> list[Follows]:
        return [page for channel in list(self.channels.values()) for page in list(channel.pages)]

    def _run(self) -> None:
        while not self.closing.is_set():
            try:
                ear = hearing(self.engine)
                with contextlib.closing(ear):
                    self._listen(ear)
            except Exception:  # the database is away: every page is told what it missed once it is back
                self.closing.wait(AWAY_S)
            # A connection that listens and does not read would hold back PostgreSQL's notices for everybody.
            self.somebody.clear()
            if not self.channels and not self.closing.is_set():
                self.somebody.wait()

    def _listen(self, ear: DataVersion | Listening) -> None:
        grown: set[Key] | None = None
        checked = time.monotonic()
        while self.channels and not self.closing.is_set():
            self._tell(grown)
            if time.monotonic() - checked > RECHECK_S:
                checked = time.monotonic()
                self._recheck()
            grown = ear.wait(GLANCE_S)

    def _tell(self, grown: set[Key] | None) -> None:
        """One read for each person who follows a visit that has grown, handed to all of that person's pages."""
        concerned = [
            channel
            for channel in list(self.channels.values())
            if grown is None or channel.key in grown or channel.told is None
        ]
        if not concerned:
            return
        with transaction(self.engine, writes=False) as db:
            tips = tips_of(db, list({channel.key for channel in concerned}))
            behind = [channel for channel in concerned if channel.told != tips.get(channel.key, channel.told)]
            self._end_those_without_right(db, behind)
            for channel in behind:
                self._tell_one(db, channel, tips[channel.key])

    def _tell_one(self, db: Session, channel: Channel, tip: Tip) -> None:
        told = channel.told
        grown = told is not None and told.head != tip.head
        frames = read(db, channel.key, channel.person_id, told.head) if told and grown else None
        channel.told = Tip(max(tip.head, frames.upto if frames else 0), tip.asides)
        self._soon(channel.publish, channel.told, frames)

    def _recheck(self) -> None:
        with transaction(self.engine, writes=False) as db:
            self._end_those_without_right(db, list(self.channels.values()))

    def _end_those_without_right(self, db: Session, channels: list[Channel]) -> None:
        pages = [page for channel in channels for page in list(channel.pages)]
        ended = without_right(db, [page.reader for page in pages])
        for page in pages:
            if page.reader in ended:
                self._soon(page.end)

    def _soon(self, *call: Any) -> None:
        assert self.loop is not None
        self.loop.call_soon_threadsafe(*call)
