"""The command line: serve, demo, migrate, token, backup, restore, verify, export."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from pydantic import ValidationError
from sqlmodel import select

from app import backup, demo, serving, verify
from app.accounts.actions import sign_in
from app.accounts.models import Person
from app.clock import rfc3339
from app.config import settings
from app.database import make_engine, transaction
from app.exchange.everything import write_for_operator
from app.migrate import migrate
from app.problems import Problem


def main() -> None:
    arguments = _parser().parse_args()
    try:
        with closing_engine() as engine:
            migrate(engine)
            arguments.command(engine, arguments)
    except (Problem, backup.Impossible) as refused:
        sys.exit(getattr(refused, "detail", None) or str(refused))
    except ValidationError as wrong:
        sys.exit("\n".join(f"ALONGSIDE_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in wrong.errors()))
    except FileExistsError as there:
        sys.exit(f"{there.filename} exists. Choose another name.")
    except sa.exc.OperationalError as away:
        sys.exit(f"The database can not be used: {away.orig}")


@contextmanager
def closing_engine() -> Iterator[sa.Engine]:
    engine = make_engine(settings().database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="alongside", description="Classroom observation data, alongside the teacher.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: str, run: object, *positional: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=does, description=does)
        sub.set_defaults(command=run)
        for argument in positional:
            sub.add_argument(argument)
        return sub

    serve = command("serve", "Start the web server.", serving.serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1)
    command("demo", "Fill an empty database with an example to look around in.", fill)
    command("migrate", "Bring the database to the newest schema.", up_to_date)
    command("token", "Print a bearer token for a person's program.", token, "email")
    command("backup", "Write the whole database to a new file, while the server runs.", back_up, "file")
    restore = command("restore", "Put a backup in the database's place; devices then send again.", put_back, "file")
    restore.add_argument("--replace", action="store_true", help="even though the database has people in it")
    command("verify", "Check that every log is whole and every entry unchanged.", check)
    export = command("export", "Write everything that two partners share to a zip file.", take_away, "partnership")
    export.add_argument("--file", help="where to; alongside-PARTNERSHIP.zip if not given")
    return parser


def fill(engine: sa.Engine, _arguments: argparse.Namespace) -> None:
    with transaction(engine) as db:
        demo.fill_with_example(db)
    print(f"Sign in as dana@larkspur.example or marcus@larkspur.example with the password: {demo.PASSWORD}")


def up_to_date(_engine: sa.Engine, _arguments: argparse.Namespace) -> None:
    print("The database has the newest schema.")


def token(engine: sa.Engine, arguments: argparse.Namespace) -> None:
    with transaction(engine) as db:
        person = db.exec(select(Person).where(Person.email == arguments.email.strip().lower())).first()
        if person is None:
            sys.exit(f"Nobody has an account with {arguments.email}.")
        secret, expires = sign_in(db, person.id, "program", "command line")
    print(secret)
    print(f"Valid until {rfc3339(expires)}; listed among {person.name}'s sign-ins.", file=sys.stderr)


def back_up(engine: sa.Engine, arguments: argparse.Namespace) -> None:
    target = Path(arguments.file)
    backup.write(engine, target)
    print(f"Written to {target} ({target.stat().st_size:,} bytes).")


def put_back(engine: sa.Engine, arguments: argparse.Namespace) -> None:
    kept = backup.restore(engine, Path(arguments.file), replace=arguments.replace)
    print("Restored. Devices will send again what they hold." + (f" What was there is in {kept}." if kept else ""))


def check(engine: sa.Engine, _arguments: argparse.Namespace) -> None:
    found = verify.faults(engine)
    for fault in found:
        print(fault)
    if found:
        sys.exit(f"{len(found)} faults.")
    print("Every log is whole and every entry unchanged.")


def take_away(engine: sa.Engine, arguments: argparse.Namespace) -> None:
    target = Path(arguments.file or f"alongside-{arguments.partnership}.zip")
    with transaction(engine) as db:
        write_for_operator(db, arguments.partnership, target)
    print(f"Written to {target}. Both partners can see that it was taken.")
