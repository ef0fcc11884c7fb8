"""A matrix of what is stated about each thing, and what is not."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.prose import Prose
from briefpress.model.record import Line, Restricted
from briefpress.model.view import BlockView, Runs


class MatrixRow(Struct, frozen=True):
    """A row; an empty cell means that no source states it."""

    label: str
    cells: tuple[Runs, ...]


class MatrixView(BlockView, frozen=True):
    """Things down, questions across."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


class MatrixLine(Restricted):
    """A thing, and what is stated on each question: null where nothing is."""

    label: Line
    cells: tuple[Prose | None, ...]


class MatrixBlock(Block):
    """What is stated about each thing, and what is not."""

    block: Literal["matrix"]
    title: Line
    corner: Line
    columns: Annotated[tuple[Line, ...], Field(min_length=1)]
    rows: Annotated[tuple[MatrixLine, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _even(self) -> Self:
        for index, row in enumerate(self.rows):
            if len(row.cells) != len(self.columns):
                context = {"label": row.label, "at": ("rows", index, "cells")}
                raise PydanticCustomError("uneven", "row '{label}' does not have one cell for each column", context)
        return self

    @override
    def view(self, page: Page) -> MatrixView:
        rows = tuple(
            MatrixRow(row.label, tuple(page.runs(cell) if cell else () for cell in row.cells)) for row in self.rows
        )
        return MatrixView(*page.head(self), self.corner, tuple(self.columns), rows)
