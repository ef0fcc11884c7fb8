"""Languages: those of a desk and of its sources, as tags that readers' tools know."""

from __future__ import annotations

from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError


def _known(tag: str) -> str:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        raise PydanticCustomError("bad_language", "'{tag}' is not a language known here", {"tag": tag}) from None
    return tag


Language = Annotated[
    str, AfterValidator(_known), Field(json_schema_extra={"pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"})
]
"""A language tag (BCP 47) such as en-GB."""


def foreign(tag: str, here: str) -> str:
    """Return the language of a passage where it is another one than that around it, else nothing."""
    return "" if tag.partition("-")[0] == here.partition("-")[0] else tag
