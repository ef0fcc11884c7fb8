"""Where the desk speaks for itself it neither hedges nor puffs: likelihood and confidence say how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.voice import finder, front, used
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_HEDGES = finder(
    (
        *("may", "might", "could", "perhaps", "possibly", "potentially", "arguably", "seemingly", "apparently"),
        *("presumably", "somewhat", "fairly", "relatively"),
    )
)
_PUFF = finder(
    (
        *("significant", "significantly", "unprecedented", "game-changer", "game-changing", "revolutionary"),
        *("groundbreaking", "cutting-edge", "world-class", "best-in-class", "state-of-the-art", "massive", "massively"),
        *("huge", "hugely", "dramatic", "dramatically", "incredible", "incredibly", "exciting", "transformative"),
        *("seamless", "seamlessly", "robust", "landmark", "remarkable", "remarkably"),
    )
)


def hedges(proof: Proof) -> list[Diagnostic]:
    """Report words that weaken or inflate what the desk concludes."""
    found = []
    for printed in proof.printed:
        for pattern, does, hint in (
            (_HEDGES, "hedges", "say what is known, or give the judgement a likelihood"),
            (_PUFF, "inflates", "give the figure, or leave the word out"),
        ):
            for word, place in used(pattern, front(proof, printed)):
                found.append(warning("BP332", f"'{word}' {does} what the desk concludes", place, help=hint))
    return list(dict.fromkeys(found))
