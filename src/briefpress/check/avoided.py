"""A brief keeps to the words that its audience allows: no advice to whoever asked for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.voice import finder, used, whole
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def avoided(proof: Proof) -> list[Diagnostic]:
    """Report words that the desk says itself although its audience file has them under `avoid`."""
    found = []
    for printed in proof.printed:
        words = printed.edition.audience.avoid
        if words:
            for word, place in used(finder(words), whole(proof, printed)):
                message = f"'{word}' is a word that audience '{printed.audience}' avoids"
                hint = "say what the sources say and who says it, or leave the advice out"
                found.append(error("BP335", message, place, help=hint))
    return list(dict.fromkeys(found))
