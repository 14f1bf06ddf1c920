"""What the debrief's templates are given: loaded values and ready words, so that they issue no query."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.clock import now
from app.dates import clock_time, day, lately
from app.debrief.counted import counted
from app.debrief.distributions import by_type, stacks
from app.debrief.first_look import all_arrived, marks_shared
from app.debrief.guesses import asked, beside, guesses
from app.debrief.moments import Place, first_place, moment_at, place_asked
from app.debrief.observed_time import observed_time
from app.debrief.queries import Debrief
from app.debrief.questions import in_words
from app.debrief.reading import Reading
from app.debrief.reflections import Side, before_looking, chosen
from app.debrief.timeline import Timeline, frame, timeline
from app.debrief.view import BINS_MIN, EVERYTHING, View
from app.goals.steps import Step
from app.partnerships.lookup import Membership
from app.rendering import first_name
from app.words import _, plural

Asked = tuple[int | None, int | None, str | None, str | None]


def names(reading: Reading) -> dict[str, Any]:
    """What every screen of a visit knows."""
    ours, visit = reading.membership, reading.visit
    return {
        "ours": ours,
        "reading": reading,
        "here": f"/partnerships/{ours.id}/visits/{visit.id}",
        "teacher": first_name(ours.teacher.name) if ours.teacher else "",
        "coach": first_name(ours.coach.name) if ours.coach else "",
        "other": first_name(ours.other.name) if ours.other else "",
        "when": _when(zone_of(ours)),
        "when_today": _when(zone_of(ours), _("today, %(time)s")),
    }


def head(debrief: Debrief) -> dict[str, Any]:
    reading = debrief.reading
    title = reading.visit.class_label or _("Visit %(n)s") % {"n": debrief.number}
    return {
        "title": title,
        "subtitle": _subtitle(debrief),
        "number": debrief.number,
        "goal": debrief.goal,
        "observer": debrief.observer,
    }


def whole(debrief: Debrief, asked: Asked, view: View = EVERYTHING) -> dict[str, Any]:
    """Everything on an open debrief."""
    reading = debrief.reading
    figure = timeline(reading, place_asked(reading, *asked), view)
    return (
        lesson(reading, view, figure)
        | moment(reading, asked, view, figure)
        | reflections(debrief.questions, debrief.sides, reading)
        | steps(debrief.steps, reading)
        | context(reading)
        | {"opened": opened(reading), "guesses": beside(reading)}
    )


def context(reading: Reading) -> dict[str, Any]:
    """What is said about the visit as a whole, and what its page needs to say more."""
    clock = reading.recording.clock
    return {
        "context": [thread for thread in reading.everything_said if reading.is_about_all(thread)],
        "whole_span": (clock.from_ms, clock.until_ms),
        "begins_at": next((f"{at:%H:%M}" for at in _wall_times(reading)), ""),
    }


def guessing(reading: Reading) -> dict[str, Any]:
    return {"asks": asked(reading.measures), "guessed": guesses(reading)}


def lesson(reading: Reading, view: View = EVERYTHING, figure: Timeline | None = None) -> dict[str, Any]:
    return {
        "counted": counted(reading),
        "figure": figure or timeline(reading, view=view),
        "view": view,
        "widths": BINS_MIN,
        "observed": observed_time(reading),
        "stacks": stacks(reading, view.bin_min),
        "types": by_type(reading),
        "swapping": False,
    }


def part_at(reading: Reading, at_ms: int) -> str:
    """The segment of the lesson at a moment."""
    return next((s["text"] or "" for s in reversed(reading.segments) if s["from_ms"] <= at_ms <= s["to_ms"]), "")


def moment(reading: Reading, asked: Asked, view: View = EVERYTHING, figure: Timeline | None = None) -> dict[str, Any]:
    place = place_asked(reading, *asked)
    scale = (figure or timeline(reading)).scale
    found = moment_at(reading, place) if place else None
    said = {"moment": found, "frame": frame(scale, place), "first": first_place(reading), "view": view}
    return said | _measure(reading, place)


def _measure(reading: Reading, place: Place | None) -> dict[str, Any]:
    key = place.on.get("measure") if place else None
    measure = next((m for m in reading.measures if m["key"] == key), None)
    said = measure.get("definition") or "" if measure else ""
    return {"measure_name": measure["label"] if measure else "", "measure_says": said}


def reflections(questions: Sequence[str], both: Sequence[Side], reading: Reading) -> dict[str, Any]:
    mine = any(side.mine and side.role == "teacher" and side.state == "shared" for side in both)
    may_choose = mine and reading.membership.partnership.status != "ended"
    said = {
        "sides": both,
        "questions": [(each, in_words(each)) for each in questions],
        "before": before_looking(reading),
    }
    return said | {"chosen": chosen(reading), "may_choose": may_choose}


def steps(agreed: Sequence[Step], reading: Reading) -> dict[str, Any]:
    may_write = reading.membership.partnership.status == "active"
    return {"steps": agreed, "may_write": may_write, "typed": {}, "problem": None}


def opened(reading: Reading) -> str:
    """Dana opened it first, at 4:10 pm"""
    look = reading.opened_first
    if look is None:
        return ""
    name = first_name(reading.membership.name_of(look.person_id))
    at = look.at.astimezone(zone_of(reading.membership))
    if at.date() == now().astimezone(at.tzinfo).date():
        return _("%(name)s opened it first, at %(time)s") % {"name": name, "time": clock_time(at)}
    return _("%(name)s opened it first, %(day)s") % {
        "name": name,
        "day": lately(at, now().astimezone(at.tzinfo).date()),
    }


def shared(reading: Reading) -> str:
    """Marcus has shared all 66 marks."""
    coach = first_name(reading.membership.coach.name) if reading.membership.coach else ""
    marks = plural("1 mark", "%(n)s marks", marks_shared(reading))
    said = (
        _("%(coach)s has shared all %(marks)s.")
        if all_arrived(reading)
        else _("%(coach)s has shared %(marks)s so far.")
    )
    if not marks_shared(reading):
        said = _("%(coach)s has shared what was recorded.")
    return said % {"coach": coach, "marks": marks}


def invitation(debrief: Debrief) -> str:
    """Adding fractions, Thursday, November 19. Marcus has shared all 66 marks."""
    reading = debrief.reading
    what = [reading.visit.class_label or _("Visit %(n)s") % {"n": debrief.number}]
    what += [day(at) for at in _wall_times(reading)[:1]]
    return ", ".join(what) + ". " + shared(reading)


def shared_so_far(reading: Reading) -> str:
    marks = plural("1 mark is", "%(n)s marks are", marks_shared(reading))
    return _("%(marks)s here so far. The recorder says what is only on the tablet.") % {"marks": marks}


def zone_of(membership: Membership) -> ZoneInfo:
    return ZoneInfo(membership.person.time_zone)


def _when(zone: ZoneInfo, today_as: str = "%(time)s") -> Callable[[datetime], str]:
    def when(moment: datetime) -> str:
        local, today = moment.astimezone(zone), now().astimezone(zone).date()
        return today_as % {"time": clock_time(local)} if local.date() == today else lately(local, today)

    return when


def _subtitle(debrief: Debrief) -> str:
    """Visit 8. Thursday, November 19, 10:05 to 10:50. 24 students"""
    reading = debrief.reading
    said = [_("Visit %(n)s") % {"n": debrief.number}] if reading.visit.class_label else []
    if times := _wall_times(reading):
        said.append(f"{day(times[0])}, " + _(" to ").join(f"{at.hour}:{at:%M}" for at in times))
    if reading.visit.students:
        said.append(plural("1 student", "%(n)s students", reading.visit.students))
    return ". ".join(said)


def _wall_times(reading: Reading) -> list[datetime]:
    """From when to when, on the reader's wall clock: as recorded, or as planned."""
    noted = {
        e["kind"]: datetime.fromisoformat(e["noted_at"]) for e in reading.effective if e["kind"] in ("begin", "end")
    }
    planned = [reading.visit.planned_for] if reading.visit.planned_for else []
    times = [noted[kind] for kind in ("begin", "end") if kind in noted] if "begin" in noted else planned
    return [moment.astimezone(zone_of(reading.membership)) for moment in times]
