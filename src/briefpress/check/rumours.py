"""A rumour may be told inside a brief, with its mark; it does not lead one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.front import grounds, leading
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def rumours(proof: Proof) -> list[Diagnostic]:
    """Report rumours, and what is computed from them, in what a reader takes away from page 1."""
    found = []
    for _, name, place in leading(proof):
        headline = place.path[-1] == "headline"
        if "judgements" in place.path and not headline:
            continue
        if any(ground.kind == "rumour" for ground in grounds(proof.library, name)):
            part = str(next(step for step in place.path[2:] if isinstance(step, str))).replace("_", " ")
            message = f"rumour '{name}' stands in the {'headline of a judgement' if headline else part}"
            found.append(error("BP255", message, place, help="tell it inside the brief, where its mark explains it"))
    return found
