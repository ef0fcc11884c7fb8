"""One name has one spelling in the desk's own words, and one kind of English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefpress.check.reading import worded
from briefpress.check.text import lines_in, once, prose_in
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefpress.check.proof import Proof, Spelt
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

_COMPARED = frozenset(("forms", "entities", "absent"))
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BRITISH = re.compile(
    r"\b(?:(?P<re>cent|theat|met)(?P<er>er|re)|(?P<stem>col|lab|fav|behavi|neighb|hon|harb)(?P<or>ou?r)"
    r"|(?P<ise>(?:author|central|organ|optim|real|recogn|minim|maxim|personal|monet|summar|emphas|prior|util|standard))"
    r"(?P<iz>i[sz])(?=e|i|a))",
    re.IGNORECASE,
)


def spellings(proof: Proof) -> list[Diagnostic]:
    """Report names written in two ways, and words spelled in the British and in the American way."""
    library = proof.library
    spelt = names(library)
    found: list[Diagnostic] = []
    if proof.asks("records"):
        found += [*_variants(library, spelt), *_misnamed(_split(library), spelt)]
    if proof.asks("desk"):
        found += _mixed([*spelling(library).values(), *(trace.spelt for trace in proof.elsewhere)])
    return [*dict.fromkeys(found)]


class _Split(NamedTuple):
    text: str
    place: Place
    words: list[str]


@once
def _split(library: Library) -> Iterator[_Split]:
    """Yield the texts that are compared, and their words."""
    for text, place in prose_in(library):
        own = worded(text)
        yield _Split(own, place, _WORD.findall(own))
    for line, place in lines_in(library):
        # Other spellings of a term are there to be found by, names and entities are what is compared.
        if _COMPARED.isdisjoint(place.path):
            yield _Split(line, place, _WORD.findall(line))


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def names(library: Library) -> dict[str, str]:
    """Return how each name is written, by its letters alone: as it stands in most records."""
    counts: dict[str, dict[str, int]] = {}
    for name in (*library.desk.names, *(name for claim in library.claims.values() for name in claim.entities)):
        spelt = counts.setdefault(_key(name), {})
        spelt[name] = spelt.get(name, 0) + 1
    return {key: max(spelt, key=lambda name: spelt[name]) for key, spelt in counts.items()}


def _variants(library: Library, names: Mapping[str, str]) -> Iterator[Diagnostic]:
    for claim in library.claims.values():
        for index, name in enumerate(claim.entities):
            if names[_key(name)] != name:
                place = library.place("claims", claim.id).at("entities", index)
                yield _finding(name, names[_key(name)], place)


def _misnamed(texts: Sequence[_Split], names: Mapping[str, str]) -> Iterator[Diagnostic]:
    begun = {key[:end] for key in names for end in range(1, len(key) + 1)}
    keyed = {word: _key(word) for word in {word for text in texts for word in text.words}}
    first = {word for word, key in keyed.items() if key in begun}
    for text, place, words in texts:
        # Few words begin a name: the rest is done for those only.
        starts = [at for at, word in enumerate(words) if word in first]
        spans = [match.span() for match in _WORD.finditer(text)] if starts else []
        for start in starts:
            key = ""
            # A name may be torn into more words than it has, or written as one.
            for last in range(start, len(words)):
                key += keyed[words[last]]
                if key not in begun:
                    break
                if key in names and _differs(written := text[spans[start][0] : spans[last][1]], names[key]):
                    yield _finding(written, names[key], place.at(words=written))


def _differs(written: str, name: str) -> bool:
    """Tell whether a text spells a name in another way, and is not just a common word of the same letters."""
    bare = re.sub(r"['’]s\Z", "", written)
    if name in (written, bare):
        return False
    if bare.casefold() != name.casefold():
        return True
    # "Threads" and "threads" are two words; "DeepSeek" and "Deepseek" are not.
    common = name in (name.capitalize(), name.lower(), name.upper())
    return not common or (bare.isupper() and not name.isupper())


def spelling(library: Library) -> dict[str, Spelt]:
    """Return, for each file, the words in it that are spelled otherwise elsewhere in the world."""
    known = re.compile("|".join(map(re.escape, sorted(names(library).values(), key=len, reverse=True))) or r"(?!)")
    found: dict[str, Spelt] = {}
    texts = _split(library)
    two_ways = {word for word in {word for text in texts for word in text.words} if _british(word)}
    for text, place, words in texts:
        # Few texts hold such a word: the names are taken out of those only.
        if not two_ways.isdisjoint(words):
            for word in _WORD.findall(known.sub(" ", text)):
                if british := _british(word):
                    spelt = found.setdefault(place.file, {}).setdefault(british, {})
                    count, first = spelt.get(word.casefold(), (0, place.at(words=word)))
                    spelt[word.casefold()] = (count + 1, first)
    return found


def _mixed(files: Iterable[Spelt]) -> Iterator[Diagnostic]:
    """Yield each word that the desk spells in two ways, at a first place of the rarer one."""
    counts: dict[str, dict[str, tuple[int, Place]]] = {}
    for spelt in files:
        for british, words in spelt.items():
            known = counts.setdefault(british, {})
            for word, (count, place) in words.items():
                before, first = known.get(word, (0, place))
                known[word] = (before + count, min(first, place, key=lambda one: one.file))
    for words in counts.values():
        if len(words) > 1:
            rare, usual = sorted(words, key=lambda word: (words[word][0], word))[:2]
            yield _finding(words[rare][1].words, usual, words[rare][1])


def _british(word: str) -> str:
    """Return a word as it is spelled in British English, or nothing if both spell it alike."""
    return _BRITISH.sub(_as_british, word.casefold()) if _BRITISH.search(word) else ""


def _as_british(match: re.Match[str]) -> str:
    if match["er"]:
        return f"{match['re']}re"
    return f"{match['stem']}our" if match["stem"] else f"{match['ise']}is"


def _finding(written: str, name: str, place: Place) -> Diagnostic:
    return warning("BP334", f"'{written}' is written '{name}' elsewhere", place, help="keep to one spelling")
