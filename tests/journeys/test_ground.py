"""The harness itself: a browser that knows who it is, a server that can be killed, a profile that outlives its browser."""

import pytest

from tests.journeys.checks import axe, no_sideways_scroll


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_does_not_exist_says_so_accessibly(open_page, people, scheme):
    page = open_page("narrow", people.dana, scheme)
    answer = page.goto("/partnerships/nowhere")
    assert answer.status == 404
    axe(page)
    no_sideways_scroll(page)


@pytest.fixture
def _expected(trouble):
    trouble.allow(r"status of 404")


pytestmark = pytest.mark.usefixtures("_expected")


def test_a_killed_server_comes_back_with_what_it_had(server, engine, visit, open_page, people, trouble):
    trouble.allow_no_network()
    page = open_page("tablet", people.marcus)
    page.goto("/static/x/css/tokens.css")
    server.kill()
    assert not server.running
    server.start()
    found = page.evaluate("path => fetch(path).then(answer => answer.json())", visit.api)
    assert found["id"] == visit.id


KEEP = """() => new Promise((kept, failed) => {
  const opening = indexedDB.open("a-test");
  opening.onupgradeneeded = () => opening.result.createObjectStore("words");
  opening.onsuccess = () => {
    const write = opening.result.transaction("words", "readwrite", {durability: "strict"});
    write.objectStore("words").put("kept", 1);
    write.oncomplete = () => kept(true);
    write.onabort = failed;
  };
})"""
FIND = """() => new Promise(found => {
  const opening = indexedDB.open("a-test");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("words").objectStore("words").get(1);
    reading.onsuccess = () => found(reading.result);
  };
})"""


def test_a_profile_outlives_its_killed_browser(profile, kill_browser, people):
    page = profile("tablet", people.marcus).pages[0]
    page.goto("/static/x/css/tokens.css")
    page.evaluate(KEEP)
    kill_browser()
    page = profile("tablet").pages[0]
    page.goto("/static/x/css/tokens.css")
    assert page.evaluate(FIND) == "kept"
