"""The form that a file brings along: its measures keep the rules of every form, or it is said which they break."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from app.exchange.brought import Fault, Unreadable
from app.forms.proposals import NewForm
from app.words import _


def form_in_file(title: Any, measures: Any) -> tuple[str, list[dict[str, Any]]]:
    """Title and measures as they would be proposed."""
    named = " ".join(str(title or "").split())[:120] or _("Brought in")
    try:
        form = NewForm.model_validate({"title": named, "measures": measures})
    except ValidationError as wrong:
        raise Unreadable(*_findings(wrong)) from wrong
    return form.title, form.plain_measures()


def _findings(wrong: ValidationError) -> Iterator[Fault]:
    for each in wrong.errors():
        place = ", ".join(str(part + 1) if isinstance(part, int) else part for part in each["loc"])
        yield Fault(each["msg"], place=_("The form: %(place)s") % {"place": place})
