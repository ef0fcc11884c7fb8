"""A table of claims."""

from __future__ import annotations

from typing import Annotated, Literal, assert_never

from msgspec import Struct
from pydantic import Field
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.record import AudienceRef, ClaimRef, Line, Restricted
from briefpress.model.view import BlockView, Run, Runs

Column = Literal["value", "statement", "kind", "as-of", "due", "outcome", "holder", "means"]

HEADINGS: dict[Column, str] = {
    "value": "Figure",
    "statement": "What is stated",
    "kind": "Kind",
    "as-of": "As of",
    "due": "Due",
    "outcome": "Outcome",
    "holder": "Who says so",
    "means": "What it means",
}


class Cell(Struct, frozen=True):
    """A cell and the column it stands in."""

    column: str
    runs: Runs


class TableRow(Struct, frozen=True):
    """A row: its heading and its cells."""

    label: Runs
    cells: tuple[Cell, ...]


class TableView(BlockView, frozen=True):
    """A table with its column headings."""

    corner: str
    headings: tuple[Cell, ...]
    rows: tuple[TableRow, ...]


class Row(Restricted):
    """A claim in a table, with the words it goes by there."""

    claim: ClaimRef
    label: Line


class TableBlock(Block):
    """Claims, one to a row."""

    block: Literal["table"]
    title: Line
    corner: Line = Line("Item")
    columns: Annotated[tuple[Column, ...], Field(min_length=1)] = ("value", "kind", "as-of")
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]

    @override
    def view(self, page: Page) -> TableView:
        return TableView(
            *page.head(self),
            self.corner,
            tuple(Cell(column, (Run(HEADINGS[column]),)) for column in self.columns),
            tuple(self._row(page, row) for row in self.rows),
        )

    def _row(self, page: Page, row: Row) -> TableRow:
        # The citation mark stands with the figure where there is one, otherwise with the row's heading.
        marked = any(column in ("value", "statement") for column in self.columns)
        label = (Run(row.label),) if marked else (Run(row.label), page.cite([row.claim]))
        cells = []
        for column in self.columns:
            cited = column == "value" or (column == "statement" and "value" not in self.columns)
            cells.append(Cell(column, cell(page, row.claim, column, cited=cited)))
        return TableRow(label, tuple(cells))


def cell(page: Page, name: str, column: Column, *, cited: bool) -> Runs:
    """Set one property of a claim for a table."""
    claim = page.edition.claims[name]
    match column:
        case "value":
            return (page.value(name, cited=cited),)
        case "statement":
            return page.statement(name, cited=cited)
        case "kind":
            return (Run(page.kind(name)),)
        case "as-of":
            return (Run(page.as_of(name), written=True),)
        case "due":
            return (Run(page.date(claim.due) if claim.due else "no date stated", written=True),)
        case "outcome":
            return (Run(page.outcome(name)),)
        case "holder":
            return (Run(claim.holder or "not stated"),)
        case "means":
            return page.line(claim.means[AudienceRef(page.edition.audience.id)])
        case _:
            assert_never(column)
