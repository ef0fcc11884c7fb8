"""The desk's own settings: `briefpress.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from briefpress.model.record import Line, Part


def _language(tag: Line) -> Line:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        raise PydanticCustomError("bad_language", "'{tag}' is not a language known here", {"tag": tag}) from None
    return tag


class Desk(Part):
    """What holds for every brief of a desk."""

    publication: Line
    language: Annotated[Line, AfterValidator(_language)] = Line("en-GB")
    """A language tag such as en-GB: how dates and numbers are written."""
    names: tuple[Line, ...] = ()
    """Names with digits in them that prose may carry as they are."""
    evidence: Literal["locked", "unlocked"] = "locked"
    """Whether every claim must have been verified against the filed texts before it is printed."""
