"""`explain`: what the manual says of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import suggest
from briefpress.load.manual import Entry, manual

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Unknown(Exception):
    """A code or name was asked for that the manual does not have."""


def explained(word: str) -> Entry:
    """Return the entry for a code or for a check's name; raises Unknown."""
    entries = manual()
    named = {entry.name: entry for entry in entries.values() if entry.name}
    found = entries.get(word.upper()) or named.get(word.lower().replace("_", "-"))
    if found is None:
        hint = suggest(word, [*entries, *named]) or "without a word, explain lists all codes"
        raise Unknown(f"no diagnostic '{word}': {hint}")
    return found


def everything() -> list[Entry]:
    """Return all entries, by code."""
    return list(manual().values())


def codes(words: str, met: Iterable[str]) -> tuple[str, ...]:
    """Return the codes, or beginnings of codes, in a list with commas; raises Unknown. `met` are codes just found."""
    wanted = tuple(word.strip().upper() for word in words.split(",") if word.strip())
    # The manual has a page for every check: it is not read for nothing.
    known = sorted({*manual(), *met}) if wanted else []
    for word in wanted:
        if not any(code.startswith(word) for code in known):
            raise Unknown(f"no code '{word}': {_near(word, known)}")
    return wanted


def _near(word: str, known: Sequence[str]) -> str:
    return suggest(word, known) or "'briefpress explain' lists all codes"
