"""What a person proposes: a title, measures, the reason, and what changed."""

from typing import Any

from app.forms.measures import Measures, plain
from app.forms.plain_words import Change, PlainlyRefused, Title, Words


class NewForm(PlainlyRefused):
    """The first version of a form. `why` is the teacher's own reason, so only the teacher writes it."""

    title: Title
    measures: Measures
    why: Words | None = None
    what_changed: Change | None = None

    def plain_measures(self) -> list[dict[str, Any]]:
        return [plain(measure) for measure in self.measures]


class NewVersion(NewForm):
    """The next version: what is left out of title and reason stays as it was."""

    title: Title | None = None  # type: ignore[assignment]
