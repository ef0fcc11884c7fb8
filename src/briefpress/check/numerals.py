"""No numeral is typed by hand: a number in prose comes from a claim, or belongs to a declared name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from briefpress.check.text import lines_in, prose_in
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.prose import Text, parse

if TYPE_CHECKING:
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

_IN_PROSE = "print it from a claim with {claim-id}"
_HOLE = re.compile(r"\{\w+\}")


def numerals(library: Library) -> list[Diagnostic]:
    """Report numerals in prose and in printed lines."""
    names = "|".join(re.escape(name) for name in sorted(library.desk.names, key=len, reverse=True))
    declared = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None
    found = []
    for prose, place in prose_in(library):
        for inline in parse(prose).inlines:
            if isinstance(inline, Text):
                found.extend(_typed(inline.text, place, declared, _IN_PROSE))
    for line, place in lines_in(library):
        if _printed(place):
            found.extend(_typed(_HOLE.sub(" ", line), place, declared, _way_out(place)))
    return found


def _printed(place: Place) -> bool:
    return place.path[-1:] != ("reason",)


def _numeric(char: str) -> bool:
    """Tell digits of any script, superscripts, fractions and numbers in circles: all that Unicode calls a number."""
    return category(char).startswith("N")


def _way_out(place: Place) -> str:
    if place.path[-1:] == ("statement",):
        return "print the claim's own parts with {value}, {period}, {due}, {when} or {as_of}"
    return "say it in words"


def _typed(text: str, place: Place, declared: re.Pattern[str] | None, way_out: str) -> list[Diagnostic]:
    # Few texts hold a numeral: most are told at once.
    if not any(map(str.isnumeric, text)):
        return []
    rest = declared.sub(" ", text) if declared else text
    words = [word.strip(".,;:!?()[]\"'“”‘’") for word in rest.split() if any(map(_numeric, word))]
    hint = f"{way_out}, or declare the name under 'names' in briefpress.yaml"
    return [
        error("BP304", f"numeral '{word}' is typed by hand", place.at(words=word), help=hint)
        for word in dict.fromkeys(words)
    ]
