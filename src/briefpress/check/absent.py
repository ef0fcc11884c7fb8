"""What a claim says no source states, no source states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.passage import searched

if TYPE_CHECKING:
    import re

    from briefpress.check.audit import Audit


def absent(audit: Audit) -> list[Diagnostic]:
    """Report terms of gap claims that occur in a filed text, each where it is first met."""
    found = []
    for name, claim in audit.library.claims.items():
        for index, term in enumerate(claim.absent):
            if met := _met(searched(term), audit):
                source, number, words = met
                place = audit.library.place("claims", name).at("absent", index)
                message = f"'{source}' has '{words}' in paragraph {number}, which '{name}' says no source states"
                hint = "narrow the term if it means something else; otherwise the gap is none: withdraw the claim"
                found.append(error("BP216", message, place, help=hint))
    return found


def _met(term: re.Pattern[str], audit: Audit) -> tuple[str, int, str] | None:
    for source, text in audit.texts.items():
        for passage in text.passages:
            if match := term.search(passage.text):
                return source, passage.number, match[0]
    return None
