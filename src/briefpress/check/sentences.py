"""A desk's own words, sentence by sentence, each with the claims it prints and cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from briefpress.check.text import WRITTEN, once, texts_in
from briefpress.model.prose import Prose, Text, Value, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library
    from briefpress.model.prose import Inline

_FIRST = 0xE000
"""Stand-ins for values while a text is cut: characters of Unicode's private use area, which no prose holds."""
_END = re.compile(r"[.?!]+[\"'”’)\]]*\s+(?=[^\sa-z])")
_SHORT = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Inc|Ltd|Co|Corp|e\.g|i\.e)\.$")
_HOLE = re.compile(r"\{(value|period|due|when|as_of)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words with `{}` for each value, the values in order, and the claims whose marks it carries."""

    text: str
    values: tuple[Value, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The words before, between and after the values."""
        return tuple(self.text.split("{}"))


@lru_cache(maxsize=65_536)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut prose into sentences."""
    return tuple(
        sentence for paragraph in parse(text).paragraphs for sentence in _cut(paragraph.inlines) if sentence.text
    )


def stated(claim: str, statement: str) -> Sentence:
    """Return a claim's statement as a sentence that prints the claim's own parts."""
    values = tuple(Value(claim, name.replace("_", "-")) for name in _HOLE.findall(statement))
    return Sentence(_HOLE.sub("{}", statement), values, (claim,))


def written(library: Library, *folders: str) -> Iterator[tuple[Sentence, Place]]:
    """Yield every sentence of the desk's own words and where it stands, the words of sources left out."""
    return chain.from_iterable(_written(library, folder) for folder in folders or WRITTEN)


@once
def _written(library: Library, folder: str) -> Iterator[tuple[Sentence, Place]]:
    for line, place, record in texts_in(library, folder):
        if isinstance(line, Prose):
            for sentence in sentences(line):
                yield sentence, place
        elif place.path[-1] == "statement":
            yield stated(record.id, line), place
        else:
            yield Sentence(line), place


def _cut(inlines: tuple[Inline, ...]) -> Iterator[Sentence]:
    whole = "".join(inline.text if isinstance(inline, Text) else chr(_FIRST + at) for at, inline in enumerate(inlines))
    start = 0
    for end in _END.finditer(whole):
        if not _SHORT.search(whole[: end.end()].rstrip()):
            yield _sentence(whole[start : end.end()], inlines)
            start = end.end()
    yield _sentence(whole[start:], inlines)


def _sentence(text: str, inlines: tuple[Inline, ...]) -> Sentence:
    held = [inlines[ord(char) - _FIRST] for char in text if _FIRST <= ord(char) < _FIRST + len(inlines)]
    words = ""
    for char in text:
        at = ord(char) - _FIRST
        inside = inlines[at] if 0 <= at < len(inlines) else None
        words += char if inside is None else "{}" if isinstance(inside, Value) else ""
    return Sentence(
        " ".join(words.split()),
        tuple(inline for inline in held if isinstance(inline, Value)),
        tuple(name for inline in held if not isinstance(inline, Text) for name in inline.cited),
    )
