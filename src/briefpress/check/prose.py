"""Prose holds only what can be printed, and every value it asks for exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.text import lines_in, prose_in
from briefpress.diagnostics import Diagnostic, error, suggest
from briefpress.model.prose import PARTS, REFERENCE, Value, parse

if TYPE_CHECKING:
    from briefpress.diagnostics import Place
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library


def prose(library: Library) -> list[Diagnostic]:
    """Report constructs that prose does not have, and values that a claim does not have."""
    found = []
    for text, place in prose_in(library):
        parsed = parse(text)
        for unfit in parsed.unfit:
            message, hint = f"prose may not hold {unfit.what}", "prose has paragraphs, lists, emphasis, code and links"
            if unfit.what == "a claim reference":
                message, hint = f"'{unfit.words}' is not a claim reference", "write {claim-id} or [@claim-id]"
            elif unfit.what.startswith("a link"):
                hint = "links begin with https:, http: or mailto:"
            found.append(error("BP308", message, place.at(words=unfit.words), help=hint))
        for inline in dict.fromkeys(parsed.inlines):
            if isinstance(inline, Value) and inline.claim in library.claims:
                found.extend(_missing(library.claims[inline.claim], inline.part, place))
    for line, place in lines_in(library):
        # A statement has parts of its own to fill in, which another check knows.
        for near in REFERENCE.finditer(line) if place.path[-1:] != ("statement",) else ():
            message = f"'{near[0]}' stands in a line, which prints no claim"
            found.append(error("BP308", message, place.at(words=near[0]), help="prose and statements print claims"))
    return found


def _missing(claim: Claim, part: str, place: Place) -> list[Diagnostic]:
    if part not in PARTS:
        hint = suggest(part, PARTS) or f"one of {', '.join(PARTS)}"
        return [error("BP306", f"a claim has no part '{part}'", place.at(words=f"{claim.id}:{part}"), help=hint)]
    if has(claim, part):
        return []
    words = claim.id if part == "value" else f"{claim.id}:{part}"
    what = "value" if part in ("value", "short") else f"'{part}'"
    return [
        error(
            "BP306",
            f"claim '{claim.id}' has no {what} to print",
            place.at(words=words),
            help="[@id] prints the citation mark alone",
        )
    ]


def has(claim: Claim, part: str) -> bool:
    """Tell whether a claim has a part that can be printed. What a broken formula lacks is reported elsewhere."""
    parts = {
        "period": claim.period,
        "due": claim.due,
        "when": claim.when,
        "as-of": claim.as_of,
        "holder": claim.holder,
    }
    return bool(parts.get(part, claim.value or claim.derived or claim.when))
