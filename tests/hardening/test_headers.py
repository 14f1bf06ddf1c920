"""Headers on every answer, whatever it is: a page, JSON, a file, a refusal."""

import pytest
from starlette.testclient import TestClient

from app.config import settings
from app.hardening import HEADERS
from app.static_files import static

PATHS = [
    "/",
    "/sign-in",
    "/api/me",
    "/api/pack",
    "/recorder",
    "/service_worker.js",
    "/static/x/css/base.css",
    "/nowhere",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(client, path):
    answer = client.get(path, headers={"accept": "text/html"})
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "script-src 'self'" in policy
    assert "server" not in answer.headers


def test_pages_frame_nothing_and_are_framed_by_nothing(client):
    policy = client.get("/").headers["content-security-policy"]
    for rule in ("style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in policy


def test_what_belongs_to_a_person_is_stored_nowhere(people, visit, signed_in):
    dana = signed_in(people.dana, browser=True)
    partners = visit.partners
    for path in (
        "/",
        "/you",
        "/forms",
        "/partnerships",
        partners.page,
        visit.form.page,
        visit.page,
        partners.api,
        "/api/pack",
    ):
        answer = dana.get(path)
        assert answer.status_code < 500, path
        assert answer.headers["cache-control"] == "no-store", path


def test_files_of_this_build_stay_and_others_are_asked_for_again(client):
    assert client.get(static("css/base.css")).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/older/css/base.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/service_worker.js", "/recorder", "/today-offline", "/manifest.webmanifest"])
def test_the_shells_entrances_are_asked_for_again_each_time(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app/config.py", "..%2f..%2fconfig.py", "css", "", "%00", "css/../../config.py"])
def test_no_file_outside_the_static_tree(client, path):
    assert client.get(f"/static/x/{path}", follow_redirects=True).status_code in (401, 404)


def test_https_is_remembered(app):
    answer = TestClient(app, base_url="https://testserver").get("/sign-in")
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert "strict-transport-security" not in TestClient(app).get("/sign-in").headers


def test_head_and_options_do_no_harm(client):
    for path in PATHS:
        for method in ("HEAD", "OPTIONS"):
            assert client.request(method, path).status_code in (200, 204, 303, 401, 404, 405)


def test_behind_a_proxy_that_says_nothing_https_is_known_by_the_address_people_type(client, monkeypatch):
    assert "strict-transport-security" not in client.get("/").headers
    monkeypatch.setenv("ALONGSIDE_BASE_URL", "https://alongside.larkspur.example")
    settings.cache_clear()
    try:
        assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
    finally:
        monkeypatch.undo()
        settings.cache_clear()
