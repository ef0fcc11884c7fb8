"""The words of a mail that brings an edition: what changed since the last one that its readers were sent."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from briefpress.diagnostics import counted
from briefpress.plan.told import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.imprint import Since
    from briefpress.model.manifest import Manifest

_WIDTH = 72
"""Columns of a plain mail, with room for those who quote it."""
_FILL = TextWrapper(_WIDTH, break_long_words=False, break_on_hyphens=False)
_ITEM = TextWrapper(_WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


@dataclass(frozen=True)
class Letter:
    """A mail before it has an envelope."""

    subject: str
    plain: str
    html: str


def letter(manifest: Manifest, since: Since | None) -> Letter:
    """Return the words that bring an edition; `since` is what changed since the last one that was sent there."""
    title = " ".join(f"{manifest.title}: {manifest.label}".split())
    number = f"Edition {manifest.number}"
    first = "first edition" if manifest.number == 1 else "the first that is sent here"
    news = first if since is None else counted(len(since.changes), "change")
    head = f"{number} of {manifest.issued}"
    said = [*_opening(since)]
    groups = list(grouped(since.changes)) if since else []
    return Letter(
        f"{title}, edition {manifest.number} ({news})",
        "\n".join([_FILL.fill(title), head, *_plain(said, groups), ""]),
        _html(title, [head, *said], groups),
    )


def _opening(since: Since | None) -> Iterator[str]:
    if since is None:
        yield "This is the first edition that is sent here."
        return
    if since.withdrawn:
        yield f"Edition {since.number} was withdrawn: {since.withdrawn}"
    changes = counted(len(since.changes), "change") if since.changes else "Nothing changed"
    yield f"{changes} since edition {since.number} of {since.issued}."


def _plain(said: list[str], groups: list[tuple[str, list[str]]]) -> Iterator[str]:
    for text in said:
        yield ""
        yield _FILL.fill(text)
    for kind, items in groups:
        yield ""
        yield kind
        yield from (_ITEM.fill(item) for item in items)


def _html(title: str, said: list[str], groups: list[tuple[str, list[str]]]) -> str:
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{escape(text)}</p>" for text in said)]
    for kind, items in groups:
        rows = "".join(f"<li>{escape(item)}</li>\n" for item in items)
        parts.append(f"<h2>{escape(kind)}</h2>\n<ul>\n{rows}</ul>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n{body}\n</html>\n'
    )
