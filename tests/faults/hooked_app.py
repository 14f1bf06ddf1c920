"""The product's app with places where a test may end it: a file's existence is the order, its removal the receipt."""

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from fastapi import FastAPI
from sqlalchemy import event
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import static_files
from app.log import api, statements
from app.log.actions import Account, Batch
from app.log.writer import LogWriter
from app.main import create_app

KILLS = ("at_parse", "before_commit", "after_commit", "mid_answer")
UNLIMITED = 4_294_967_294


def ordered(order: str) -> bool:
    return (Path(os.environ["FAULTS_FOLDER"]) / order).exists()


def die_if_ordered(order: str) -> None:
    """SIGKILL to this very process: no handler, no flush, no goodbye."""
    if ordered(order):
        (Path(os.environ["FAULTS_FOLDER"]) / order).unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)


def hooked() -> FastAPI:
    tree = Path(os.environ["FAULTS_FOLDER"]) / "static"
    if tree.exists():
        static_files.HERE = tree
    app = create_app()
    _die_at_parse()
    event.listen(app.state.engine, "commit", _before_commit)
    event.listen(app.state.engine, "begin", _full_disk)
    app.state.writer.append = _then_die(app.state.writer.append)
    app.add_middleware(MidAnswer)
    return app


def without_unique_key() -> FastAPI:
    """Sabotage: ids are neither unique nor compared."""
    app = hooked()
    statements.fingerprints = lambda *_: []
    return app


def acknowledging_before_commit() -> FastAPI:
    """Sabotage: the answer is sent while the commit is still to come."""
    app = hooked()
    writer: LogWriter = app.state.writer
    really = writer.append

    def hasty(batch: Batch) -> Account:
        threading.Timer(1.5, really, [batch]).start()
        return Account(len(batch.rows), len(batch.rows), batch.account.known, batch.account.refused)

    writer.append = hasty  # type: ignore[method-assign]
    return app


class MidAnswer:
    """Ends the process when half of an account has left it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            account = message["type"] == "http.response.body" and scope["method"] == "POST"
            if account and ordered("mid_answer"):
                half = message["body"][: len(message["body"]) // 2]
                await send({"type": "http.response.body", "body": half, "more_body": True})
                die_if_ordered("mid_answer")
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def _die_at_parse() -> None:
    reading = api._read

    def read(body: bytes) -> Any:
        die_if_ordered("at_parse")
        return reading(body)

    api._read = read


def _before_commit(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes"):
        die_if_ordered("before_commit")
        while ordered("slow_commit"):
            time.sleep(0.02)


def _then_die(append: Any) -> Any:
    def appended(batch: Batch) -> Account:
        account: Account = append(batch)
        die_if_ordered("after_commit")
        return account

    return appended


def _full_disk(connection: sa.Connection) -> None:
    # SQLite takes a limit below the present size as the present size: not one more page, as on a full disk.
    if connection.dialect.name == "sqlite" and connection.get_execution_options().get("writes"):
        pages = 1 if ordered("full_disk") else UNLIMITED
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
