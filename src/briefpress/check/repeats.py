"""A brief says a thing once: no sentence twice, no figure over and over, no meaning copied between audiences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefpress.check.reading import Origins, body, sentences
from briefpress.diagnostics import Diagnostic, warning
from briefpress.model.blocks.matrix import MatrixBlock
from briefpress.model.prose import Prose, Value, parse
from briefpress.model.record import AudienceRef, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.model.edition import Library

_MOST = 3
"""Times that running text may print one value: past that a reader looks for the difference."""
_FEWEST = 5
"""Words of a sentence that may not stand twice; shorter ones are formulas."""


def repeats(proof: Proof) -> list[Diagnostic]:
    """Report sentences that stand twice in a brief, values printed too often, and meanings that two audiences share."""
    found = []
    for printed in proof.printed:
        found += [*_sentences(proof, printed), *_values(proof, printed)]
    return [*dict.fromkeys(found), *(_meanings(proof.library) if proof.asks("records") else ())]


def _sentences(proof: Proof, printed: Printed) -> Iterator[Diagnostic]:
    origins = Origins(proof.library, printed)
    seen: set[str] = set()
    for one in body(printed):
        for sentence in sentences(one.text) if one.paragraph else ():
            words = sentence.casefold().split()
            key = " ".join(words)
            if key in seen:
                message = f"the brief for '{printed.audience}' has this sentence twice"
                yield warning("BP341", message, origins.of(one, sentence), help="say it where it matters most")
            if len(words) >= _FEWEST and key.endswith((".", "?", "!")):
                seen.add(key)


def _values(proof: Proof, printed: Printed) -> Iterator[Diagnostic]:
    angle = proof.library.briefs[printed.brief].audiences[AudienceRef(printed.audience)]
    place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
    cells = [path for path, _ in find(angle, MatrixBlock, printed.audience)]
    times: Counter[str] = Counter()
    for path, text in find(angle, Prose, printed.audience):
        if path[0] != "sections" or any(path[: len(inside)] == inside for inside in cells):
            continue
        for inline in parse(text).inlines:
            if isinstance(inline, Value) and inline.part in ("value", "short"):
                times[inline.claim] += 1
                if times[inline.claim] == _MOST + 1:
                    message = f"the text for '{printed.audience}' prints '{inline.claim}' more than {_MOST} times"
                    hint = "refer to it with [@claim-id] once it has been given"
                    yield warning("BP341", message, place.at(*path, words=inline.claim), help=hint)


def _meanings(library: Library) -> Iterator[Diagnostic]:
    for name, claim in library.claims.items():
        told: dict[str, str] = {}
        for reader, text in claim.means.items():
            first = told.setdefault(text.casefold(), reader)
            if first != reader:
                message = f"claim '{name}' means the same to '{reader}' as to '{first}', word for word"
                place = library.place("claims", name).at("means", reader)
                yield warning("BP341", message, place, help="say what this reader does with it, or leave one out")
