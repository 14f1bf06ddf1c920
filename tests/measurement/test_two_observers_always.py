"""What is true of any two observers' logs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.measurement.agreement import for_measure
from tests.measurement.lesson import ALL, MINUTE, Lesson

TAPS = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(["praise", "redirection", "seats"])),
    st.tuples(st.sampled_from(["start", "stop"]), st.sampled_from(["talk", "who_talks"])),
    st.tuples(st.sampled_from(["cue", "response"]), st.just("wait")),
    st.tuples(st.just("sweep"), st.just("on_task")),
    st.tuples(st.just("interval"), st.just("codes")),
    st.tuples(st.just("check"), st.just("steps")),
    st.tuples(st.sampled_from(["pause", "resume", "unseen", "seen"]), st.none()),
)


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    lesson = Lesson().lasting(10)
    extra = {"value": 12, "out_of": 24, "k": 1, "codes": ["lec"], "seat": 4}
    for (kind, measure), at_ms in draw(st.lists(st.tuples(TAPS, st.integers(0, 11 * MINUTE)), max_size=25)):
        fields = {**extra, "value": "seen"} if kind == "check" else extra
        lesson.add(kind, at_ms, measure=measure, **fields)
    return lesson


@settings(max_examples=40, deadline=None)
@given(lessons(), lessons())
def test_every_fraction_is_a_fraction_or_undefined_and_an_observer_agrees_with_themself(a, b):
    for measure in ALL:
        for coefficient, value in fractions(for_measure(measure, a.entries, b.entries)):
            assert value is None or 0 <= value <= 1, coefficient
        for coefficient, value in fractions(for_measure(measure, a.entries, a.entries)):
            assert value in (1, None), coefficient
        assert for_measure(measure, a.entries, a.entries)["disagreements"] == []


def fractions(found, named: str = ""):
    if isinstance(found, list):
        found = dict(enumerate(found))
    for key, value in found.items():
        if isinstance(value, dict | list):
            yield from fractions(value, f"{named}.{key}")
        elif isinstance(value, float) and key not in ("cohens_kappa", "krippendorffs_alpha"):
            yield f"{named}.{key}", value
