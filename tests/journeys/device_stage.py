"""A stage for the device's own modules: a real server with Marcus coaching Dana, and pages that hold nothing else."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page
from sqlmodel import Session

from app.accounts.models import Person, SignIn
from app.accounts.signed_in import new_secret
from app.clock import new_id, now
from app.database import make_engine, transaction
from app.forms.models import Form, FormSignature, FormVersion
from app.migrate import migrate
from app.partnerships.models import Partnership
from app.visits.models import Visit

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
MEASURES = [
    {"key": "praise", "kind": "count", "label": "Praise", "options": [{"key": "specific", "label": "Specific"}]},
    {"key": "talk", "kind": "duration", "label": "Teacher talk"},
]


class Stage:
    def __init__(self, folder: Path) -> None:
        self.database_url = f"sqlite:///{folder / 'stage.db'}"
        self.engine = make_engine(self.database_url)
        migrate(self.engine)
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        with transaction(self.engine) as db:
            self.dana, self.marcus = person(db, "Dana Okafor"), person(db, "Marcus Bell")
            self.partnership = partnership(db, self.marcus, self.dana)
            self.form = agreed_form(db, self.partnership, self.marcus, self.dana)
            self.visit = visit(db, self.partnership, self.form, self.marcus)

    def start(self) -> None:
        command = [str(Path(sys.executable).with_name("alongside")), "serve", "--port", str(self.port)]
        env = os.environ | {"ALONGSIDE_DATABASE_URL": self.database_url}
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
        for _ in range(200):
            if answers(self.url + "/api/me"):
                return
            time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def cookie_of(self, someone: str) -> dict[str, Any]:
        """Signs in without the sign-in page."""
        secret, hashed = new_secret()
        with transaction(self.engine) as db:
            soon = now() + timedelta(days=1)
            db.add(
                SignIn(
                    id=new_id(),
                    person_id=someone,
                    token_hash=hashed,
                    kind="browser",
                    created_at=now(),
                    expires_at=soon,
                    last_seen_at=now(),
                )
            )
        return {"name": "alongside", "value": secret, "url": self.url}

    def stored(self) -> list[str]:
        """The ids of the visit's entries on the server, in order of seq."""
        query = "select id from entry where visit_id = ? order by seq"
        with self.engine.connect() as connection:
            return [row[0] for row in connection.exec_driver_sql(query, (self.visit,))]


def person(db: Session, name: str) -> str:
    row = Person(
        id=new_id(), email=f"{name.split()[0].lower()}@larkspur.example", name=name, password_hash="x", created_at=now()
    )
    db.add(row)
    db.flush()
    return row.id


def partnership(db: Session, coach: str, teacher: str) -> str:
    row = Partnership(
        id=new_id(), coach_id=coach, teacher_id=teacher, status="active", invited_by=coach, created_at=now()
    )
    db.add(row)
    db.flush()
    return row.id


def agreed_form(db: Session, ours: str, coach: str, teacher: str) -> str:
    row = Form(partnership_id=ours, id=new_id(), created_by=coach, created_at=now())
    db.add(row)
    db.flush()
    version = {"partnership_id": ours, "form_id": row.id, "version": 1}
    db.add(FormVersion(**version, title="Praise", measures=MEASURES, proposed_by=coach, proposed_at=now()))
    db.flush()
    db.add(FormSignature(**version, role="coach", person_id=coach, signed_at=now()))
    db.add(FormSignature(**version, role="teacher", person_id=teacher, signed_at=now()))
    db.flush()
    return row.id


def visit(db: Session, ours: str, form: str, planner: str) -> str:
    row = Visit(
        partnership_id=ours,
        id=new_id(),
        form_id=form,
        form_version=1,
        planned_for=now(),
        minutes=45,
        class_label="Grade 5, adding fractions",
        students=24,
        planned_by=planner,
        created_at=now(),
    )
    db.add(row)
    db.flush()
    return row.id


def device_page(context: BrowserContext, stage: Stage) -> Page:
    """An empty page of the server's origin on which the device's modules can be called by name."""
    page = context.new_page()
    page.route(
        "**/blank", lambda route: route.fulfill(body="<!doctype html><title>blank</title>", content_type="text/html")
    )
    page.goto(stage.url + "/blank")
    page.evaluate(
        """async () => {
          const names = ["store", "ids", "clock", "visit_log", "outbox", "sender", "texts", "pack", "people"];
          const modules = await Promise.all(names.map((name) => import(`/static/stage/device/${name}.js`)));
          window.device = Object.assign({}, ...modules);
        }"""
    )
    return page


def ours(stage: Stage) -> dict[str, str]:
    return {"me": stage.marcus, "partnership": stage.partnership, "visit": stage.visit, "form": stage.form}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=1)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
