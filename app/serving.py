"""Start the web server, and say where it is once it listens."""

import argparse
import contextlib
import socket
import sys

import sqlalchemy as sa
import uvicorn
from uvicorn.supervisors import Multiprocess

from app.database import sqlite_may_lose_commits


class Announced(uvicorn.Server):
    address = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"Alongside is ready on {self.address}", flush=True)


def serve(engine: sa.Engine, arguments: argparse.Namespace) -> None:
    if engine.dialect.name == "sqlite" and sqlite_may_lose_commits():
        print("Warning: this SQLite can lose commits (WAL-reset bug). Use 3.51.3 or newer.", file=sys.stderr)
    engine.dispose()
    config = uvicorn.Config(
        "app.main:served",
        factory=True,
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,  # live streams are open for hours; their pages come back by themselves
    )
    address = f"http://{'localhost' if arguments.host in ('127.0.0.1', '0.0.0.0') else arguments.host}:{arguments.port}"  # noqa: S104
    if arguments.workers > 1:
        sockets = [config.bind_socket()]
        print(f"Alongside is ready on {address}, with {arguments.workers} workers", flush=True)
        Multiprocess(config, sockets).run()
        return
    server = Announced(config)
    server.address = address
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(1)
