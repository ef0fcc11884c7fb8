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


def likelihood_words(proof: Proof) -> list[Diagnostic]:
    """Report words of likelihood in the desk's own sentences."""
    found = []
    for sentence, place in written(proof.library):
        if not _held(place, proof.library):
            for words in dict.fromkeys(LIKELIHOOD.findall(sentence.text)):
                message = f"'{words}' is a likelihood typed by hand"
                hint = "make it a prediction or a risk with 'likelihood', which prints the range, or leave it out"
                found.append(error("BP256", message, place.at(words=words), help=hint))
    return found


def _held(place: Place, library: Library) -> bool:
    """Tell whether the words are the statement of somebody else's expectation."""
    if place.path[-1] != "statement":
        return False
    stands = {library.place("claims", name): claim.kind for name, claim in library.claims.items()}
    return any(
        stand.at("statement").path == place.path and stand.file == place.file and kind in HELD
        for stand, kind in stands.items()
    )
