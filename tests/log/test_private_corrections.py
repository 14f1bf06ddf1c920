"""What corrects a draft may say it again, so it is its author's alone too."""

import pytest

from tests.cast import entry

pytestmark = pytest.mark.both_databases
SECRET = "I was so nervous"
DRAFT = {"prompt": "What do you notice?", "text": "first words"}


def read_by(signed_in, visit, person):
    there = signed_in(person)
    return there.get(f"{visit.api}/entries").text + there.get(f"{visit.api}/export.csv").text


@pytest.mark.parametrize("in_one_batch", [True, False])
def test_amends_and_voids_of_a_draft_reach_nobody_else(visit, people, signed_in, in_one_batch):
    draft = entry("draft", n=1, **DRAFT)
    amend = entry("amend", n=2, target=draft["id"], text=SECRET)
    void = entry("void", n=3, target=amend["id"], text=SECRET)
    batches = [[void, amend, draft]] if in_one_batch else [[draft], [amend], [void]]
    for batch in batches:
        visit.record(*batch, by=people.dana)
    theirs = read_by(signed_in, visit, people.marcus)
    assert SECRET not in theirs
    assert draft["id"] not in theirs
    assert SECRET in read_by(signed_in, visit, people.dana)


def test_what_corrects_a_shared_entry_stays_shared(visit, people, signed_in):
    note = entry("note", 1_000, n=1, text="first words")
    visit.record(note, entry("draft", n=2, **DRAFT), entry("amend", n=3, target=note["id"], text="second words"))
    assert "second words" in read_by(signed_in, visit, people.dana)
