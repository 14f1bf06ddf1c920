"""Each one's answers to the pair's open questions: their own until they share them, side by side from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.accounts.models import Person
from app.debrief.questions import BEFORE, CHOSEN, NO_QUESTIONS, QUESTIONS, Asked
from app.debrief.reading import Reading
from app.debrief.versions import Version

State = Literal["nothing", "private", "written", "shared"]


@dataclass(frozen=True)
class Answer:
    id: str
    author: str
    text: str
    at: datetime
    seq: int
    earlier: Sequence[Version]  # what it said before it was changed, the oldest first
    taken_back: datetime | None
    void: str


@dataclass(frozen=True)
class Side:
    """One person's half. `state`: nothing yet; private, one's own and unshared; written, the other's; shared."""

    person: Person
    role: str
    mine: bool
    state: State
    shared: Mapping[str, Answer]
    drafts: Mapping[str, Answer]
    taken_back: Mapping[str, Answer]

    @property
    def shared_at(self) -> datetime | None:
        return max((answer.at for answer in self.shared.values()), default=None)


def questions_for(reading: Reading, sets: Sequence[Asked]) -> list[str]:
    """Those that held when somebody first shared an answer, or hold now; and any others that have an answer here.

    `sets`: what the pair asks, the newest first.
    """
    prompts = [(e["prompt"], e["received_at"]) for e in reading.entries if e["kind"] == "reflection"]
    shared = min((datetime.fromisoformat(at) for prompt, at in prompts if prompt not in NO_QUESTIONS), default=None)
    held = next(each for each in sets if shared is None or each.since is None or each.since <= shared)
    mine = reading.membership.person.id
    answered = [e["prompt"] for e in reading.effective if e["kind"] == "reflection" or _is_draft_of(e, mine)]
    return list(dict.fromkeys([*held.questions, *(prompt for prompt in answered if prompt not in NO_QUESTIONS)]))


def _is_draft_of(entry: Mapping[str, Any], person_id: str) -> bool:
    return bool(entry["kind"] == "draft" and entry["author"] == person_id)


def sides(reading: Reading, other_drafted: set[str], questions: Sequence[str] = QUESTIONS) -> list[Side]:
    """The teacher's side first. `other_drafted`: which questions the other has private words on; never the words."""
    membership = reading.membership
    people = [(membership.teacher, "teacher"), (membership.coach, "coach")]
    found = [(person, role) for person, role in people if person is not None]
    return [_side(reading, person, role, other_drafted, questions) for person, role in found]


def _side(reading: Reading, person: Person, role: str, other_drafted: set[str], questions: Sequence[str]) -> Side:
    mine = person.id == reading.membership.person.id
    shared = _answers(reading, person, "reflection", questions)
    drafts = _answers(reading, person, "draft", questions) if mine else {}
    written = bool(drafts) if mine else bool(other_drafted - set(NO_QUESTIONS))
    unshared: State = ("private" if mine else "written") if written else "nothing"
    state: State = "shared" if shared else unshared
    return Side(person, role, mine, state, shared, drafts, _taken_back(reading, person, questions))


def chosen(reading: Reading) -> dict[str, Answer]:
    """What the teacher celebrates and wants to grow next, in their own words, once shared."""
    teacher = reading.membership.teacher
    return _answers(reading, teacher, "reflection", CHOSEN) if teacher else {}


def before_looking(reading: Reading) -> Answer | None:
    """The line one wrote to oneself before the numbers; nobody else ever receives it."""
    return _answers(reading, reading.membership.person, "draft", (BEFORE,)).get(BEFORE)


def _answers(reading: Reading, person: Person, kind: str, prompts: Sequence[str]) -> dict[str, Answer]:
    """The newest words on each question, in the questions' order; none where the newest were taken back."""
    newest = _newest(reading, person, kind)
    counting = {entry["id"]: entry for entry in reading.effective}
    return {p: _answer(counting[newest[p]], reading) for p in prompts if newest.get(p) in counting}


def _taken_back(reading: Reading, person: Person, prompts: Sequence[str]) -> dict[str, Answer]:
    """What was shared and then taken back: that it was said stays, for both."""
    newest = _newest(reading, person, "reflection")
    answers = {p: _answer(reading.known[newest[p]], reading) for p in prompts if p in newest}
    return {prompt: answer for prompt, answer in answers.items() if answer.taken_back}


def _newest(reading: Reading, person: Person, kind: str) -> dict[str, str]:
    return {e["prompt"]: e["id"] for e in reading.entries if (e["kind"], e["author"]) == (kind, person.id)}


def _answer(entry: Mapping[str, Any], reading: Reading) -> Answer:
    said = reading.versions[entry["id"]]
    who = (entry["id"], entry["author"])
    return Answer(*who, said.text, said.at, entry["seq"], said.earlier, said.taken_back, said.void)
