"""Claims: one checkable statement each, in the desk's own words, with the evidence under it."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self
from warnings import catch_warnings

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.dates import Dated, PartialDate, When
from briefpress.model.quantity import Quantity
from briefpress.model.record import AudienceRef, ClaimRef, Id, Line, Part, Record, SourceRef, ThemeRef

ClaimKind = Literal["reported", "plan", "forecast", "opinion", "event", "rumour", "definition", "derived", "gap"]
Level = Literal["low", "moderate", "high"]

HELD: tuple[ClaimKind, ...] = ("plan", "forecast", "opinion", "rumour")
"""Kinds that are somebody's word, so somebody must be named."""
FORWARD: tuple[ClaimKind, ...] = ("plan", "forecast")
"""Kinds that look forward, so they have a due date and, in time, an outcome."""


def _date_or(*words: str) -> BeforeValidator:
    def check(value: object) -> object:
        return None if value in words else value

    return BeforeValidator(check, json_schema_input_type=Literal[words] | Dated | None)


def _pattern(value: object) -> str:
    if isinstance(value, str):
        try:
            # A pattern that Python finds odd still works, and a warning is nothing for whoever builds a brief.
            with catch_warnings(action="ignore"):
                re.compile(value)
        except (re.error, RecursionError, OverflowError) as why:
            raise PydanticCustomError("bad_pattern", "not a regular expression: {why}", {"why": str(why)}) from None
        return value
    raise PydanticCustomError("bad_pattern", "expected a regular expression as text")


class Anchor(Part):
    """Words in a Source, as the TextQuoteSelector of the W3C Web Annotation model, and where they stand."""

    source: SourceRef
    exact: Line
    prefix: Line | None = None
    suffix: Line | None = None
    heading: Line | None = None
    paragraph: Annotated[int, Field(ge=1)] | None = None


class Outcome(Part):
    """What became of a plan or forecast, as far as the sources show."""

    state: Literal["open", "met", "missed", "superseded", "unknown"]
    claim: ClaimRef | None = None
    noted: When


class Lowered(Part):
    """Confidence taken down by hand, with the reason."""

    to: Level
    reason: Line


class Formula(Part):
    """How a derived value is computed from other claims."""

    sum: tuple[ClaimRef, ...] | None = None
    difference: tuple[ClaimRef, ClaimRef] | None = None
    quotient: tuple[ClaimRef, ClaimRef] | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    unit: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(terms is not None for terms in (self.sum, self.difference, self.quotient)) != 1:
            raise PydanticCustomError("bad_formula", "give one of 'sum', 'difference' and 'quotient'")
        if not self.terms:
            raise PydanticCustomError("bad_formula", "a sum needs claims to add")
        return self

    @property
    def terms(self) -> tuple[ClaimRef, ...]:
        """The claims it is computed from."""
        return self.sum or self.difference or self.quotient or ()


class Claim(Record):
    """One checkable statement."""

    kind: ClaimKind
    statement: Line
    holder: Line | None = None
    metric: Id | None = None
    entities: tuple[Line, ...] = ()
    themes: Annotated[tuple[ThemeRef, ...], Field(min_length=1)]
    value: Quantity | None = None
    when: When | None = None
    as_of: Annotated[When | None, _date_or("undated")]
    due: Annotated[When | None, _date_or("none-stated")] = None
    review_by: When | None = None
    outcome: Outcome | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    lowered: Lowered | None = None
    derived: Formula | None = None
    absent: tuple[Annotated[str, BeforeValidator(_pattern)], ...] = ()
    evidence: tuple[Anchor, ...] = ()
    supersedes: tuple[ClaimRef, ...] = ()
    note: Line | None = None
    means: dict[AudienceRef, Line] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind in HELD and not self.holder:
            raise PydanticCustomError(
                "needs", "a claim of kind '{kind}' needs a 'holder'", {"kind": self.kind, "at": ("kind",)}
            )
        if self.kind in FORWARD and "due" not in self.model_fields_set:
            raise PydanticCustomError(
                "needs",
                "a claim of kind '{kind}' needs 'due', a date or none-stated",
                {"kind": self.kind, "at": ("kind",)},
            )
        if self.kind not in FORWARD and (self.due or self.outcome):
            at = ("outcome",) if self.outcome else ("due",)
            raise PydanticCustomError("unfit", "only a plan or forecast has 'due' and 'outcome'", {"at": at})
        for kind, key, given in (
            ("derived", "derived", self.derived),
            ("gap", "absent", self.absent),
            ("event", "when", self.when),
        ):
            if self.kind == kind and not given:
                context = {"kind": kind, "key": key, "at": ("kind",)}
                raise PydanticCustomError("needs", "a claim of kind '{kind}' needs '{key}'", context)
            if self.kind != kind and given:
                context = {"kind": kind, "key": key, "at": (key,)}
                raise PydanticCustomError("unfit", "only a claim of kind '{kind}' has '{key}'", context)
        if self.derived and self.value:
            raise PydanticCustomError("unfit", "a derived value is computed, not typed", {"at": ("value",)})
        return self

    @property
    def period(self) -> PartialDate | None:
        """The stretch of time its value covers."""
        return self.value.period if self.value else None

    @property
    def settled(self) -> bool:
        """Whether the outcome of a plan or forecast is known."""
        return self.outcome is not None and self.outcome.state in ("met", "missed", "superseded")

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources under it, each once."""
        return tuple(dict.fromkeys(anchor.source for anchor in self.evidence))
