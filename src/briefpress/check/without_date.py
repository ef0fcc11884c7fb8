"""A reported key figure has a date, or a period that it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import leading, undated
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def without_date(proof: Proof) -> list[Diagnostic]:
    """Report key figures that nobody can place in time."""
    return [
        error(
            "BP233",
            f"key figure '{name}' has neither a date nor a period",
            place,
            help="lead with a dated figure; this one can be printed further on, as undated",
        )
        for _, name, place in leading(proof, "key_figures")
        if undated(proof.library.claims[name])
    ]
