"""The desk's own voice: what it says itself, sentence by sentence, and not what it reports of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.reading import gist, sentences, worded
from briefpress.model.record import AudienceRef, Line, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Path, Place

_OURS = re.compile(r"\b(?:the desk|this brief)\s+\w+", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:according to|says|said|argue[sd]|warn(?:s|ed)|expects|expected|believe[sd]|claim(?:s|ed)|reports|reported"
    r"|suggest(?:s|ed)|describe[sd]|thinks|supposes|urge[sd]|recommends|call(?:s|ed)|credits|credited|speaks|sees)\b",
    re.IGNORECASE,
)

_JUDGED = ("headline", "text")


def reported(sentence: str) -> bool:
    """Tell whether a sentence puts its words into somebody else's mouth."""
    return _REPORTED.search(_OURS.sub(" ", sentence)) is not None


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words and their plain inflections, compounds with a hyphen left out."""
    every = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{every})(?:s|es|d|ed|ing)?(?![\w-])", re.IGNORECASE)


def front(proof: Proof, printed: Printed) -> Iterator[tuple[Line, Place]]:
    """Yield where the desk judges: headline, bottom line, judgements, and what it all means to a reader."""
    for path, text, place in _angle(proof, printed):
        if path[0] in ("headline", "bottom_line", "means") or (path[0] == "judgements" and path[-1] in _JUDGED):
            yield text, place
    yield from meanings(proof, printed)


def meanings(proof: Proof, printed: Printed) -> Iterator[tuple[Line, Place]]:
    """Yield what the printed claims mean to the readers of a brief."""
    for row in printed.view.rows:
        meaning = proof.library.claims[row.claim].means.get(AudienceRef(printed.audience))
        if meaning:
            yield meaning, proof.library.place("claims", row.claim).at("means", printed.audience)


def whole(proof: Proof, printed: Printed) -> Iterator[tuple[Line, Place]]:
    """Yield every text of a brief for its audience, and how the desk reads the conflicts in it."""
    for _, text, place in _angle(proof, printed):
        yield text, place
    yield from meanings(proof, printed)
    shown = {
        conflict.title
        for section in printed.view.sections
        for block in section.blocks
        for conflict in getattr(block, "conflicts", ())
    }
    for name, conflict in printed.edition.conflicts.items():
        if conflict.title in shown:
            yield conflict.reading, proof.library.place("conflicts", name).at("reading")


def _angle(proof: Proof, printed: Printed) -> Iterator[tuple[Path, Line, Place]]:
    # The angle as it was written, since paths must lead into the file and not into what was selected from it.
    angle = proof.library.briefs[printed.brief].audiences[AudienceRef(printed.audience)]
    place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
    for path, text in find(angle, Line, printed.audience):
        yield path, text, place.at(*path)


def used(pattern: re.Pattern[str], texts: Iterable[tuple[Line, Place]]) -> Iterator[tuple[str, Place]]:
    """Yield the words that a pattern finds in the desk's own sentences, and where."""
    for text, place in texts:
        for sentence in sentences(worded(text)):
            match = pattern.search(sentence)
            if match and not reported(sentence):
                yield match[0], place.at(words=match[0] if match[0] in text else gist(sentence))
