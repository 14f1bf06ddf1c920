"""A person's own words are taken back, given back and changed by that person alone; marks by either."""

import pytest

from app.measurement.effective import OWN_WORDS, amended, effective, voided


def log(*entries):
    return [
        {"id": id_, "kind": kind, "author": author, "text": id_, "target": target}
        for id_, kind, author, target in entries
    ]


def texts(entries):
    return {entry["id"]: entry["text"] for entry in effective(entries)}


@pytest.mark.parametrize("kind", OWN_WORDS)
def test_the_others_void_of_ones_words_says_nothing(kind):
    entries = log(("words", kind, "dana", None), ("void", "void", "marcus", "words"))
    assert texts(entries) == {"words": "words"}
    assert voided(entries) == set()


@pytest.mark.parametrize("kind", OWN_WORDS)
def test_the_others_amend_puts_no_words_into_ones_mouth(kind):
    entries = log(("words", kind, "dana", None), ("amend", "amend", "marcus", "words"))
    assert texts(entries) == {"words": "words"}
    assert amended(entries) == set()


def test_the_other_does_not_give_back_what_its_author_took_back():
    entries = log(("words", "reply", "dana", None), ("v1", "void", "dana", "words"), ("v2", "void", "marcus", "v1"))
    assert texts(entries) == {}
    assert voided(entries) == {"words"}


def test_the_other_does_not_undo_its_authors_correction():
    entries = log(("words", "reply", "dana", None), ("new", "amend", "dana", "words"), ("v", "void", "marcus", "new"))
    assert texts(entries) == {"words": "new"}


def test_their_author_may_do_all_of_it():
    entries = log(("words", "annotation", "dana", None), ("v1", "void", "dana", "words"))
    assert texts(entries) == {}
    assert texts(entries + log(("v2", "void", "dana", "v1"))) == {"words": "words"}


@pytest.mark.parametrize("kind", ["mark", "segment", "end"])
def test_either_may_correct_what_was_recorded(kind):
    assert texts(log(("it", kind, "marcus", None), ("v", "void", "dana", "it"))) == {}


def test_circles_and_long_chains_beside_words_end():
    circle = [("a", "void", "dana", "b"), ("b", "void", "dana", "a")]
    chain = [(f"c{i:05}", "amend", "dana", f"c{i + 1:05}") for i in range(20_000)]
    assert "words" in texts(log(("words", "note", "dana", None), *circle, *chain))


def test_an_amended_value_of_another_sort_changes_nothing():
    sweep = {"id": "s", "kind": "sweep", "value": 19, "out_of": 24}
    check = {"id": "c", "kind": "check", "value": "seen"}
    amends = [
        {"id": "x", "kind": "amend", "target": "s", "value": "seen"},
        {"id": "y", "kind": "amend", "target": "c", "value": 5},
    ]
    assert {e["id"]: e["value"] for e in effective([sweep, check, *amends])} == {"s": 19, "c": "seen"}
