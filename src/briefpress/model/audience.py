"""Audiences: a kind of reader, and how they are written to."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import PydanticCustomError, core_schema
from typing_extensions import override

from briefpress.model.blocks import AnyBlock
from briefpress.model.prose import Prose
from briefpress.model.record import Id, Line, Part, Record


def _colour(value: object) -> str:
    # The colour reaches a style sheet, so nothing but a plain colour may pass.
    if isinstance(value, str) and re.match(r"#[0-9A-Fa-f]{6}\Z", value):
        return value
    raise PydanticCustomError("bad_colour", "expected a colour as #RRGGBB")


def _template(value: object) -> str:
    if isinstance(value, str) and re.match(r"[a-z0-9-]+\.html\.j2\Z", value):
        return value
    raise PydanticCustomError("bad_template", "expected the name of a template, such as brief.html.j2")


Colour = Annotated[str, BeforeValidator(_colour), Field(json_schema_extra={"pattern": "^#[0-9A-Fa-f]{6}$"})]


class Colours(Part):
    """An accent, a second colour for marks, a fill for large areas and a tint for backgrounds."""

    accent: Colour
    second: Colour
    fill: Colour
    tint: Colour


class NumberStyle(Part):
    """How this audience reads numbers."""

    scale: Literal["short", "long"] = "short"
    """`short` prints bn, `long` prints billion."""
    currency: Literal["symbol", "code"] = "symbol"


Count = Annotated[int, Field(ge=1)]


class Pages(Part):
    """How many pages the brief may fill on each paper; one number stands for both."""

    a4: Count
    letter: Count

    @override
    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {"anyOf": [{"type": "integer", "minimum": 1}, handler.resolve_ref_schema(handler(schema))]}

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"a4": value, "letter": value}

    def on(self, paper: str) -> int:
        """Return the number for one paper."""
        return self.a4 if paper == "a4" else self.letter


class Budget(Part):
    """How long the brief may be."""

    pages: Pages
    sentence: Annotated[int, Field(ge=5)] | None = None
    """Words of a sentence on average, at most."""


class SectionPlan(Part):
    """A section: its heading, and the blocks every brief has there."""

    id: Id
    heading: Line
    blocks: tuple[AnyBlock, ...] = ()


class FrontHeadings(Part):
    """The audience's words over the pieces of page 1."""

    judgements: Line
    means: Line
    change: Line
    watch: Line


Subject = Literal["advice", "position", "forward", "method", "neutrality"]
"""What a disclosure may be about: no advice, the desk's own interest, plans and forecasts, how it was made, no side."""


class Disclosure(Part):
    """Something that readers must be told; plain text covers no subject that anybody requires."""

    text: Prose
    covers: tuple[Subject, ...] = ()

    @override
    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {"anyOf": [{"type": "string", "pattern": r"\S"}, handler.resolve_ref_schema(handler(schema))]}

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class Audience(Record):
    """A kind of reader."""

    label: Line
    reader: Line
    question: Line
    tone: Line
    numbers: NumberStyle = NumberStyle()
    paper: Literal["a4", "letter"] = "a4"
    budget: Budget
    palette: Colours
    headings: FrontHeadings
    leads: Literal["judgements", "exhibit"] = "judgements"
    """Which of the two follows the bottom line on page 1."""
    sections: Annotated[tuple[SectionPlan, ...], Field(min_length=1)]
    disclaimer: Line
    disclosures: tuple[Disclosure, ...] = ()
    requires: tuple[Subject, ...] = ()
    avoid: tuple[Line, ...] = ()
    """Words that the desk does not say to this audience in its own name."""
    template: Annotated[str, BeforeValidator(_template)] = "brief.html.j2"
