"""Once it has ended, a past second observer is an outsider: each address with ids that exist is the same 404 as one without."""

import re

import pytest

from app.clock import new_id
from tests.exchange.bringing import bring
from tests.exchange.test_hostile_files import boris


def told(client, method, url):
    body = {"json": {"device": "tablet", "entries": []}} if (method, url[-8:]) == ("POST", "/entries") else {}
    answer = client.request(method, url, **body)
    kept = {name: value for name, value in answer.headers.items() if name not in ("date", "content-length")}
    return answer.status_code, kept, answer.content


@pytest.fixture
def addresses(looked, programs, browsers) -> list[tuple[str, str]]:
    partners = looked.visit.partners
    assert bring(programs.dana, partners, "x.boris", boris()).status_code == 202
    incoming = re.search(r"/imports/[0-9a-f-]{36}", browsers.dana.get(f"{partners.page}/imports").text)[0]
    brought = partners.page + incoming
    read = [brought, looked.page, looked.api, f"{looked.visit.page}/observers", f"{partners.api}/export.zip"]
    read += [f"{looked.record}/{what}" for what in ("entries", "observer-agreement", "live", "export.json")]
    read += [f"/observer-invitations/{partners.id}.{looked.id}{secret}" for secret in ("", ".x")]
    done = [f"{brought}/visits", f"{brought}/removal", f"{looked.record}/entries"]
    done += [f"{looked.page}/{what}" for what in ("agreement", "invitations", "ending")]
    assert browsers.alma.post(f"{looked.page}/ending").status_code == 303
    return [("DELETE", looked.api), *(("GET", url) for url in read), *(("POST", url) for url in done)]


@pytest.mark.parametrize("who", ["ellen", "alma"])
def test_nothing_of_it_exists(who, looked, programs, browsers, addresses, subtests):
    for method, url in addresses:
        with subtests.test(method=method, url=url):
            client = getattr(programs if url.startswith("/api/") else browsers, who)
            theirs = told(client, method, url)
            assert theirs == told(client, method, url.replace(looked.visit.partners.id, new_id()))
            assert theirs[0] == 404


def test_a_file_that_one_partner_brought_in_is_not_there_for_the_other(addresses, browsers):
    brought = [(method, url) for method, url in addresses if "/imports/" in url]
    assert len(brought) == 3
    assert {told(browsers.marcus, method, url)[0] for method, url in brought} == {404}
