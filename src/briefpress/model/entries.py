"""The smaller records: themes, series, events, terms and conflicts."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.dates import When
from briefpress.model.prose import Prose
from briefpress.model.quantity import Currency, Quantity, Scale
from briefpress.model.record import AudienceRef, ClaimRef, Line, Part, Record, Restricted


class Theme(Record):
    """A named group of claims."""

    title: Line


class Point(Restricted):
    """One entry of a series: a claim's value, or a value of its own."""

    label: Line
    at: When | None = None
    claim: ClaimRef | None = None
    value: Quantity | None = None
    against: ClaimRef | None = None
    """What became of it: the figure that a dumbbell sets against this one."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.claim is None) == (self.value is None):
            raise PydanticCustomError("bad_point", "a point needs 'claim' or 'value', not both")
        return self


class Series(Record):
    """Quantities of one measure for a chart or table."""

    title: Line
    currency: Currency | None = None
    unit: Line | None = None
    scale: Scale | None = None
    points: Annotated[tuple[Point, ...], Field(min_length=1)]


class Event(Record):
    """Something dated, for a timeline or a calendar of what to watch."""

    date: When
    title: Line
    claims: tuple[ClaimRef, ...] = ()


class Term(Record):
    """A glossary entry, and who needs none."""

    term: Line
    expansion: Line | None = None
    plain: Line
    forms: tuple[Line, ...] = ()
    known_by: tuple[AudienceRef, ...] = ()


class Side(Part):
    """One side of a conflict."""

    claims: Annotated[tuple[ClaimRef, ...], Field(min_length=1)]
    says: Prose


class Conflict(Record):
    """Claims that cannot both hold, or that differ in scope, with how the desk reads them."""

    title: Line
    kind: Literal["contradiction", "scope"]
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    reading: Prose

    @property
    def claims(self) -> tuple[ClaimRef, ...]:
        """The claims of all sides."""
        return tuple(claim for side in self.sides for claim in side.claims)
