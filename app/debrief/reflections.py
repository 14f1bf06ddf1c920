"""Each one's answers to three open questions: their own until they share them, side by side from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from app.accounts.models import Person
from app.debrief.reading import Reading
from app.debrief.versions import Version

# The questions are what the log keeps, so they stay as they are; a page shows their translation.
QUESTIONS = ("What do you notice?", "What do you want to celebrate?", "What would you change?")
BEFORE = "Before you look"
CHOSEN = ("Celebrating", "Growing next")

State = Literal["nothing", "private", "written", "shared"]


@dataclass(frozen=True)
class Answer:
    id: str
    text: str
    at: datetime
    seq: int
    earlier: Sequence[Version] = ()  # what it said before it was changed, the oldest first


@dataclass(frozen=True)
class Side:
    """One person's half. `state`: nothing yet; private, one's own and unshared; written, the other's; shared."""

    person: Person
    role: str
    mine: bool
    state: State
    shared: Mapping[str, Answer]
    drafts: Mapping[str, Answer]

    @property
    def shared_at(self) -> datetime | None:
        return max((answer.at for answer in self.shared.values()), default=None)


def sides(reading: Reading, other_drafted: set[str]) -> list[Side]:
    """The teacher's side first. `other_drafted`: which questions the other has private words on; never the words."""
    membership = reading.membership
    people = [(membership.teacher, "teacher"), (membership.coach, "coach")]
    return [_side(reading, person, role, other_drafted) for person, role in people if person is not None]


def _side(reading: Reading, person: Person, role: str, other_drafted: set[str]) -> Side:
    mine = person.id == reading.membership.person.id
    shared = _answers(reading, person, "reflection", QUESTIONS)
    drafts = _answers(reading, person, "draft", QUESTIONS) if mine else {}
    written = bool(drafts) if mine else bool(other_drafted & set(QUESTIONS))
    unshared: State = ("private" if mine else "written") if written else "nothing"
    return Side(person, role, mine, "shared" if shared else unshared, shared, drafts)


def chosen(reading: Reading) -> dict[str, Answer]:
    """What the teacher celebrates and wants to grow next, in their own words, once shared."""
    teacher = reading.membership.teacher
    return _answers(reading, teacher, "reflection", CHOSEN) if teacher else {}


def before_looking(reading: Reading) -> Answer | None:
    """The line one wrote to oneself before the numbers; nobody else ever receives it."""
    return _answers(reading, reading.membership.person, "draft", (BEFORE,)).get(BEFORE)


def _answers(reading: Reading, person: Person, kind: str, prompts: Sequence[str]) -> dict[str, Answer]:
    """The newest words on each question, in the questions' order; none where the newest were taken back."""
    newest = {e["prompt"]: e["id"] for e in reading.entries if (e["kind"], e["author"]) == (kind, person.id)}
    counting = {entry["id"]: entry for entry in reading.effective}
    return {p: _answer(counting[newest[p]], reading) for p in prompts if newest.get(p) in counting}


def _answer(entry: Mapping[str, Any], reading: Reading) -> Answer:
    said = reading.versions[entry["id"]]
    return Answer(entry["id"], said.text, said.at, entry["seq"], said.earlier)
