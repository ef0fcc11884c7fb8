"""Likelihood is said in the words of one scale, with its range; a word of it typed in prose has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.claim import HELD

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|(?:very |highly |quite |most |more |less |least )?(?:un)?likely|roughly even|even chance"
    r"|(?:almost|nearly|virtually) certain(?:ly)?|(?:im)?probabl[ey]|in all likelihood|chances are)\b",
    re.IGNORECASE,
)
"""The scale's words and their kin."""
_STEMS = ("likel", "chance", "certain", "probab", "roughly even")


def likelihood_words(proof: Proof) -> list[Diagnostic]:
    """Report words of likelihood in the desk's own sentences."""
    found = []
    held = _held(proof.library)
    for sentence, place in written(proof.library):
        if place not in held:
            for words in dict.fromkeys(_likely(sentence.text)):
                message = f"'{words}' is a likelihood typed by hand"
                hint = "make it a prediction or a risk with 'likelihood', which prints the range, or leave it out"
                found.append(error("BP256", message, place.at(words=words), help=hint))
    return found


def _likely(text: str) -> list[str]:
    # Most sentences hold no such stem, which is told faster.
    folded = text.casefold()
    return LIKELIHOOD.findall(text) if any(stem in folded for stem in _STEMS) else []


def _held(library: Library) -> set[Place]:
    """Return the places of statements that give somebody else's expectation."""
    return {
        library.place("claims", name).at("statement") for name, claim in library.claims.items() if claim.kind in HELD
    }
