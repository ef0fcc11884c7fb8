"""What a brief leads with, and what its editions print: where several checks look first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.prose import Prose, parse
from briefpress.model.record import AudienceRef, ClaimRef, find
from briefpress.model.view import RowView, Run, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library

LEADING = ("dek", "key_figures", "bottom_line", "judgements")
"""The parts of page 1 that a reader takes away: what may not rest on little."""


def leading(proof: Proof, *parts: str) -> Iterator[tuple[str, str, Place]]:
    """Yield the audience, the claim and the place of each claim named in these parts of page 1, by default all."""
    for printed in proof.printed:
        angle = proof.library.briefs[printed.brief].audiences[AudienceRef(printed.audience)]
        place = proof.library.place("briefs", printed.brief).at("audiences", printed.audience)
        for path, ref in find(angle, ClaimRef, printed.audience):
            if path[0] in (parts or LEADING):
                yield printed.audience, ref, place.at(*path)
        for path, text in find(angle, Prose, printed.audience):
            if path[0] in (parts or LEADING):
                for name in dict.fromkeys(parse(text).claims):
                    yield printed.audience, name, place.at(*path, words=name)


def used(proof: Proof) -> dict[str, None]:
    """Return the claims that some edition prints, in the order of their rows."""
    return {row.claim: None for printed in proof.printed for row in printed.view.rows}


def undated(claim: Claim) -> bool:
    """Tell whether a reported figure has neither a date nor a period."""
    return claim.kind == "reported" and claim.value is not None and claim.as_of is None and claim.period is None


def grounds(library: Library, name: str) -> tuple[Claim, ...]:
    """Return the claims with evidence of their own that a claim rests on: itself, or what it is computed from."""
    found = dict.fromkeys([name])
    waiting = [name]
    for one in waiting:
        derived = library.claims[one].derived
        new = [term for term in dict.fromkeys(derived.terms if derived else ()) if term not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(library.claims[one] for one in found if not library.claims[one].derived)


def runs(piece: object) -> list[Run]:
    """Return the runs of text inside a part of a View but for rows of evidence, which repeat what stands elsewhere."""
    return within(piece, Run, RowView)
