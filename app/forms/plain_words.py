"""Words as they may be typed, and what is wrong with them in one plain sentence each."""

import re
from typing import Annotated, Any, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.words import _

# Everything below space but tab and line feed, DEL, the C1 block, and lone surrogates.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _readable(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if CONTROL.search(text):
        raise _no(_("There is an invisible control character in it; remove it."))
    return text.strip()


def _one_line(text: str) -> str:
    if "\t" in text or "\n" in text:
        raise _no(_("Write this in one line."))
    return _readable(text)


def _not_blank(text: str) -> str:
    if not text:
        raise _no(_("Write something here."))
    return text


def _no(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("plain", cast(Any, sentence))


Label = Annotated[str, Field(max_length=60), AfterValidator(_one_line), AfterValidator(_not_blank)]
Title = Annotated[str, Field(max_length=120), AfterValidator(_one_line), AfterValidator(_not_blank)]
Heading = Annotated[str, Field(max_length=60), AfterValidator(_one_line)]
Change = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Hint = Annotated[str, Field(max_length=300), AfterValidator(_readable)]
Words = Annotated[str, Field(max_length=600), AfterValidator(_readable)]
Comment = Annotated[str, Field(max_length=2000), AfterValidator(_readable), AfterValidator(_not_blank)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PlainlyRefused(Strict):
    """Whatever is wrong anywhere inside is said in our own words, at its own place."""

    @model_validator(mode="wrap")
    @classmethod
    def _plainly(cls, value: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        try:
            return handler(value)
        except ValidationError as error:
            raise in_plain_words(error) from error


def one_error(sentence: str, *where: str | int) -> ValidationError:
    return _errors([(where, sentence)])


def in_plain_words(error: ValidationError) -> ValidationError:
    """The same findings, each as one sentence that says what to do."""
    found = error.errors(include_url=False, include_input=False)
    return _errors([(each["loc"], _sentence(each)) for each in found[:100]])


def _errors(found: list[tuple[tuple[int | str, ...], str]]) -> ValidationError:
    # Braces would be taken for placeholders.
    lines = [
        InitErrorDetails(
            type=PydanticCustomError("plain", cast(Any, sentence.replace("{", "(").replace("}", ")"))),
            loc=where,
            input=None,
        )
        for where, sentence in found
    ]
    return ValidationError.from_exception_data("form", lines)


SENTENCES = {
    "missing": _("This field is missing."),
    "extra_forbidden": _("This field does not belong here."),
    "string_type": _("Words are expected here."),
    "string_unicode": _("There is a broken character in it; remove it."),
    "string_too_long": _("Use at most %(max_length)s characters."),
    "string_pattern_mismatch": _("A key has 1 to 40 of a-z, 0-9 and _."),
    "too_short": _("Add at least %(min_length)s."),
    "too_long": _("At most %(max_length)s fit here."),
    "int_type": _("A whole number is expected here."),
    "greater_than_equal": _("At least %(ge)s."),
    "less_than_equal": _("At most %(le)s."),
    "bool_type": _("True or false."),
    "list_type": _("A list is expected here."),
    "model_type": _("An object is expected here."),
    "literal_error": _("One of: %(expected)s."),
}


def _sentence(found: Any) -> str:
    if found["type"] in SENTENCES:
        return SENTENCES[found["type"]] % found.get("ctx", {})
    return str(found["msg"])
