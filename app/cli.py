"""The command line: serve, demo, migrate, token, export."""

import argparse
import sys

import uvicorn

from app.config import settings
from app.database import make_engine, sqlite_may_lose_commits
from app.migrate import migrate


def main() -> None:
    parser = argparse.ArgumentParser(prog="alongside", description="Classroom observation data, alongside the teacher.")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="start the web server")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1)
    commands.add_parser("migrate", help="bring the database to the newest schema")
    arguments = parser.parse_args()
    COMMANDS[arguments.command](arguments)


def serve(arguments: argparse.Namespace) -> None:
    bring_up_to_date(arguments)
    if settings().database_url.startswith("sqlite") and sqlite_may_lose_commits():
        print(
            "Warning: this SQLite has the WAL-reset bug, which can lose commits. Use 3.51.3 or newer.", file=sys.stderr
        )
    print(
        f"Alongside is ready on http://{'localhost' if arguments.host == '127.0.0.1' else arguments.host}:{arguments.port}",
        flush=True,
    )
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def bring_up_to_date(_arguments: argparse.Namespace) -> None:
    engine = make_engine(settings().database_url)
    migrate(engine)
    engine.dispose()


COMMANDS = {"serve": serve, "migrate": bring_up_to_date}
