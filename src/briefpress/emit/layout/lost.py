"""Loss: every character of the source stands on some page; the engine drops some without a word."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.leaves import Piece
    from briefpress.emit.layout.seen import Seen

_MARKS = re.compile(r"[\s\u00ad\u200b\u2010\u2060\ufeff-]+")
"""What lines are broken at: it comes and goes with the width."""

_SHOWN = 4
"""Words of a loss that a message quotes."""

_HINT = "a float, a positioned or inline block or a footnote that is taller than a page loses its end: let it flow"


def lost(seen: Seen) -> Iterator[Diagnostic]:
    """Report words and pictures that are on no page, once for each piece of the brief."""
    printed: dict[Any, list[str]] = {}
    everything = [piece for leaf in seen.leaves for piece in leaf.pieces]
    for piece in everything:
        if not piece.made:
            printed.setdefault(piece.element, []).append(piece.text)
    gone: dict[str, tuple[Any, str, int]] = {}
    for element, text in seen.source.texts.items():
        missing = _missing(text, "".join(printed.get(element, ())))
        if missing:
            owner = seen.source.owners[element]
            first, words, count = gone.get(owner, (element, missing, 0))
            gone[owner] = (first, words, count + len(missing.split()))
    for element, words, count in gone.values():
        begin = " ".join(words.split()[:_SHOWN])
        what = f"'{begin}' is" if count <= _SHOWN else f"'{begin} …' ({count} words) is"
        yield error("BP515", f"{what} on no page", seen.source.place(element, words), help=_HINT)
    drawn = {piece.element for piece in everything if piece.picture is not None and _visible(piece)}
    for element in seen.source.pictures:
        if element not in drawn:
            yield error("BP515", "a picture is on no page", seen.source.place(element), help=_HINT)


def _visible(piece: Piece) -> bool:
    return min(piece.rect.right - piece.rect.left, piece.rect.bottom - piece.rect.top) > 1


def _missing(text: str, printed: str) -> str:
    """Return the words of a text that were not printed; a head that pages repeat was printed often enough."""
    wanted, found = _plain(text), _plain(printed)
    if wanted == found or not Counter(wanted) - Counter(found):
        return ""
    # Where the beginning was printed, only the rest is missing.
    for word in re.finditer(r"\S+", text):
        known = _plain(text[: word.end()])
        if not found.startswith(known):
            return text[word.start() :].strip()
    return text.strip()


def _plain(text: str) -> str:
    return _MARKS.sub("", text).casefold()
