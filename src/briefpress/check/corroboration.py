"""Repetition is not corroboration: what is called confirmed rests on sources of independent origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_CONFIRMED, _PROBABLE = 1, 2


def corroboration(proof: Proof) -> list[Diagnostic]:
    """Report credibility that needs more than one origin, or one origin close to the event."""
    library, found = proof.library, []
    for name, claim in library.claims.items():
        sources = [library.sources[source] for source in claim.sources]
        single = len({source.origin for source in sources}) == 1
        primary = any(source.tier == "primary" for source in sources)
        if not single or claim.credibility not in (_CONFIRMED, _PROBABLE):
            continue
        if claim.credibility == _CONFIRMED or not primary:
            needs = (
                "independent origins" if claim.credibility == _CONFIRMED else "independent origins or a primary source"
            )
            message = f"credibility {claim.credibility} of '{name}' needs {needs}; all its evidence is of one origin"
            place = library.place("claims", name).at("credibility")
            found.append(error("BP244", message, place, help="lower it: repeated by one origin, it is said once"))
    return found
