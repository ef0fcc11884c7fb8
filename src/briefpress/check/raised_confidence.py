"""Confidence is derived; a hand may lower it and never raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.brief import Judgement
from briefpress.model.confidence import LEVELS
from briefpress.model.record import AudienceRef, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Place
    from briefpress.model.claim import Level, Lowered
    from briefpress.model.edition import Library


def raised_confidence(proof: Proof) -> list[Diagnostic]:
    """Report confidence that was "lowered" to more than its evidence carries."""
    found: dict[Diagnostic, None] = {}
    for printed in proof.printed:
        for what, lowered, ceiling, place in _lowered(printed, proof.library):
            if LEVELS.index(lowered.to) > LEVELS.index(ceiling):
                message = f"confidence in {what} is lowered to {lowered.to}, and its evidence carries only {ceiling}"
                hint = "leave 'lowered' out: it could only raise the confidence"
                found[error("BP253", message, place.at("lowered", "to"), help=hint)] = None
    return list(found)


def _lowered(printed: Printed, library: Library) -> Iterator[tuple[str, Lowered, Level, Place]]:
    edition = printed.edition
    for name, claim in edition.claims.items():
        if claim.lowered:
            yield f"'{name}'", claim.lowered, edition.ceiling([name]), library.place("claims", name)
    angle = library.briefs[printed.brief].audiences[AudienceRef(printed.audience)]
    place = library.place("briefs", printed.brief).at("audiences", printed.audience)
    for path, judgement in find(angle, Judgement, printed.audience):
        if judgement.lowered:
            level = edition.confidence(judgement.named)
            yield f"judgement '{judgement.id}'", judgement.lowered, level, place.at(*path)
