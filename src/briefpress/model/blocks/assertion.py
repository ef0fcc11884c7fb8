"""What must hold of a chart's data for its title to be true."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.quantity import Number
from briefpress.model.record import ClaimRef, EventRef, Part, find


class Share(Part):
    """Claims that make up a part of the whole chart, in per cent."""

    of: Annotated[tuple[ClaimRef, ...], Field(min_length=1)]
    at_least: Number


class _Asserted(Part):
    """Something that must hold: one key says what, its value of which pieces of the chart."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1 or None in self.model_dump(include=self.model_fields_set).values():
            raise PydanticCustomError(
                "bad_assertion", "give one thing to assert, such as '{word}'", {"word": self._first()}
            )
        return self

    @classmethod
    def _first(cls) -> str:
        return next(iter(cls.model_fields))

    @property
    def word(self) -> str:
        """What is asserted, by its key."""
        return next(iter(self.model_fields_set))


class Assertion(_Asserted):
    """Something that must hold of figures for a chart's title to be true."""

    largest: ClaimRef | None = None
    smallest: ClaimRef | None = None
    greater: tuple[ClaimRef, ClaimRef] | None = None
    sum_greater: tuple[Annotated[tuple[ClaimRef, ...], Field(min_length=1)], ClaimRef] | None = None
    share: Share | None = None
    within: tuple[ClaimRef, ClaimRef] | None = None
    ceiling: ClaimRef | None = None
    in_words: ClaimRef | None = None
    rising: Literal[True] | None = None
    falling: Literal[True] | None = None
    misses: ClaimRef | None = None
    meets: ClaimRef | None = None
    exceeds: ClaimRef | None = None
    unanswered: ClaimRef | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims it speaks of."""
        return tuple(ref for _, ref in find(self, ClaimRef))


class Timing(_Asserted):
    """Something that must hold of dates for a strip's title to be true."""

    before: tuple[EventRef, EventRef] | None = None
    past: EventRef | None = None
    ahead: EventRef | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """The events it speaks of."""
        return tuple(ref for _, ref in find(self, EventRef))
