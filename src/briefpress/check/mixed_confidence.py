"""Confidence and likelihood are told apart: how sure the evidence makes the desk, and how likely the event is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.likelihood_words import LIKELIHOOD
from briefpress.check.sentences import sentences, written
from briefpress.check.text import records
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.blocks.argued import Risk
from briefpress.model.brief import Judgement
from briefpress.model.prose import Prose
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.check.sentences import Sentence
    from briefpress.diagnostics import Path, Place
    from briefpress.model.edition import Library

_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high) confidence\b|\b(?:highly |fairly |very )?confident\b", re.IGNORECASE
)


def mixed_confidence(proof: Proof) -> list[Diagnostic]:
    """Report words of confidence beside a likelihood."""
    found: dict[Diagnostic, None] = {}
    for sentence, place in (*_rated(proof.library), *_typed(proof.library)):
        match = _CONFIDENCE.search(sentence.text)
        if match:
            message = f"'{match[0]}' stands beside a likelihood"
            hint = "leave it out: confidence is derived from the evidence and printed on a line of its own"
            found[error("BP257", message, place.at(words=match[0]), help=hint)] = None
    return list(found)


def _rated(library: Library) -> Iterator[tuple[Sentence, Place]]:
    """Yield the sentences of predictions and risks, which have a likelihood of their own."""
    for record, place in records(library, "briefs", "audiences"):
        likely: list[tuple[Path, Judgement | Risk]] = [*find(record, Judgement), *find(record, Risk)]
        for path, piece in likely:
            if piece.likelihood:
                for inner, text in find(piece, Prose):
                    yield from ((sentence, place.at(*path, *inner)) for sentence in sentences(text))


def _typed(library: Library) -> Iterator[tuple[Sentence, Place]]:
    # Few sentences speak of confidence: only those are read for a likelihood.
    sure = (one for one in written(library) if "confiden" in one[0].text.casefold())
    return ((sentence, place) for sentence, place in sure if LIKELIHOOD.found(sentence.text))
