"""Changes in words: lines for a person, Markdown for a message, data for a machine."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.model.blocks.changes import WORDS, dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.model.imprint import Change, Since


def lines(changes: Iterable[Change]) -> Iterator[str]:
    """Yield changes, one to a line."""
    for change in _sorted(changes):
        yield f"{WORDS[change.kind].lower()}: {change.id}: {_said(change)}"


def markdown(title: str, name: str, since: Since | None) -> str:
    """Return what changed as a page that can be sent."""
    if since is None:
        return f"# {title}\n\nEdition {name}: the first.\n"
    parts = [f"# {title}\n\nEdition {name}, compared with edition {since.number} of {since.issued}.\n"]
    if since.withdrawn:
        parts.append(f"Edition {since.number} was withdrawn: {_escaped(since.withdrawn)}\n")
    for kind, said in grouped(since.changes):
        items = "".join(f"- {_escaped(one)}\n" for one in said)
        parts.append(f"## {kind}\n\n{items}")
    return "\n".join(parts if since.changes else [*parts, "Nothing changed.\n"])


def grouped(changes: Iterable[Change]) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of change, and what changed in that way."""
    for kind, some in groupby(_sorted(changes), key=lambda change: change.kind):
        yield WORDS[kind], [_said(change) for change in some]


def _said(change: Change) -> str:
    moved = f"{change.before} → {change.after}" if change.before else change.after
    as_of = dated(change)
    remarks = ", ".join(part for part in (moved, as_of) if part)
    return " ".join(part for part in (change.text, f"({remarks})" if remarks else "", change.why) if part)


def _sorted(changes: Iterable[Change]) -> list[Change]:
    order = list(WORDS)
    return sorted(changes, key=lambda change: order.index(change.kind))


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|" else char for char in text)
