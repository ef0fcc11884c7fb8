"""A plan, forecast, opinion or rumour is somebody's word, and the sentence that prints it says whose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefpress.check.sentences import sentences
from briefpress.check.text import parts, records
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.claim import HELD
from briefpress.model.prose import Prose
from briefpress.model.record import Part, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.check.sentences import Sentence
    from briefpress.diagnostics import Path, Place
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library

_SOMEBODY = re.compile(
    r"\b(?:reports?|reportedly|articles?|authors?|analysts?|presenters?|sources?|accounts?|officers?|company|firm"
    r"|projections?|writers?|unnamed|according to)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILLERS = frozenset(
    ["an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "some", "the", "to", "with"]
)
_HEADINGS = ("headline", "name", "label", "raised_by")
"""Fields that head the text beside them."""


def attribution(proof: Proof) -> list[Diagnostic]:
    """Report sentences that print the value of such a claim without a word of its holder."""
    found: dict[Diagnostic, None] = {}
    library = proof.library
    for text, heading, place in _prose(library):
        for sentence in sentences(text):
            for name in dict.fromkeys(value.claim for value in sentence.values if value.part in ("value", "short")):
                claim = library.claims[name]
                if claim.kind in HELD and not _attributed(sentence, heading, claim):
                    message = f"{claim.kind} '{name}' is printed and its sentence does not say whose it is"
                    hint = f"name the holder, '{claim.holder}', or print {{{name}:holder}}"
                    found[error("BP254", message, place.at(words=f"{{{name}"), help=hint)] = None
    return list(found)


def _prose(library: Library) -> Iterator[tuple[Prose, str, Place]]:
    for brief in library.briefs.values():
        for reader in brief.audiences:
            for part, place in parts(library, brief, reader):
                for path, text in find(part, Prose, reader):
                    yield text, " ".join(_headings(part, path)), place.at(*path)
    for conflict, place in records(library, "conflicts"):
        for path, text in find(conflict, Prose):
            yield text, "", place.at(*path)


def _headings(part: Part, path: Path) -> Iterator[str]:
    """Yield the headings of the entries that a text stands in."""
    inside: Any = part
    for step in path[:-1]:
        inside = getattr(inside, str(step)) if isinstance(inside, Part) else inside[step]
        for name in _HEADINGS if isinstance(inside, Part) else ():
            yield getattr(inside, name, None) or ""


def _attributed(sentence: Sentence, heading: str, claim: Claim) -> bool:
    text = f"{heading} {sentence.text}"
    if any(value.part == "holder" for value in sentence.values) or _SOMEBODY.search(text):
        return True
    said = text.casefold()
    words = {word.casefold() for word in _WORD.findall(claim.holder or "")} - _FILLERS
    return any(entity.casefold() in said for entity in claim.entities) or not words.isdisjoint(_WORD.findall(said))
