"""The ground under every test: a database, the cast, and clients that are signed in.

A test runs on SQLite. Mark it (or its module: `pytestmark = pytest.mark.both_databases`) to run it on PostgreSQL too.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.accounts import actions, attempts, passwords
from app.accounts.models import Person
from app.database import make_engine, transaction
from app.main import create_app
from app.migrate import migrate
from app.models import metadata
from tests import cast, postgres

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SignedIn = Callable[..., TestClient]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases") is not None
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """One migrated database for the whole run of this process."""
    with postgres.cluster() as url:
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        yield url


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """A migrated database without rows."""
    if request.param == "sqlite":
        path = tmp_path / "alongside.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        engine = make_engine(f"sqlite:///{path}")
    else:
        engine = make_engine(request.getfixturevalue("postgresql_url"))
        _empty(engine)
    yield engine
    engine.dispose()


def _empty(engine: sa.Engine) -> None:
    tables = [table.name for table in reversed(metadata.sorted_tables) if table.name != "installation"]
    with engine.begin() as connection:
        connection.exec_driver_sql("set local lock_timeout = '5s'")
        connection.exec_driver_sql("; ".join(f'delete from "{name}"' for name in tables))


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2 is slow on purpose; tests of other things need not pay for it. Failed sign-ins start from none."""
    monkeypatch.setattr(passwords, "hasher", CHEAP)
    monkeypatch.setattr(passwords, "NOBODY", CHEAP.hash("nobody has this password"))
    attempts._failures.clear()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return CHEAP.hash(cast.PASSWORD)


@pytest.fixture
def people(engine: sa.Engine, password_hash: str) -> cast.People:
    return cast.add_people(engine, password_hash)


@pytest.fixture
def partners(engine: sa.Engine, people: cast.People) -> cast.Partners:
    return cast.add_partners(engine, coach=people.marcus, teacher=people.dana)


@pytest.fixture
def agreed_form(partners: cast.Partners) -> cast.AgreedForm:
    return cast.add_form(partners)


@pytest.fixture
def visit(agreed_form: cast.AgreedForm) -> cast.PlannedVisit:
    return cast.add_visit(agreed_form)


@pytest.fixture
def app(engine: sa.Engine) -> FastAPI:
    return create_app(engine)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Nobody's client. It keeps redirects as they are; a crash in the server is a crash in the test."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def signed_in(app: FastAPI, client: TestClient, engine: sa.Engine) -> SignedIn:
    """`signed_in(people.dana)` is Dana's program with a bearer token; with `browser=True` her browser with a cookie."""

    def sign_in(person: Person, browser: bool = False) -> TestClient:
        with transaction(engine) as db:
            secret, _expires = actions.sign_in(db, person.id, "browser" if browser else "program", "a test")
        theirs = TestClient(app, follow_redirects=False)
        theirs.portal = client.portal  # the one event loop that the app's lifespan runs on
        if browser:
            theirs.cookies.set("alongside", secret)
            theirs.headers.update({"accept": "text/html,*/*;q=0.8", "sec-fetch-site": "same-origin"})
        else:
            theirs.headers["authorization"] = f"Bearer {secret}"
        return theirs

    return sign_in


@pytest.fixture
def count_queries(engine: sa.Engine) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as asked:` lists the statements of the block."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                asked.append(statement)

        sa.event.listen(engine, "before_cursor_execute", note)
        yield asked
        sa.event.remove(engine, "before_cursor_execute", note)

    return counting
