"""How wide words are, and how they break into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.view import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.model.view import Runs

SIZE = 8.2
"""Type of a drawing, in points."""
LEADING = 9.8
"""From one base line to the next."""
ASCENT, DESCENT = 7.6, 2.2
"""What a line takes above and below its base line."""

_WIDTHS = {
    char: width
    for width, chars in (
        (200, " \u00a0"),
        (280, "',.:;ijl|‘’"),
        (320, "!If"),
        (360, "()-/[\\]{}"),
        (400, "rt"),
        (440, "*s"),
        (480, "?cz–"),
        (520, '"#$+0123456789<=>FJLY^_evxy~“”€£−'),
        (560, "AESTVXZ`aghknou"),
        (600, "BCKPRbdpq▲●○"),
        (640, "&DG"),
        (680, "HNOQU"),
        (760, "Mw"),
        (800, "W—"),
        (880, "%@m"),
    )
    for char in chars
}
"""Thousandths of the type size, the widest of the weights a drawing is set in, rounded up."""
_WIDEST = 1000
_SLACK = 1.06
"""On a screen the reader's own font may stand in, and some are wider."""


def width(text: str) -> float:
    """Return the most that a line of text takes, in points."""
    return sum(_WIDTHS.get(char, _WIDEST) for char in text) * SIZE * _SLACK / 1000


def measure(runs: Runs) -> float:
    """Return the most that a line of runs takes."""
    return width("".join(run.text for run in runs))


def wrapped(runs: Iterable[Run], limit: float) -> tuple[Runs, ...]:
    """Break runs into lines no wider than the limit; a blank stands between runs, a word too long is cut."""
    lines: list[list[Run]] = [[]]
    for word in _words(runs, limit):
        line = lines[-1]
        if line and measure(_joined([*line, word])) > limit:
            lines.append([word])
        else:
            line.append(word)
    return tuple(_joined(line) for line in lines if line)


def _words(runs: Iterable[Run], limit: float) -> Iterable[Run]:
    for run in runs:
        for word in run.text.split(" "):
            for piece in _cut(word, limit):
                yield _as(run, piece)


def _cut(word: str, limit: float) -> Iterable[str]:
    piece = ""
    for char in word:
        if piece and width(piece + char) > limit:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _joined(words: Sequence[Run]) -> Runs:
    """Put words that belong to one run together again, each but the last with a blank behind it."""
    found: list[Run] = []
    for index, word in enumerate(words):
        text = word.text if index == len(words) - 1 else f"{word.text} "
        if found and _as(found[-1], "") == _as(word, ""):
            found[-1] = _as(word, found[-1].text + text)
        else:
            found.append(_as(word, text))
    return tuple(found)


def _as(run: Run, text: str) -> Run:
    return Run(text, run.styles, written=run.written)
