"""What the finished brief says: every numeral on paper or screen is counted against what the View told it to print."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import category

from briefpress.check.pieces import numerals, pieces
from briefpress.model.blocks.contents import ContentsView
from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.pieces import Piece
    from briefpress.model.view import CiteView, View

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_APART = re.compile(r"[\s\-‐‑–—/()\[\]“”\"‘’;:·|…]+")
_CLUSTER = re.compile(r"\d(?:[\d.,]*\d)?")
_ADDED = 2
"""Sections that a template adds by itself."""
_DIGEST = 16
"""Digits of a checksum that are printed."""


def untraced(text: str, view: View) -> list[str]:
    """Return every word in the text of a finished brief with a numeral that the View does not account for.

    The text alone is read, so whatever a template or style sheet adds by itself is found. A numeral may stand there
    no more often than the templates were given it, and a citation mark no more often than its row is cited.
    """
    text = _without_contents(_without_pages(_without_feet(_UNSEEN.sub("", text), view)), view)
    given = Counter(_given(view))
    left = []
    for word in _words(text):
        if given[word] > 0:
            given[word] -= 1
        else:
            left.append(word)
    # On paper a raised number, or the next cell, stands right behind a word: what is left is taken apart.
    spare = Counter(digits for word in given.elements() for digits, _ in _clusters(word))
    cites = Counter(str(cite.row) for piece in pieces(view) for cite in _cites(piece))
    # Digits behind others are most likely a mark, so these are settled before marks are taken for figures.
    left.sort(key=lambda word: word[0].isdigit())
    return [word for word in left if not all(_known(*cluster, spare, cites) for cluster in _clusters(word))]


def _known(digits: str, behind: bool, spare: Counter[str], cites: Counter[str]) -> bool:
    """Tell whether digits are a known figure, citation marks, or the one with the other behind it; use them up."""
    # Whole before in parts, or a mark of two digits would pass for a figure with a mark.
    for cut in (0, len(digits)) if behind else (len(digits), *range(len(digits))):
        figure = digits[:cut].rstrip(".,")
        rows = Counter(row for row in re.split("[.,]", digits[cut:]) if row)
        if (not figure or spare[figure] > 0) and all(cites[row] >= times for row, times in rows.items()):
            spare[figure] -= 1
            cites.subtract(rows)
            return True
    return False


def _cites(piece: Piece) -> tuple[CiteView, ...]:
    return piece.value.cites if isinstance(piece.value, Run) else ()


def _words(text: str) -> Iterator[str]:
    for word in _APART.split(text):
        bare = word.strip(".,!?'")
        if numerals(bare):
            yield bare


def _clusters(word: str) -> list[tuple[str, bool]]:
    """Return the stretches of digits in a word, and whether each stands behind other characters than a currency's."""
    found = [
        (match[0], match.start() > 0 and category(word[match.start() - 1]) != "Sc") for match in _CLUSTER.finditer(word)
    ]
    rest = _CLUSTER.sub("", word)
    return [*found, *((char, False) for char in rest if category(char).startswith("N"))]


def _given(view: View) -> Iterator[str]:
    """Yield the words with a numeral that the templates are given, as often as they print them."""
    for piece in pieces(view):
        yield from _words(piece.text[:_DIGEST] if piece.field == "sha256" else piece.text)
    for row in view.rows:
        yield str(row.row)
    for source in view.sources:
        yield from (str(source.claims), "sha256")


def _without_feet(text: str, view: View) -> str:
    """Return the text without the line at the foot of every page."""
    foot = f"{view.edition} · {view.issued} · {view.disclaimer}"
    return re.sub(r"\s+".join(map(re.escape, foot.split())), " ", text)


def _without_contents(text: str, view: View) -> str:
    """Return the text without the pages that its contents name, one for each line of them."""
    listed = [block for section in view.sections for block in section.blocks if isinstance(block, ContentsView)]
    lines = sum(_ADDED + sum(1 + len(heading.parts) for heading in block.headings) for block in listed)
    return re.sub(r"(?<!\w)p\.\s\d{1,4}(?!\d)", " ", text, count=lines) if lines else text


def _without_pages(text: str) -> str:
    """Return the text without the numbers of its pages, of which each stands there once."""
    last = max(map(int, re.findall(r"\d+\s/\s(\d+)", text)), default=0)
    for page in range(1, last + 1):
        text = re.sub(rf"(?<!\d){page}\s/\s{last}(?!\d)", " ", text, count=1)
    return text
