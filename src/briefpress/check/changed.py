"""A judgement that is said to have changed has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.brief import Judgement
from briefpress.model.record import find

if TYPE_CHECKING:
    from briefpress.check.proof import Proof


def changed(proof: Proof) -> list[Diagnostic]:
    """Report judgements that changed from what they are, or for no reason but themselves."""
    found = []
    for brief in proof.library.briefs.values():
        for path, judgement in find(brief, Judgement):
            change = judgement.changed
            if change is None:
                continue
            place = proof.library.place("briefs", brief.id).at(*path, "changed")
            now = {_plain(text) for text in (judgement.headline, judgement.text, judgement.likelihood or "")}
            if _plain(change.before) in now:
                message = f"judgement '{judgement.id}' changed from what it still says"
                found.append(error("BP372", message, place.at("from"), help="say what was held before"))
            if _plain(change.why) in now | {_plain(change.before)}:
                message = f"judgement '{judgement.id}' changed without a reason"
                hint = "say which evidence moved it"
                found.append(error("BP372", message, place.at("why"), help=hint))
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("-", " ").casefold().split()).rstrip(".")
