"""Each audience is written for: no two briefs on a subject share more than a third of their sentences."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from briefpress.check.reading import body, sentences
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Printed, Proof

_MOST = 3
"""One sentence in so many may be shared."""
_FEWEST = 4
"""Words of a text that counts as a sentence."""


def shared(proof: Proof) -> list[Diagnostic]:
    """Report pairs of audiences that get much the same text."""
    found = []
    texts: dict[str, list[tuple[Printed, set[str]]]] = {}
    for printed in proof.printed:
        texts.setdefault(printed.brief, []).append((printed, _sentences(printed)))
    for (one, left), (other, right) in (pair for told in texts.values() for pair in combinations(told, 2)):
        fewer = min(len(left), len(right))
        common = len(left & right)
        if common * _MOST > fewer:
            share = round(common * 100 / fewer)
            message = f"'{one.audience}' and '{other.audience}' share {share}% of their sentences, not a third at most"
            place = proof.library.place("briefs", other.brief).at("audiences", other.audience)
            found.append(error("BP342", message, place, help="say to each what the facts mean to them"))
    return found


def _sentences(printed: Printed) -> set[str]:
    return {
        " ".join(sentence.casefold().split())
        for one in body(printed)
        if one.paragraph
        for sentence in sentences(one.text)
        if len(sentence.split()) >= _FEWEST
    }
