"""A locked version never changes: no address writes to it, and a visit's form stays what it was."""

import pytest

from app.forms.models import FormVersion
from tests.forms.forms import sweep

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_no_request_changes_a_version(agreed_form, people, signed_in, method):
    for path in ("", "/versions/1", "/versions"):
        if (method, path) == ("post", "/versions"):
            continue
        answer = signed_in(people.marcus).request(method, f"{agreed_form.api}{path}", json={"measures": [sweep()]})
        assert answer.status_code in (404, 405)


def test_later_versions_leave_the_agreed_words_alone(agreed_form, people, signed_in):
    for _time in range(3):
        signed_in(people.dana).post(f"{agreed_form.api}/versions", json={"title": "New", "measures": [sweep()]})
    versions = signed_in(people.marcus).get(agreed_form.api).json()["versions"]
    assert [v["version"] for v in versions] == [1, 2, 3, 4]
    assert versions[0]["measures"] == agreed_form.measures
    assert [v["status"] for v in versions] == ["agreed", "proposed", "proposed", "proposed"]


def test_the_same_version_number_is_refused_by_the_database(agreed_form, engine):
    import sqlalchemy as sa
    from sqlalchemy.exc import IntegrityError

    row = {"partnership_id": agreed_form.partners.id, "form_id": agreed_form.id, "version": 1, "title": "x", "why": ""}
    row |= {"measures": [], "what_changed": "", "proposed_by": "x"}
    from app.clock import now

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(sa.insert(FormVersion), row | {"proposed_at": now()})
