"""Sources: documents the desk read, and how far each can be trusted."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.dates import PartialDate, When
from briefpress.model.language import Language
from briefpress.model.record import Id, Line, Part, Record, linkable

Tier = Literal["primary", "secondary", "tertiary"]
Grade = Literal["A", "B", "C", "D", "E", "F"]
"""Reliability of a source, the Admiralty scale (NATO AJP-2.1): A completely reliable, F cannot be judged."""


def _digest(value: object) -> str:
    if isinstance(value, str) and re.match(r"[0-9a-f]{64}\Z", value):
        return value
    raise PydanticCustomError("bad_digest", "expected a sha256 of 64 lower-case hexadecimal digits")


def _url(value: object) -> str:
    if isinstance(value, str) and linkable(value):
        return value
    raise PydanticCustomError("bad_url", "expected an http, https or mailto address")


Url = Annotated[str, BeforeValidator(_url), Field(json_schema_extra={"pattern": "^(https?://|mailto:)"})]


class Filed(Part):
    """The text of a source as the desk filed it."""

    name: Line
    sha256: Annotated[str, BeforeValidator(_digest), Field(json_schema_extra={"pattern": "^[0-9a-f]{64}$"})]


class Published(Part):
    """When a source came out: stated by it, or bounded by what it mentions."""

    stated: When | None = None
    not_before: When | None = None
    not_after: When | None = None
    reason: Line | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.stated and (self.not_before or self.not_after):
            raise PydanticCustomError("bad_published", "a stated date needs no bounds", {"at": ("stated",)})
        if not self.stated and not self.reason:
            raise PydanticCustomError("bad_published", "an undated source needs a 'reason' for its bounds")
        if self.not_before and self.not_after and self.not_before.first > self.not_after.last:
            context = {"at": ("not_after",)}
            raise PydanticCustomError("bad_published", "'not_before' is later than 'not_after'", context)
        return self

    @property
    def latest(self) -> PartialDate | None:
        """The date by which it was out, if that is known."""
        return self.stated or self.not_after


class Source(Record):
    """A document the desk read."""

    title: Line
    publisher: Line | None = None
    author: Line | None = None
    kind: Literal["article", "report", "video-summary", "filing", "transcript", "blog", "dataset"]
    published: Published
    accessed: When
    language: Language
    url: Url | None = None
    tier: Tier
    reliability: Grade
    reason: Line
    origin: Id
    interest: Line
    filed: Filed

    @property
    def date(self) -> PartialDate | None:
        """The date it states, if any."""
        return self.published.stated
