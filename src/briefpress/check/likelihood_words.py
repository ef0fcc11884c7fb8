"""Likelihood is said in the words of one scale, with its range; a word of it typed in prose has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.check.text import Words
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.claim import HELD

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

LIKELIHOOD = Words(
    r"\b(?:almost no chance|(?:very |highly |quite |most |more |less |least )?(?:un)?likely|roughly even|even chance"
    r"|(?:almost|nearly|virtually) certain(?:ly)?|(?:im)?probabl[ey]|in all likelihood|chances are)\b"
)
"""The scale's words and their kin."""


def likelihood_words(proof: Proof) -> list[Diagnostic]:
    """Report words of likelihood in the desk's own sentences."""
    found = []
    held = _held(proof.library)
    for sentence, place in written(proof.library):
        if place not in held:
            for words in dict.fromkeys(LIKELIHOOD.found(sentence.text)):
                message = f"'{words}' is a likelihood typed by hand"
                hint = "make it a prediction or a risk with 'likelihood', which prints the range, or leave it out"
                found.append(error("BP256", message, place.at(words=words), help=hint))
    return found


def _held(library: Library) -> set[Place]:
    """Return the places of statements that give somebody else's expectation."""
    return {
        library.place("claims", name).at("statement") for name, claim in library.claims.items() if claim.kind in HELD
    }
