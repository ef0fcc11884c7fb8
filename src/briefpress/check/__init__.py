"""Checks: each a pure function from the Library to findings, one file for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.computed import computed
from briefpress.check.cycles import cycles
from briefpress.check.evidence import evidence
from briefpress.check.meaning import meaning
from briefpress.check.numerals import numerals
from briefpress.check.printable import printable
from briefpress.check.prose import prose
from briefpress.check.references import references
from briefpress.check.scope import scope
from briefpress.check.sections import sections
from briefpress.check.sides import sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.edition import Library

CHECKS: tuple[Callable[[Library], list[Diagnostic]], ...] = (
    references,
    evidence,
    cycles,
    computed,
    sides,
    prose,
    numerals,
    printable,
    meaning,
    sections,
    scope,
)


def check(library: Library) -> list[Diagnostic]:
    """Return what every check finds."""
    return [finding for one in CHECKS for finding in one(library)]
