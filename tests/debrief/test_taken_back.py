"""What was taken back stays to be seen by both, with who took it back."""

import pytest

from app.clock import new_id

pytestmark = pytest.mark.both_databases


def mark(n):
    return {
        "id": new_id(),
        "kind": "mark",
        "at_ms": 61_000,
        "noted_at": "2026-11-19T10:05:00+01:00",
        "n": n,
        "measure": "redirection",
    }


def void(target, n):
    return {"id": new_id(), "kind": "void", "noted_at": "2026-11-19T10:06:00+01:00", "n": n, "target": target["id"]}


def test_a_mark_taken_back_stands_in_the_table_with_the_name(ended, both):
    taken = mark(900)
    ended.record(taken, void(taken, 901))
    both.dana.post(ended.page + "/opening")
    for reader in (both.dana, both.marcus):
        table = reader.get(ended.page + "/lesson/table").text
        assert "taken back by Marcus" in table
        assert "<del>Redirection</del>" in table


def test_a_mark_brought_back_is_an_ordinary_one_again(ended, both):
    taken = mark(900)
    undo = void(taken, 901)
    ended.record(taken, undo, void(undo, 902))
    both.dana.post(ended.page + "/opening")
    assert "taken back" not in both.dana.get(ended.page + "/lesson/table").text
