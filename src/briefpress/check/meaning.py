"""A table that prints what claims mean to its audience finds that written for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.text import parts
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.blocks.table import Row, TableBlock
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diagnostics import Place
    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library


def meaning(library: Library) -> list[Diagnostic]:
    """Report rows whose cell would be empty."""
    found = []
    for brief in library.briefs.values():
        for reader in brief.audiences:
            for row, place in _rows(library, brief, reader):
                claim = library.claims.get(row.claim)
                if claim and reader not in claim.means:
                    message = f"claim '{row.claim}' does not say what it means for '{reader}'"
                    hint = f"add '{reader}' under 'means' of the claim, or leave the column out"
                    found.append(error("BP310", message, place.at("claim"), help=hint))
    return found


def _rows(library: Library, brief: Brief, reader: str) -> Iterator[tuple[Row, Place]]:
    for part, place in parts(library, brief, reader):
        for above, table in find(part, TableBlock, reader):
            if "means" in table.columns:
                for path, row in find(table, Row, reader):
                    yield row, place.at(*above, *path)
