"""The invitation to observe goes by e-mail once a day at most: nobody's letterbox is filled from here."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.clock import now
from app.database import transaction
from app.observers import pages
from app.observers.models import SecondObserver
from app.partnerships import mail
from app.partnerships.rules import OPEN_FOR


@pytest.fixture
def letters(monkeypatch) -> list[str]:
    sent: list[str] = []
    for module in (mail, pages):
        monkeypatch.setattr(module, "configured", lambda: True)
    monkeypatch.setattr(mail, "_send", lambda letter: sent.append(letter["To"]))
    return sent


def again(programs, visit, proposed):
    return programs.marcus.post(f"{visit.partners.api}/observers/{proposed}/invitations")


def test_a_new_link_on_the_same_day_is_for_handing_over(visit, programs, browsers, letters, proposed, invited):
    assert letters == ["alma@larkspur.example"]
    for _ in range(3):
        answer = again(programs, visit, proposed)
        assert (answer.status_code, answer.json()["emailed"]) == (201, False)
    token = answer.json()["invitation_url"].rpartition("/")[2]
    assert len(letters) == 1
    page = browsers.marcus.post(f"{visit.partners.page}/observers/{proposed}/invitations").text
    assert "could not be sent" not in page
    assert "hand over this link yourself" in page
    assert programs.alma.get(f"/observer-invitations/{token}").status_code == 404  # replaced by the page's


def test_on_another_day_it_goes_by_email_again(visit, programs, letters, proposed, invited, engine):
    with transaction(engine) as db:
        row = db.exec(select(SecondObserver)).one()
        row.expires_at = now() + OPEN_FOR - timedelta(days=1, minutes=1)
        db.add(row)
    assert again(programs, visit, proposed).json()["emailed"] is True
    assert len(letters) == 2


def test_links_made_today_are_todays_invitations_however_old_the_proposal_is(
    visit, programs, proposed, invited, people, engine
):
    earlier = [
        SecondObserver(
            partnership_id=visit.partners.id,
            id=f"{n:036}",
            visit_id=visit.id,
            email="x@y.example",
            proposed_by=people.marcus.id,
            proposed_at=now() - timedelta(days=9),
            agreed_by=people.dana.id,
            agreed_at=now() - timedelta(days=9),
            expires_at=now() + OPEN_FOR - timedelta(minutes=n),
            ended_at=now(),
        )
        for n in range(30)
    ]
    with transaction(engine) as db:
        db.add_all(earlier)
    assert again(programs, visit, proposed).status_code == 429
