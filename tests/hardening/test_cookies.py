"""The session's cookie: out of scripts' reach, only to this site, and `__Host-` where there is https."""

import pytest
from starlette.testclient import TestClient

from tests.cast import PASSWORD


def signed_in_at(app, base_url):
    browser = TestClient(app, base_url=base_url, follow_redirects=False, headers={"accept": "text/html"})
    form = {"email": "dana@larkspur.example", "password": PASSWORD}
    return browser, browser.post("/sign-in", data=form, headers={"sec-fetch-site": "same-origin"})


def test_over_http(app, people):
    _browser, answer = signed_in_at(app, "http://testserver")
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("alongside=")
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()
    assert "path=/" in cookie.lower()


def test_over_https(app, people):
    _browser, answer = signed_in_at(app, "https://testserver")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-alongside=")
    assert "secure" in cookie
    assert "domain" not in cookie


def test_signing_out_takes_it_away_and_revokes_it(app, people):
    browser, _answer = signed_in_at(app, "http://testserver")
    secret = browser.cookies["alongside"]
    out = browser.post("/sessions/current/closure", headers={"sec-fetch-site": "same-origin"})
    assert out.status_code == 303
    assert "alongside" not in browser.cookies
    again = TestClient(app)
    again.cookies.set("alongside", secret)
    assert again.get("/api/me").status_code == 401


@pytest.mark.parametrize(
    "target",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:x", "\t//x.example"],
)
def test_signing_in_leads_nowhere_else(app, people, target):
    browser = TestClient(app, follow_redirects=False, headers={"accept": "text/html"})
    form = {"email": "dana@larkspur.example", "password": PASSWORD, "next": target}
    answer = browser.post("/sign-in", data=form, params={"next": target}, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
