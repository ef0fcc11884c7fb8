"""The desk says what a source says in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.passage import runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.check.audit import Audit

TOO_LONG = 7
"""Words in a row that a statement may not share with a source."""
_HOLE = re.compile(r"\{\w+\}")


def own_words(audit: Audit) -> list[Diagnostic]:
    """Report statements and notes that copy a run of words; one finding for each, at the first run."""
    copied: dict[tuple[str, ...], str] = {}
    for name, text in audit.texts.items():
        for passage in text.passages:
            for run in runs(passage.text, TOO_LONG):
                copied.setdefault(run, name)
    found = []
    for name, claim in audit.library.claims.items():
        for key, written in (("statement", claim.statement), ("note", claim.note)):
            if same := _shared(written or "", copied):
                words, source = same
                message = f"the {key} of '{name}' has {TOO_LONG} words in a row from '{source}'"
                place = audit.library.place("claims", name).at(key, words=words)
                found.append(error("BP215", message, place, help=f"say '{words}' in the desk's own words"))
    return found


def _shared(text: str, copied: Mapping[tuple[str, ...], str]) -> tuple[str, str] | None:
    for piece in _HOLE.split(text):
        for run, words in runs(piece, TOO_LONG).items():
            if run in copied:
                return words, copied[run]
    return None
