"""One name has one spelling in the desk's own words, and one kind of English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefpress.check.reading import worded
from briefpress.check.text import lines_in, prose_in
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library

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
    texts = list(_texts(library))
    names = _names(library)
    return [*dict.fromkeys([*_variants(library, names), *_misnamed(texts, names), *_mixed(texts, names)])]


def _texts(library: Library) -> Iterator[tuple[str, Place]]:
    for text, place in prose_in(library):
        yield worded(text), place
    for line, place in lines_in(library):
        # Other spellings of a term are there to be found by, names and entities are what is compared.
        if not {"forms", "entities", "absent"} & set(place.path):
            yield line, place


@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _names(library: Library) -> dict[str, str]:
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


def _misnamed(texts: list[tuple[str, Place]], names: Mapping[str, str]) -> Iterator[Diagnostic]:
    begun = {key[:end] for key in names for end in range(1, len(key) + 1)}
    for text, place in texts:
        keys = [_key(word) for word in _WORD.findall(text)]
        for start in range(len(keys)):
            key = ""
            # A name may be torn into more words than it has, or written as one.
            for last in range(start, len(keys)):
                key += keys[last]
                if key not in begun:
                    break
                if key in names and _differs(written := _between(text, start, last), names[key]):
                    yield _finding(written, names[key], place.at(words=written))


def _between(text: str, first: int, last: int) -> str:
    """Return a text from one of its words to another."""
    words = list(_WORD.finditer(text))
    return text[words[first].start() : words[last].end()]


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


def _mixed(texts: list[tuple[str, Place]], names: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield each word that the desk spells in two ways, at the first place of the rarer one."""
    known = re.compile("|".join(map(re.escape, sorted(names.values(), key=len, reverse=True))) or r"(?!)")
    seen: dict[str, dict[str, list[tuple[str, Place]]]] = {}
    for text, place in texts:
        # Few texts hold such a word: the names are taken out of those only.
        if any(map(_british, _WORD.findall(text))):
            for word in _WORD.findall(known.sub(" ", text)):
                if british := _british(word):
                    seen.setdefault(british, {}).setdefault(word.casefold(), []).append((word, place))
    for spelt in seen.values():
        if len(spelt) > 1:
            rare, usual = sorted(spelt, key=lambda word: (len(spelt[word]), word))[:2]
            word, place = spelt[rare][0]
            yield _finding(word, usual, place.at(words=word))


@lru_cache(maxsize=65_536)
def _british(word: str) -> str:
    """Return a word as it is spelled in British English, or nothing if both spell it alike."""
    return _BRITISH.sub(_as_british, word.casefold()) if _BRITISH.search(word) else ""


def _as_british(match: re.Match[str]) -> str:
    if match["er"]:
        return f"{match['re']}re"
    return f"{match['stem']}our" if match["stem"] else f"{match['ise']}is"


def _finding(written: str, name: str, place: Place) -> Diagnostic:
    return warning("BP334", f"'{written}' is written '{name}' elsewhere", place, help="keep to one spelling")
