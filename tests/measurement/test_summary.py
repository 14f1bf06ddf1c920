"""The summary of a whole visit, and what is true of every one."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement.summary import summarise
from tests.measurement.lesson import ALL, MINUTE, Lesson

MOMENTS = st.integers(0, 30 * MINUTE)
OPTIONS = {
    "praise": ["specific", "general", None],
    "redirection": [None],
    "talk": [None],
    "who_talks": ["teacher", "student", "nobody"],
    "seats": ["asks", "answers"],
    "steps": ["model", "guide"],
}


def tap(kind: str, *measures: str, **fields: st.SearchStrategy):
    def with_options(measure: str):
        option = st.sampled_from(OPTIONS.get(measure, [None]))
        return st.fixed_dictionaries({"measure": st.just(measure), "option": option, **fields})

    return st.tuples(st.just(kind), MOMENTS, st.sampled_from(measures).flatmap(with_options))


TAPS = st.one_of(
    tap("mark", "praise", "redirection", "seats", seat=st.one_of(st.none(), st.integers(1, 30))),
    tap("start", "talk", "who_talks"),
    tap("stop", "talk", "who_talks"),
    tap("cue", "wait"),
    tap("response", "wait"),
    tap("sweep", "on_task", value=st.integers(0, 24), out_of=st.just(24)),
    tap("interval", "codes", k=st.integers(0, 16), codes=st.lists(st.sampled_from(["lec", "pq", "mg"]))),
    tap("check", "steps", value=st.sampled_from(["seen", "not_seen", "no_chance"])),
    tap("unseen", "praise", "on_task", "codes"),
    tap("seen", "praise", "on_task", "codes"),
    st.tuples(st.sampled_from(["pause", "resume", "unseen", "seen", "end"]), MOMENTS, st.just({})),
)


@st.composite
def logs(draw: st.DrawFn) -> list[dict]:
    lesson = Lesson()
    lesson.add("begin", 0)
    for kind, at_ms, fields in draw(st.lists(TAPS, max_size=40)):
        lesson.add(kind, at_ms, **fields)
    for target, corrected in draw(st.lists(st.tuples(st.integers(0, 60), st.none() | MOMENTS), max_size=12)):
        id_ = lesson.entries[target % len(lesson.entries)]["id"]
        if corrected is not None:
            lesson.amend(id_, at_ms=corrected)
        elif id_ != lesson.entries[0]["id"]:
            lesson.void(id_)
    return lesson.entries


@settings(max_examples=60, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_totals_do_not_depend_on_arrival_order_nor_on_arriving_twice(entries, random):
    shuffled = [*entries, *entries[::3]]
    random.shuffle(shuffled)
    assert summarise(ALL, shuffled) == summarise(ALL, entries)


@settings(max_examples=60, deadline=None)
@given(logs(), st.integers(1, 10**9))
def test_shifting_all_times_shifts_nothing_but_times(entries, by_ms):
    shifted = [{**e, "at_ms": None if e["at_ms"] is None else e["at_ms"] + by_ms} for e in entries]
    assert moved_back(summarise(ALL, shifted), by_ms) == summarise(ALL, entries)


def moved_back(value, by_ms):
    if isinstance(value, list):
        return [moved_back(item, by_ms) for item in value]
    if isinstance(value, dict):
        return {
            key: item - by_ms if key in ("at_ms", "from_ms", "to_ms") else moved_back(item, by_ms)
            for key, item in value.items()
        }
    return value


@settings(max_examples=60, deadline=None)
@given(logs())
def test_voiding_everything_gives_zero(entries):
    lesson = Lesson()
    lesson.entries = [entry for entry in entries if entry["kind"] not in ("void", "amend")]
    for entry in list(lesson.entries):
        if entry["kind"] != "begin":
            lesson.void(entry["id"])
    for measure in summarise(ALL, lesson.entries)["measures"]:
        totals = [measure.get(key, 0) for key in ("total", "n", "taken", "value", "scored", "seen", "reached")]
        assert not any(totals)
        assert not any(option.get("total_ms", 0) for option in measure.get("options", ()))


@settings(max_examples=60, deadline=None)
@given(logs(), st.integers(1000, 20 * MINUTE))
def test_bins_and_options_sum_to_totals(entries, bin_ms):
    for measure in summarise(ALL, entries, bin_ms=bin_ms)["measures"]:
        if measure["kind"] == "count":
            per_option = sum((Counter(bin_["counts"]) for bin_ in measure["bins"]), Counter())
            assert per_option == Counter({o["key"]: o["total"] for o in measure["options"] if o["total"]})
            assert sum(per_option.values()) == measure["total"]


@settings(max_examples=60, deadline=None)
@given(logs())
def test_shares_lie_between_nothing_and_all_and_exclusive_states_fit_into_the_visit(entries):
    summary = summarise(ALL, entries)
    assert json.loads(json.dumps(summary)) == summary
    for measure in summary["measures"]:
        assert 0 <= measure["observed_ms"] <= 30 * MINUTE
        assert measure.get("missed", 0) >= 0
        for option in measure.get("options", ()):
            assert option["share"] is None or 0 <= option["share"] <= 1
    who_talks = summary["measures"][3]
    assert sum(option["total_ms"] for option in who_talks["options"]) <= who_talks["observed_ms"]


def test_measures_come_in_the_forms_order_with_key_and_kind():
    measures = summarise(ALL, [])["measures"]
    assert [(m["key"], m["kind"]) for m in measures] == [(m["key"], m["kind"]) for m in ALL]


def test_an_empty_log_has_a_summary():
    assert summarise(ALL, [])["observed_ms"] == 0


def test_a_recorded_entry_without_a_time_is_counted_as_the_clock_begins():
    lesson = Lesson().lasting(10)
    lesson.add("mark", None, measure="praise", option="specific")
    praise = summarise(ALL, lesson.entries)["measures"][0]
    assert (praise["total"], praise["bins"][0]["counts"]["specific"]) == (1, 1)


def test_an_unknown_kind_of_measure_is_refused():
    with pytest.raises(ValueError, match="guess"):
        summarise([{"key": "x", "kind": "guess"}], [])
