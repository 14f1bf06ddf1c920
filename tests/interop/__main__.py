"""`make interop`: projects that we export, opened by BORIS itself, give our totals and durations."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from app.accounts.actions import sign_in
from app.database import make_engine, transaction
from app.main import create_app
from app.migrate import migrate
from tests import cast
from tests.exchange.lessons import add_every_kind, story
from tests.interop.expected import expected

HERE = Path(__file__).parent
BORIS_PYTHON = HERE.parents[1] / ".venv-interop/bin/python"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="alongside-interop-"))
    try:
        ours = make_projects(folder)
        theirs = ask_boris(folder)
    finally:
        shutil.rmtree(folder)
    faults = [fault for name, summary in ours.items() for fault in compare(name, summary, theirs[name])]
    print(*faults, sep="\n")
    print(f"{len(ours) - len({fault.split(':')[0] for fault in faults})} passed, {len(faults)} failed")
    sys.exit(bool(faults))


def make_projects(folder: Path) -> dict[str, dict]:
    """A lesson of every kind, a plain one, a long one, one under way and an empty one; each one's summary by name."""
    engine = make_engine(f"sqlite:///{folder}/alongside.db")
    migrate(engine)
    people = cast.add_people(engine, PasswordHasher().hash(cast.PASSWORD))
    partners = cast.add_partners(engine, coach=people.marcus, teacher=people.dana)
    visits = {"every_kind": add_every_kind(partners)} | {
        name: cast.add_visit(cast.add_form(partners)) for name in ("plain", "long", "under_way", "empty")
    }
    recorded = {"every_kind": story(), "plain": cast.lesson(), "long": long_lesson(), "under_way": cast.lesson()[:9]}
    for name, entries in recorded.items():
        visits[name].record(*entries)
    with transaction(engine) as db:
        token, _expires = sign_in(db, people.dana.id, "program", "interop")
    with TestClient(create_app(engine), headers={"authorization": f"Bearer {token}"}) as dana:
        for name, visit in visits.items():
            (folder / f"{name}.boris").write_bytes(dana.get(f"{visit.api}/export.boris").content)
        return {name: dana.get(f"{visit.api}/summary").json() for name, visit in visits.items()}


def long_lesson() -> list[dict]:
    """5,000 marks in two hours, with a state that is on for half of them."""
    marks = [cast.entry("mark", 1_440 * n + 7, n, measure="redirection") for n in range(1, 5_001)]
    talk = [
        cast.entry(kind, 7_200_000 * n // 400 + 3, 6_000 + n, measure="talk", option="student")
        for n, kind in enumerate(["start", "stop"] * 200)
    ]
    return [cast.entry("begin", 0), *marks, *talk, cast.entry("end", 7_300_000)]


def ask_boris(folder: Path) -> dict[str, dict]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "MPLBACKEND": "agg"}
    command = [BORIS_PYTHON, HERE / "ask_boris.py", folder]
    said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said.splitlines()[-1])


def compare(name: str, summary: dict, told: dict) -> list[str]:
    if "error" in told:
        return [f"{name}: BORIS can not open it: {told['error']}"]
    faults = [f"{name}: {what}: {told[what]}" for what in ("changed", "message", "unpaired") if told[what]]
    if told["problems"].replace("<br>", ""):
        faults.append(f"{name}: BORIS finds it not whole: {told['problems']}")
    if (told["subjects"], told["types"]) != (["Lesson"], ["LIVE"]):
        faults.append(f"{name}: subjects {told['subjects']}, observations {told['types']}")
    for code, (kind, number, ms) in expected(summary).items():
        aggregated = told["aggregated"].get(code, [kind, 0, 0])
        if aggregated[0] != kind or aggregated[2] != ms or (number is not None and aggregated[1] != number):
            faults.append(f"{name}: {code} is {aggregated} in BORIS, and {[kind, number, ms]} here")
        budget = told["budget"][code]
        if int(budget[0]) != aggregated[1] or (kind == "STATE" and ms and round(budget[1] * 1000) != ms):
            faults.append(f"{name}: {code} is {budget} in BORIS's time budget, and {[number, ms]} here")
    return faults


if __name__ == "__main__":
    main()
