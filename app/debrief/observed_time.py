"""How long the lesson was observed, and which parts of it were not: what every rate on the page divides by."""

from collections.abc import Iterator
from typing import Any

from app.dates import lesson_time
from app.debrief.names import name_of
from app.debrief.reading import Reading
from app.debrief.shares import minutes
from app.measurement.spans import Spans
from app.words import _


def observed_time(reading: Reading) -> list[str]:
    """Sentences: from a video or not, the time observed, every pause, and every stretch in which something could not be seen."""
    clock = reading.recording.clock
    whole, observed = clock.until_ms - clock.from_ms, clock.observed().length
    if not whole:
        return []
    video = any(e["kind"] == "begin" and e.get("clock") == "video" for e in reading.recording.entries)
    watched = [_("Recorded from a video.")] if video else []
    said = _("Rates are per 10 minutes of the %(time)s observed.") % {"time": minutes(observed)}
    return [*watched, said, *_gaps(reading)]


def _gaps(reading: Reading) -> Iterator[str]:
    clock = reading.recording.clock
    paused = Spans([(clock.from_ms, clock.until_ms)]).without(clock.running)
    if paused.length:
        yield _("Paused %(when)s.") % {"when": when(paused)}
    if clock.unseen().length:
        yield _("The lesson could not be seen %(when)s.") % {"when": when(clock.unseen())}
    for measure in reading.measures:
        yield from _unseen(reading, measure)


def _unseen(reading: Reading, measure: dict[str, Any]) -> Iterator[str]:
    clock = reading.recording.clock
    own = clock.unseen(measure["key"]).without(clock.unseen())
    if own.length:
        said = {"what": name_of(measure), "when": when(own), "time": minutes(clock.observed(measure["key"]).length)}
        yield _("%(what)s could not be seen %(when)s, so it is out of %(time)s.") % said


def when(spans: Spans) -> str:
    return ", ".join(_("%(a)s to %(b)s") % {"a": lesson_time(a), "b": lesson_time(b)} for a, b in spans)
