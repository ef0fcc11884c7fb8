"""Sentences and paragraphs stay short enough to be read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.reading import Origins, body, sentences
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Printed, Proof

SENTENCE, PARAGRAPH = 30, 80
"""Words. The plain-language standard ISO 24495-1 sets no number; these are common house limits."""
_FEWEST = 3
"""Shorter texts are the words of a cell or a label and would flatter the mean."""


def lengths(proof: Proof) -> list[Diagnostic]:
    """Report long sentences, long paragraphs, and briefs whose sentences are long on the whole."""
    found: dict[Diagnostic, None] = {}
    for printed in proof.printed:
        found.update(dict.fromkeys(_long(proof, printed)))
    return list(found)


def _long(proof: Proof, printed: Printed) -> list[Diagnostic]:
    found, sizes = [], []
    origins = Origins(proof.library, printed)
    for one in body(printed):
        if not one.paragraph:
            continue
        words = len(one.text.split())
        if words > PARAGRAPH:
            hint = "begin a new paragraph where a new thought begins"
            message = f"paragraph of {words} words, not {PARAGRAPH} at most"
            found.append(warning("BP333", message, origins.of(one), help=hint))
        for sentence in sentences(one.text):
            size = len(sentence.split())
            sizes += [size] if size > _FEWEST else []
            if size > SENTENCE:
                message = f"sentence of {size} words, not {SENTENCE} at most"
                found.append(warning("BP333", message, origins.of(one, sentence), help="make two of it"))
    limit = printed.edition.audience.budget.sentence
    mean = sum(sizes) / len(sizes) if sizes else 0
    if limit and mean > limit:
        message = f"sentences have {mean:.1f} words on average, not {limit} at most"
        place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
        found.append(warning("BP333", message, place, help="the audience sets the limit under 'budget: sentence'"))
    return found
