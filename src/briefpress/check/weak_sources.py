"""What a brief leads with rests on more than sources that are not usually reliable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import grounds, leading
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library


def weak_sources(proof: Proof) -> list[Diagnostic]:
    """Report claims in what leads a brief whose every source is graded D or worse."""
    found = []
    for _, name, place in leading(proof):
        weak = next((ground for ground in grounds(proof.library, name) if _weak(ground, proof.library)), None)
        if weak:
            grades = ", ".join(sorted({proof.library.sources[source].reliability for source in weak.sources}))
            message = f"'{name}' leads a brief and rests on sources graded {grades} alone"
            hint = "move it inside the brief, or find a source graded C or better"
            found.append(error("BP251", message, place, help=hint))
    return list(dict.fromkeys(found))


def _weak(claim: Claim, library: Library) -> bool:
    sources = claim.sources
    return bool(sources) and all(library.sources[source].reliability >= "D" for source in sources)
