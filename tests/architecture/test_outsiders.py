"""To everyone outside it a partnership does not exist: on every route, byte for byte. New routes are covered by existing."""

import re

import pytest
from fastapi.routing import iter_route_contexts

from app.clock import new_id
from app.database import transaction
from app.goals.models import NextStep
from tests.cast import add_partners, lesson

pytestmark = pytest.mark.both_databases
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
BODIES = [
    ("application/json", b"{}"),
    ("application/json", b"{"),
    ("application/json", b'{"as": 5, "title": [], "measures": "none", "erase": "maybe", "entries": []}'),
    (FORM, b"text=hello&title=%00&what=&who=teacher"),
    (FORM, b"%ff=%fe&&&="),
    (MULTIPART, b"--x\r\nnonsense"),
    ("text/plain", b"hello"),
]
FRAGMENT = {"accept": "text/html", "hx-request": "true"}
FEW = [("application/json", b"{"), (FORM, b"text=hello")]  # where the answer hangs on the database, not on the body


def routes_of_a_partnership(app):
    """(method, path) of every route with a partnership in its address."""
    found = [
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        if "{partnership_id}" in route.path
        for method in sorted(route.methods)
    ]
    assert len(found) > 20
    return found


@pytest.fixture
def address(visit, engine, people):
    """A route's path with ids that exist: only the partnership's own differs."""
    visit.record(*lesson())
    step = NextStep(
        partnership_id=visit.partners.id,
        id=new_id(),
        visit_id=visit.id,
        who="teacher",
        what="Plan three questions.",
        written_by=people.dana.id,
        written_at=visit.partners.teacher.created_at,
    )
    with transaction(engine) as db:
        db.add(step)
    known = {"visit_id": visit.id, "form_id": visit.form.id, "step_id": step.id, "number": "1", "key": "praise"}

    def of(path, partnership_id):
        return re.sub(r"\{(\w+)\}", lambda m: {"partnership_id": partnership_id, **known}.get(m[1], "1"), path)

    return of


def said(client, method, url, headers, content_type=None, body=None):
    if content_type:
        headers = headers | {"content-type": content_type}
    answer = client.request(method, url, headers=headers, content=body)
    kept = {name: value for name, value in answer.headers.items() if name not in ("date", "content-length")}
    return answer.status_code, kept, answer.content


def requests(method, path, bodies):
    """(headers, content type, body) as programs, pages and fragments ask."""
    bodies = [(None, None)] if method in ("GET", "HEAD") else [(None, None), *bodies]
    if path.startswith("/api/"):
        return [({}, *body) for body in bodies]
    return [({"accept": "text/html"}, *body) for body in bodies] + [(FRAGMENT, None, None)]


@pytest.fixture
def bodies(engine):
    return BODIES if engine.dialect.name == "sqlite" else FEW


def test_an_outsider_gets_the_same_404_as_for_a_partnership_that_does_not_exist(
    app, partners, people, signed_in, address, bodies, subtests
):
    program, browser, no_such = signed_in(people.ellen), signed_in(people.ellen, browser=True), new_id()
    for method, path in routes_of_a_partnership(app):
        with subtests.test(method=method, path=path):
            who = program if path.startswith("/api/") else browser
            for request in requests(method, path, bodies):
                theirs = said(who, method, address(path, partners.id), *request)
                assert theirs == said(who, method, address(path, no_such), *request), request
                assert theirs[0] == 404, (request, theirs)


def test_nobody_is_asked_to_sign_in_alike_everywhere(app, partners, client, address, bodies, subtests):
    for method, path in routes_of_a_partnership(app):
        with subtests.test(method=method, path=path):
            for request in requests(method, path, bodies):
                theirs = said(client, method, address(path, partners.id), *request)
                assert theirs[0] == said(client, method, address(path, "nowhere"), *request)[0], request
                assert theirs[0] in (303, 401), (request, theirs)


def test_an_id_of_any_form_is_not_found(app, people, signed_in, address):
    ellen = signed_in(people.ellen)
    for odd in ("x", "%00", "0" * 5000, "é", "1;drop", "null"):
        for method, path in routes_of_a_partnership(app):
            answer = ellen.request(method, address(path, odd), json={})
            assert answer.status_code in (404, 405), (method, path, odd, answer.status_code)


def test_another_partnerships_rows_are_not_found_through_ones_own(app, partners, people, signed_in, address, engine):
    """Ellen has a partnership of her own; Dana's visit, form and step stay hidden behind its address."""
    own = add_partners(engine, coach=people.ellen, teacher=people.alma)
    ellen = signed_in(people.ellen)
    below = [(m, p) for m, p in routes_of_a_partnership(app) if re.search(r"\{(visit_id|form_id|step_id)\}", p)]
    assert len(below) > 10
    for method, path in below:
        if (method, path) == ("PUT", "/api/partnerships/{partnership_id}/visits/{visit_id}"):
            continue  # a device makes this id; the same id in two partnerships is two visits
        answer = ellen.request(method, address(path, own.id), json={})
        allowed = (303,) if path.endswith("/draft/removal") else (404, 409, 415, 422)  # nothing to remove is no mistake
        assert answer.status_code in allowed, (method, path, answer.status_code)
        assert partners.id not in answer.text
        assert "Praise and questions" not in answer.text
        if method == "GET":
            assert answer.status_code == 404, (path, answer.text[:200])
