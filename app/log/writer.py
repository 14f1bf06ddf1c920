"""Who writes the log: on SQLite one thread that commits whatever batches wait together, on PostgreSQL each its own."""

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.log.actions import Account, Batch, store
from app.log.growth import Notices
from app.problems import Problem

ROWS_TOGETHER = 2000  # four full batches are worth a commit of their own; many small ones share one
LONGEST_WAIT_S = 10.0
STUCK_S = 2.0  # a commit that takes longer waits for somebody else's lock
MOST_BEHIND_STUCK = 8  # more would take the threads that readers need


@dataclass
class Job:
    batch: Batch
    done: "Future[Account]" = field(default_factory=Future)

    def answer(self, outcome: Account | Exception) -> None:
        with contextlib.suppress(InvalidStateError):  # whoever asked has gone
            if isinstance(outcome, Exception):
                self.done.set_exception(outcome)
            else:
                self.done.set_result(outcome)


class LogWriter:
    """`append` returns once the batch is committed, never before; any failure means that nothing of it was stored."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine.execution_options(writes=True)
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.committing_since: float | None = None
        self.notices = Notices(engine)

    def append(self, batch: Batch) -> Account:
        if self.engine.dialect.name == "sqlite":
            return self._together(batch)
        account = self._alone(batch)
        if account.stored:
            self.notices.tell(batch.origin.partnership_id, batch.origin.visit_id)
        return account

    def close(self) -> None:
        self.notices.close()
        if self.thread is not None:
            self.jobs.put(None)
            self.thread.join(2)

    def _together(self, batch: Batch) -> Account:
        if self._stuck() and self.jobs.qsize() >= MOST_BEHIND_STUCK:
            raise Problem("busy", headers={"Retry-After": "5"})
        self._start()
        job = Job(batch)
        self.jobs.put(job)
        try:
            return job.done.result(LONGEST_WAIT_S)
        except TimeoutError as late:
            job.done.cancel()  # unless it is being written right now; then the device will find its entries known
            raise Problem("busy", headers={"Retry-After": "5"}) from late

    def _stuck(self) -> bool:
        since = self.committing_since
        return since is not None and time.monotonic() - since > STUCK_S

    def _alone(self, batch: Batch) -> Account:
        try:
            return self._once(batch)
        except IntegrityError:
            # The same id arrived for another visit at this very moment: now it is there to be compared with.
            return self._once(batch)

    def _once(self, batch: Batch) -> Account:
        with self.engine.begin() as connection:
            return store(connection, batch)

    def _start(self) -> None:
        with self.starting:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._run, name="log-writer", daemon=True)
                self.thread.start()

    def _run(self) -> None:
        while (job := self.jobs.get()) is not None:
            jobs = [job, *self._others(ROWS_TOGETHER - len(job.batch.rows))]
            self.committing_since = time.monotonic()
            self._commit_together([job for job in jobs if not job.done.cancelled()])
            self.committing_since = None

    def _others(self, rows: int) -> Iterator[Job]:
        """What waits already, as far as sharing one commit is worth it: while rows are written, others are judged."""
        while rows > 0 and not self.jobs.empty():
            job = self.jobs.get()
            if job is None:
                self.jobs.put(None)
                return
            rows -= max(1, len(job.batch.rows))
            yield job

    def _commit_together(self, jobs: list[Job]) -> None:
        outcomes: list[Account | Exception] = []
        try:
            with self.engine.begin() as connection:
                outcomes = [self._in_savepoint(connection, job.batch) for job in jobs]
        except Exception as failed:
            outcomes = [failed] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.answer(outcome)

    def _in_savepoint(self, connection: sa.Connection, batch: Batch) -> Account | Exception:
        """One batch that can't be stored takes no other one down with it."""
        try:
            with connection.begin_nested():
                return store(connection, batch)
        except (Problem, sa.exc.DatabaseError) as refused:
            if isinstance(refused, sa.exc.OperationalError):
                raise  # a full disk or a lost file concerns them all
            return refused
