"""Briefs: a subject for print, with an angle for each audience."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.blocks import AnyBlock
from briefpress.model.claim import Lowered
from briefpress.model.likelihood import Likelihood
from briefpress.model.prose import Prose, parse
from briefpress.model.record import AudienceRef, ClaimRef, Id, Line, Part, Record, Restricted, ThemeRef


class KeyFigure(Part):
    """One of the figures at the top of page 1."""

    claim: ClaimRef
    label: Line


class Changed(Part):
    """What a judgement was in the edition before, and why it moved."""

    before: Line = Field(alias="from")
    why: Line


class Judgement(Restricted):
    """What the desk concludes: a finding, a prediction or a recommendation."""

    id: Id
    kind: Literal["finding", "prediction", "recommendation"]
    headline: Prose
    text: Prose
    likelihood: Likelihood | None = None
    lowered: Lowered | None = None
    claims: tuple[ClaimRef, ...] = ()
    changed: Changed | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "prediction" and self.likelihood is None:
            raise PydanticCustomError("needs", "a prediction needs a 'likelihood'", {"at": ("kind",)})
        if self.kind != "prediction" and self.likelihood is not None:
            raise PydanticCustomError("unfit", "only a prediction has a 'likelihood'", {"at": ("likelihood",)})
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """The claims it rests on: those it lists and those its words name."""
        return (*self.claims, *parse(self.headline).claims, *parse(self.text).claims)


class Signal(Restricted):
    """A labelled line of page 1: what would change the view, or what to watch."""

    label: Line
    text: Prose


class Angle(Part):
    """A brief for one audience: what is said, and what it means to them."""

    themes: tuple[ThemeRef, ...] | None = None
    """Narrower than the brief's themes where an audience needs fewer."""
    kicker: Line
    headline: Line
    dek: Prose
    key_figures: Annotated[tuple[KeyFigure, ...], Field(min_length=2, max_length=4)]
    bottom_line: Prose
    judgements: Annotated[tuple[Judgement, ...], Field(min_length=1)]
    exhibit: AnyBlock | None = None
    means: tuple[Prose, ...]
    change: tuple[Signal, ...] = ()
    watch: tuple[Signal, ...] = ()
    sections: dict[Id, tuple[AnyBlock, ...]] = Field(default_factory=dict)


class Brief(Record):
    """A subject for print."""

    title: Line
    themes: Annotated[tuple[ThemeRef, ...], Field(min_length=1)]
    audiences: Annotated[dict[AudienceRef, Angle], Field(min_length=1)]
