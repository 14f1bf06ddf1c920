"""What happened with a step of a withheld visit is withheld with it: no archive but the teacher's own holds it."""

import io
import zipfile

import pytest

from app.clock import new_id, now
from app.database import transaction
from app.exchange.everything import write_for_operator
from app.goals.models import NextStep, StepOutcome
from tests.cast import add_visit, lesson

pytestmark = pytest.mark.both_databases


def add_step(partners, visit_id, what, happened):
    who = {"partnership_id": partners.id, "written_by": partners.teacher.id, "written_at": now()}
    step = NextStep(id=new_id(), visit_id=visit_id, who="teacher", what=what, **who)
    with transaction(partners.engine) as db:
        db.add(step)
        db.flush()
        db.add(StepOutcome(id=new_id(), step_id=step.id, text=happened, **who))


def archive(body):
    with zipfile.ZipFile(body) as zipped:
        return "\n".join(zipped.read(name).decode() for name in zipped.namelist())


def test_what_happened_with_its_steps_is_left_out(visit, partners, people, signed_in, engine, tmp_path):
    visit.record(*lesson())
    other = add_visit(visit.form)
    other.record(*lesson())
    add_step(partners, visit.id, "Ask Sam's parents", "They did not want to talk")
    add_step(partners, other.id, "Wait three seconds", "Waited more often")
    dana = signed_in(people.dana)
    assert dana.post(f"{visit.api}/withholding").status_code == 200
    theirs = archive(io.BytesIO(signed_in(people.marcus).get(f"{partners.api}/export.zip").content))
    with transaction(engine) as db:
        write_for_operator(db, partners.id, tmp_path / "all.zip")
    for said in (theirs, archive(tmp_path / "all.zip")):
        assert "Waited more often" in said
        assert "They did not want to talk" not in said
    assert "They did not want to talk" in archive(io.BytesIO(dana.get(f"{partners.api}/export.zip").content))
