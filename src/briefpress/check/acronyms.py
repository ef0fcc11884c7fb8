"""Every acronym is one that its readers know, find in the glossary, or are told at first use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.reading import texts, written
from briefpress.check.text import once
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

_ACRONYM = re.compile(r"(?<![\w$])(?P<short>[A-Z]{2,}\d*|[A-Z]\d[A-Z]+)s?(?![\w$])")


def acronyms(proof: Proof) -> list[Diagnostic]:
    """Report acronyms that a reader meets unexplained, each once for each brief."""
    found = []
    (names,), money = _names(proof.library), currencies(proof.library)
    for printed in proof.printed:
        known = {*money, *_known(printed)}
        for short, text in _met(names, printed).items():
            if short not in known and not _told(short, text):
                message = f"'{short}' is never explained to audience '{printed.audience}'"
                hint = "write it out at first use, or give it a term that this audience knows or has in its glossary"
                found.append(error("BP331", message, _place(proof.library, printed, short), help=hint))
    return found


def _met(names: re.Pattern[str], printed: Printed) -> dict[str, str]:
    """Return each acronym with the text in which a reader meets it first."""
    met: dict[str, str] = {}
    for one in texts(printed):
        for match in _ACRONYM.finditer(names.sub(" ", one.text)):
            met.setdefault(match["short"], one.text)
    return met


@once
def _names(library: Library) -> Iterator[re.Pattern[str]]:
    """Yield what finds names: a company that is called by capitals has nothing to be written out."""
    names = sorted({*library.desk.names, *entities(library)}, key=len, reverse=True)
    yield re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else re.compile(r"(?!)")


@once
def entities(library: Library) -> Iterator[str]:
    """Yield whomever and whatever the claims are about, each once."""
    yield from dict.fromkeys(entity for claim in library.claims.values() for entity in claim.entities)


@once
def currencies(library: Library) -> Iterator[str]:
    """Yield the currencies of the values on the desk, each once."""
    yield from dict.fromkeys(value.currency for value in library.values.values() if value.currency)


def _known(printed: Printed) -> set[str]:
    listed = {
        fact.label
        for section in printed.view.sections
        for block in section.blocks
        if block.block == "glossary"
        for fact in getattr(block, "terms", ())
    }
    known: set[str] = set()
    for term in printed.edition.terms.values():
        if printed.audience in term.known_by or term.term in listed:
            for form in (term.term, *term.forms):
                known.update(match["short"] for match in [_ACRONYM.fullmatch(form)] if match)
    return known


def _told(short: str, text: str) -> bool:
    """Tell whether a text spells an acronym out, before it or after it: `large language model (LLM)`."""
    before = re.search(rf"(?P<words>[^()]+)\({re.escape(short)}s?\)", text)
    after = re.search(rf"{re.escape(short)}s? \((?P<words>[^()]+)\)", text)
    size = len(short)
    return any(
        "".join(word[0] for word in words).casefold() == short.casefold()
        for words in (
            re.findall(r"\w+", before["words"])[-size:] if before else [],
            re.findall(r"\w+", after["words"])[:size] if after else [],
        )
    )


def _place(library: Library, printed: Printed, short: str) -> Place:
    places: Iterator[Place] = (
        place.at(words=short)
        for text, place in written(library, printed)
        if any(match["short"] == short for match in _ACRONYM.finditer(text))
    )
    return next(places, library.place("briefs", printed.brief).at("audiences", printed.audience))
