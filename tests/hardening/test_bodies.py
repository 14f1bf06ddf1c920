"""No body is read further than its bound, with or without a length; what can not be read gets one plain sentence."""

import pytest
from fastapi.routing import iter_route_contexts

from app.hardening import MAX_BODY

MIB = 1024 * 1024


CHUNK = 64 * 1024


def send_without_length(client, app, method, path, headers):
    """Straight into the app, for a test client would read the body to its end: (status, body, bytes that were read)."""
    read, said = [], []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"testserver"), *headers],
        "client": ("testclient", 1),
        "server": ("testserver", 80),
    }

    async def receive():
        read.append(CHUNK)
        return {"type": "http.request", "body": b" " * CHUNK, "more_body": len(read) * CHUNK < 8 * MIB}

    async def send(message):
        said.append(message)

    client.portal.call(app, scope, receive, send)
    return said[0]["status"], b"".join(message.get("body", b"") for message in said[1:]), sum(read)


def writing_routes(app):
    return [
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        for method in route.methods
        if method in ("POST", "PUT", "PATCH")
    ]


@pytest.fixture
def address(visit):
    ids = {
        "partnership_id": visit.partners.id,
        "visit_id": visit.id,
        "form_id": visit.form.id,
        "number": "1",
        "key": "k",
    }

    def of(path):
        for name, value in ids.items():
            path = path.replace("{" + name + "}", value)
        return path.replace("{step_id}", "x").replace("{token}", "x").replace("{sign_in_id}", "x")

    return of


@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
def test_a_body_without_a_length_is_bounded_on_every_route(
    app, client, signed_in, people, address, content_type, subtests
):
    token = signed_in(people.dana).headers["authorization"].encode()
    headers = [(b"authorization", token), (b"content-type", content_type.encode())]
    for method, path in writing_routes(app):
        with subtests.test(method=method, path=path):
            status, body, read = send_without_length(client, app, method, address(path), headers)
            assert status < 500
            assert read <= MAX_BODY + 2 * CHUNK, "read on after the bound"
            if read > MAX_BODY:
                assert status == 413
                assert b"/problems/too-large" in body


def test_a_stated_length_is_enough_to_refuse(client):
    headers = {"content-type": "application/json", "content-length": str(2 * MIB)}
    answer = client.post("/api/people", content=b"{}", headers=headers)
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "１２"])
def test_a_length_that_makes_no_sense(client, length):
    headers = [(b"content-type", b"application/json"), (b"content-length", length.encode())]
    answer = client.post("/api/people", content=b"{}", headers=headers)
    assert answer.status_code in (400, 413)


BAD = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"\xff",
    b"[" * 50_000,
    b'{"email": "\\ud800", "password": "x", "name": "x"}',
    b'{"a": 1e999}',
]


def test_no_json_body_breaks_the_server(app, signed_in, people, address, subtests):
    dana = signed_in(people.dana)
    for method, path in writing_routes(app):
        with subtests.test(method=method, path=path):
            for body in BAD:
                headers = {"content-type": "application/json"}
                answer = dana.request(method, address(path), content=body, headers=headers)
                assert answer.status_code < 500, (body[:20], answer.text[:300])
                if path.startswith("/api/") and answer.status_code >= 400:
                    assert answer.headers["content-type"] == "application/problem+json"
                    assert answer.json()["detail"]


FORMS = [
    b"",
    b"name=%00&email=%00&password=%00&text=%00&title=%00&what=%00&who=%00&form=%00",
    b"name=%ff%fe&email=\xff&text=\xed\xa0\x80&planned_for=9999-99-99&minutes=1e9&students=-1",
    b"&".join(b"f%d=x" % i for i in range(1200)),
    b"text=" + b"a" * 300_000,
]


def test_no_form_breaks_the_server(app, signed_in, people, address, subtests):
    for method, path in writing_routes(app):
        if path.startswith("/api/"):
            continue
        with subtests.test(method=method, path=path):
            for body in FORMS:
                dana = signed_in(people.dana, browser=True)
                headers = {"content-type": "application/x-www-form-urlencoded"}
                answer = dana.request(method, address(path), content=body, headers=headers)
                assert answer.status_code < 500, (body[:40], answer.text[:300])


def test_no_query_breaks_the_server(app, signed_in, people, address, subtests):
    dana = signed_in(people.dana, browser=True)
    for route in iter_route_contexts(app.routes):
        if "GET" not in route.methods or route.path.endswith("/live"):
            continue
        with subtests.test(path=route.path):
            for query in (
                "?next=//elsewhere.example",
                "?at=x&from=-1&to=9e9&entry=%00",
                "?after=%ff&version=0&as=x&start=%00",
            ):
                answer = dana.get(address(route.path).replace("{requested}", "x").replace("{path:path}", "x") + query)
                assert answer.status_code < 500, (query, answer.text[:300])
