"""Who writes the log: on SQLite one thread that commits whatever batches wait together, on PostgreSQL each its own."""

import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.log.actions import Account, Batch, store
from app.problems import Problem

MOST_TOGETHER = 32
LONGEST_WAIT_S = 20.0


@dataclass
class Job:
    batch: Batch
    done: "Future[Account]" = field(default_factory=Future)


class LogWriter:
    """`append` returns once the batch is committed, never before; any failure means that nothing of it was stored."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine.execution_options(writes=True)
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()

    def append(self, batch: Batch) -> Account:
        if self.engine.dialect.name != "sqlite":
            return self._alone(batch)
        self._start()
        job = Job(batch)
        self.jobs.put(job)
        try:
            return job.done.result(LONGEST_WAIT_S)
        except TimeoutError as late:
            raise Problem("busy", headers={"Retry-After": "5"}) from late

    def close(self) -> None:
        if self.thread is not None:
            self.jobs.put(None)
            self.thread.join(2)

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
            jobs = [job]
            while len(jobs) < MOST_TOGETHER and not self.jobs.empty():
                if (another := self.jobs.get()) is None:
                    self.jobs.put(None)
                    break
                jobs.append(another)
            self._commit_together(jobs)

    def _commit_together(self, jobs: list[Job]) -> None:
        outcomes: list[Account | Exception] = []
        try:
            with self.engine.begin() as connection:
                outcomes = [self._in_savepoint(connection, job.batch) for job in jobs]
        except Exception as failed:
            outcomes = [failed] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, Exception):
                job.done.set_exception(outcome)
            else:
                job.done.set_result(outcome)

    def _in_savepoint(self, connection: sa.Connection, batch: Batch) -> Account | Exception:
        """One batch that can't be stored takes no other one down with it."""
        try:
            with connection.begin_nested():
                return store(connection, batch)
        except (Problem, sa.exc.DatabaseError) as refused:
            if isinstance(refused, sa.exc.OperationalError):
                raise  # a full disk or a lost file concerns them all
            return refused
