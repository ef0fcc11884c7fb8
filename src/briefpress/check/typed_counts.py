"""What can be counted by the program is not counted by hand: sources, claims, rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.check.text import Words
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|a dozen|dozens|a hundred|hundreds"
)
_MATERIAL = ("sources", "claims", "rows", "articles", "reports", "documents", "references", "citations", "anchors")
_COUNTED = Words(rf"\b(?:{_NUMBER}) (?:of (?:the|our|these|those|its) )?(?:[a-z-]+ )?(?:{'|'.join(_MATERIAL)})\b")
"""A number of the desk's own pieces, as it may stand in a sentence."""


def counts(text: str) -> list[str]:
    """Return the counts of the desk's own pieces in a text."""
    return _COUNTED.found(text)


def typed_counts(proof: Proof) -> list[Diagnostic]:
    """Report counts of sources, claims and rows that were typed."""
    found = []
    for sentence, place in written(proof.library):
        for words in dict.fromkeys(counts(sentence.text)):
            hint = "say it without the number: page 1 prints the counts, and keeps them right"
            found.append(error("BP322", f"'{words}' is a count typed by hand", place.at(words=words), help=hint))
    return found
