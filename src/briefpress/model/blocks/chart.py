"""A chart of a series: bars from zero, with the figure beside each bar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.prose import Prose
from briefpress.model.quantity import Number
from briefpress.model.record import ClaimRef, Line, Part, SeriesRef, find
from briefpress.model.view import BlockView, Run, Runs

if TYPE_CHECKING:
    from briefpress.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where its ends stand in thousandths of the widest, and the words for a point that cannot be drawn."""

    label: str
    value: Run
    start: int
    end: int
    ceiling: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class ChartView(BlockView):
    """A chart with its message, its measure, and the description a reader who cannot see it needs."""

    subtitle: str
    bars: tuple[Bar, ...]
    note: Runs
    alt: str


class Share(Part):
    """Claims that make up a part of the whole chart, in per cent."""

    of: Annotated[tuple[ClaimRef, ...], Field(min_length=1)]
    at_least: Number


class Assertion(Part):
    """Something that must hold of the data for a chart's title to be true."""

    largest: ClaimRef | None = None
    smallest: ClaimRef | None = None
    greater: tuple[ClaimRef, ClaimRef] | None = None
    sum_greater: tuple[Annotated[tuple[ClaimRef, ...], Field(min_length=1)], ClaimRef] | None = None
    share: Share | None = None
    ceiling: ClaimRef | None = None
    in_words: ClaimRef | None = None
    rising: Literal[True] | None = None
    falling: Literal[True] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1 or None in self.model_dump(include=self.model_fields_set).values():
            raise PydanticCustomError("bad_assertion", "give one thing to assert, such as 'largest'")
        return self

    @property
    def word(self) -> str:
        """What is asserted, by its key."""
        return next(iter(self.model_fields_set))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims it speaks of."""
        return tuple(ref for _, ref in find(self, ClaimRef))


class ChartBlock(Block):
    """A chart of a series; its title is the message."""

    block: Literal["chart"]
    title: Line
    subtitle: Line
    series: SeriesRef
    note: Prose | None = None
    asserts: tuple[Assertion, ...] = ()

    @override
    def view(self, page: Page) -> ChartView:
        series = page.edition.series[self.series]
        # A point may be an event, which has a date and no quantity.
        points = [(point, point.value or page.edition.values.get(point.claim or "")) for point in series.points]
        widest = max((quantity.span[1] for _, quantity in points if quantity and quantity.span), default=Decimal(0))
        bars = []
        for point, quantity in points:
            value = page.quantity(point.value) if point.value else page.value(point.claim or "")
            bars.append(_bar(point.label, value, quantity, widest))
        heard = "; ".join(f"{bar.label}: {bar.value.text}" for bar in bars)
        return ChartView(
            *page.head(self),
            self.subtitle,
            tuple(bars),
            page.runs(self.note) if self.note else (),
            f"Bar chart. {self.subtitle}. {heard}.",
        )


def _bar(label: str, value: Run, quantity: Quantity | None, widest: Decimal) -> Bar:
    if quantity is None or quantity.span is None or widest <= 0:
        return Bar(label, value, 0, 0, ceiling=False, drawn=False)
    low, high = (int(end * 1000 / widest) for end in quantity.span)
    ceiling = quantity.bound == "up-to"
    return Bar(label, value, 0 if low == high else low, high, ceiling=ceiling, drawn=True)
