"""Nothing is dated later than what it rests on: a claim than its source, a source than the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library


def date_order(proof: Proof) -> list[Diagnostic]:
    """Report dates in an order that cannot be."""
    return [*_sources(proof), *_claims(proof)]


def _sources(proof: Proof) -> Iterator[Diagnostic]:
    for name, source in proof.library.sources.items():
        place = proof.library.place("sources", name)
        out = source.published.stated or source.published.not_before
        if out and out.first > source.accessed.last:
            message = f"source '{name}' came out on {out} and was read before, on {source.accessed}"
            yield error("BP237", message, place.at("accessed"), help="one of its dates is wrong")
        elif source.accessed.first > proof.as_of:
            message = f"source '{name}' was read on {source.accessed}, after {proof.as_of}, for which the briefs speak"
            hint = "correct the date, or check as of a later day with --as-of"
            yield error("BP237", message, place.at("accessed"), help=hint)


def _claims(proof: Proof) -> Iterator[Diagnostic]:
    for name, claim in proof.library.claims.items():
        if claim.as_of is None:
            continue
        place = proof.library.place("claims", name).at("as_of")
        if claim.as_of.first > proof.as_of:
            message = f"claim '{name}' is of {claim.as_of}, after {proof.as_of}, for which the briefs speak"
            yield error("BP237", message, place, help="correct the date, or check as of a later day with --as-of")
        elif late := _later(claim, proof.library):
            message = f"claim '{name}' is of {claim.as_of}, and its source is of {late}"
            yield error("BP237", message, place, help="a source cannot state what was true only later")


def _later(claim: Claim, library: Library) -> str:
    """Return the date of its latest source, where the claim is later than that."""
    bounds = [library.sources[name].published.latest for name in claim.sources]
    known = [bound for bound in bounds if bound]
    if not known or len(known) < len(bounds) or claim.as_of is None:
        return ""
    latest = max(known, key=lambda bound: bound.last)
    return str(latest) if claim.as_of.first > latest.last else ""
