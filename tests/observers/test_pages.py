"""The pages: asking, agreeing, the invitation, what each of the three reads before and after both have ended."""

import re

import pytest

from tests.debrief.test_budget import counting


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_from_the_proposal_to_the_record_by_pages_alone(visit, browsers):
    marcus, dana, alma = browsers.marcus, browsers.dana, browsers.alma
    assert "Nothing is sent before Dana has agreed" in text(marcus.get(f"{visit.page}/observers"))
    made = marcus.post(f"{visit.page}/observers", data={"invite": "alma@larkspur.example"})
    assert made.status_code == 303
    here = made.headers["location"]
    assert "Waiting for Dana" in text(marcus.get(here))
    assert "You have yet to agree" in text(dana.get(here))
    link = re.search(r'value="[^"]*(/observer-invitations/[^"]+)"', dana.post(f"{here}/agreement").text)[1]
    assert "Blind to each other." in text(alma.get(link))
    accepted = alma.post(f"{link}/acceptance")
    assert (accepted.status_code, accepted.headers["location"]) == (303, here)
    theirs = alma.get(here)
    assert "You observe beside Marcus" in text(theirs)
    assert 'href="/recorder#' in theirs.text
    assert "Asks for another behaviour." in theirs.text
    assert "How praise sounds during practice" not in theirs.text
    assert visit.id not in theirs.text


def test_a_mistyped_e_mail_is_said_at_its_field(visit, browsers):
    answer = browsers.marcus.post(f"{visit.page}/observers", data={"invite": "alma"})
    assert answer.status_code == 422
    assert 'id="invite-wrong"' in answer.text
    assert 'value="alma"' in answer.text


def test_nobody_is_told_anything_but_who_has_ended(doubled, browsers, send, programs):
    from tests.observers.conftest import almas_lesson

    send(programs.alma, doubled.record, *almas_lesson())
    assert "Alma : has ended." in text(browsers.marcus.get(doubled.page)).replace("Alma:", "Alma :")
    theirs = text(browsers.alma.get(doubled.page))
    assert "you see nothing of it" in theirs
    for page in (browsers.marcus.get(doubled.page), browsers.alma.get(doubled.page)):
        assert "Cohen" not in page.text


def test_the_teacher_reads_the_comparison_first(both_ended, browsers):
    assert "Only Dana, Marcus and Alma can see this" in text(browsers.dana.get(both_ended.page))
    for other in (browsers.marcus, browsers.alma):
        page = text(other.get(both_ended.page))
        assert "Dana looks first" in page
        assert "Cohen" not in page


@pytest.mark.parametrize("who", ["dana", "marcus", "alma"])
def test_the_comparison_blames_the_definition(looked, browsers, who):
    page = getattr(browsers, who).get(looked.page)
    said = text(page)
    subject = "Marcus and Alma" if who == "dana" else "You two"
    assert f"{subject} read “Redirection” differently once: look at the definition." in said
    assert "n = 60" in said
    assert "undefined" in said
    assert page.text.count('class="dis"') >= 2
    assert "It falls when something is rare" in said
    linked = f"/forms/{looked.visit.form.id}/draft" in page.text
    assert linked == (who != "alma")


def test_windows_and_tolerance_can_be_chosen(looked, browsers):
    page = text(browsers.dana.get(f"{looked.page}?window=60&tolerance=0.5"))
    assert "Windows of 60 s; the same moment is within 0.5 s." in page
    assert "n = 10" in page


@pytest.mark.parametrize(
    ("query", "field"), [("window=0", "window"), ("window=ten", "window"), ("tolerance=61", "tolerance")]
)
def test_what_can_not_be_used_is_said_at_its_field(looked, browsers, query, field):
    answer = browsers.dana.get(f"{looked.page}?{query}")
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text


def test_an_outsider_finds_no_page(looked, browsers):
    for address in (looked.page, f"{looked.visit.page}/observers"):
        assert browsers.ellen.get(address, headers={"accept": "text/html"}).status_code == 404


def test_stopping_takes_the_observer_to_today(looked, browsers):
    assert browsers.alma.post(f"{looked.page}/ending").headers["location"] == "/"
    assert browsers.alma.get(looked.page, headers={"accept": "text/html"}).status_code == 404
    assert "Only Dana and Marcus can see this" in text(browsers.dana.get(looked.page))


@pytest.mark.parametrize("who", ["dana", "marcus", "alma"])
def test_the_pages_take_few_queries(looked, browsers, who, engine):
    client = getattr(browsers, who)
    client.get(looked.page)
    with counting(engine) as said:
        assert client.get(looked.page).status_code == 200
    assert len(said) <= 16, "\n".join(said)


def test_today_tells_each_of_the_three_what_is_theirs(visit, browsers, programs, proposed):
    assert "Marcus proposes a second observer" in text(browsers.dana.get("/"))
    assert "proposes a second observer" not in text(browsers.marcus.get("/"))
    url = programs.dana.post(f"{visit.partners.api}/observers/{proposed}/agreement").json()["invitation_url"]
    assert "Dana and Marcus ask you to observe a lesson" in text(browsers.alma.get("/"))
    record = programs.alma.post(f"/api/observer-invitations/{url.rpartition('/')[2]}/acceptance").json()["record_id"]
    today = browsers.alma.get("/").text
    assert f'href="/recorder#{visit.partners.id}/{record}"' in today
    assert "You observe beside Marcus, blind to each other." in today
    assert visit.id not in today
    assert "Observed by you" not in today


def test_what_was_observed_stays_on_today(looked, browsers):
    assert "Observed by you" in text(browsers.alma.get("/"))


def test_both_partners_find_the_observer_where_their_partnership_is(doubled, browsers):
    for partner in (browsers.dana, browsers.marcus):
        page = text(partner.get(doubled.visit.partners.page))
        assert "Alma Reyes Visit 1. Records by themselves" in page


def test_both_partners_find_the_observer_where_the_visit_says_who_can_see_it(doubled, browsers):
    for partner in (browsers.dana, browsers.marcus):
        page = partner.get(doubled.visit.page)
        assert "Second observer: Alma , who does not see this page" in text(page)
        assert f'href="{doubled.visit.page}/observers"' in page.text


def test_the_form_says_who_else_reads_this_version(doubled, browsers):
    page = text(browsers.dana.get(doubled.visit.form.page))
    assert "Only Dana, Marcus and Alma , a second observer, can read this version." in page
    browsers.alma.post(f"{doubled.page}/ending")
    assert "Only Dana and Marcus can open this form." in text(browsers.dana.get(doubled.visit.form.page))
