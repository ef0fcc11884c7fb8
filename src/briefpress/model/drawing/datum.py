"""What a drawing is made from: a name, what is said of it, and the figure if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.model.view import Run

if TYPE_CHECKING:
    from decimal import Decimal

    from briefpress.model.dates import PartialDate
    from briefpress.model.drawing.shapes import Look
    from briefpress.model.quantity import Bound, Quantity
    from briefpress.model.view import Mark, Runs

Span = tuple["Decimal", "Decimal"]

_TAGS: tuple[tuple[Mark, str], ...] = (("contested", "▲"), ("past-due", "passed"), ("rumour", "unconfirmed"))


class Datum(Struct, frozen=True):
    """One figure of a chart, or words where there is none."""

    name: str
    value: Run
    quantity: Quantity | None
    at: PartialDate | None = None
    dated: Run | None = None
    kind: str = ""
    against: Datum | None = None

    @property
    def span(self) -> Span | None:
        """Low and high end in plain units."""
        return self.quantity.span if self.quantity else None

    @property
    def bound(self) -> Bound | None:
        """Which way the figure is open."""
        return self.quantity.bound if self.quantity else None

    @property
    def rough(self) -> bool:
        """Whether the figure is only about right."""
        return self.bound in ("about", "nearly")

    @property
    def open_above(self) -> bool:
        """Whether it may be more."""
        return self.bound in ("over", "at-least")

    @property
    def open_below(self) -> bool:
        """Whether it may be less."""
        return self.bound == "up-to"

    @property
    def forward(self) -> bool:
        """Whether it is a plan or forecast."""
        return "forward" in self.value.marks

    @property
    def look(self) -> Look:
        """How it is drawn."""
        if self.open_below:
            return "plan-ceiling" if self.forward else "ceiling"
        return "plan" if self.forward else "fact"

    def said(self) -> Runs:
        """Return what stands beside it: the figure and its marks, or its words and that they are not drawn."""
        if self.span is None:
            return (Run(f"“{self.value.text}”:", written=True), Run("no number, not drawn"), *self.tags())
        return (Run(self.value.text, written=True), *self.tags())

    def tags(self) -> Runs:
        """Return its marks in words."""
        return tuple(Run(word, (mark,)) for mark, word in _TAGS if mark in self.value.marks)


def signs(data: tuple[Datum, ...], *, filled: bool) -> tuple[str, ...]:
    """Return in words the signs that figures are drawn with, those that are used and need it; bars are filled."""
    drawn = [datum for datum in data if datum.span]
    wide = any(datum.span[0] != datum.span[1] for datum in drawn if datum.span)
    found = {
        "outline only: a plan or forecast": any(datum.forward for datum in drawn),
        "hatched: up to this much": filled and (wide or any(datum.open_below for datum in drawn)),
        "dotted up to a stroke: this much or less": not filled and any(datum.open_below for datum in drawn),
        "dotted from the end: this much or more": any(datum.open_above for datum in drawn),
        ("jagged end: about" if filled else "ring: about"): any(datum.rough for datum in drawn),
    }
    return tuple(sign for sign, used in found.items() if used)
