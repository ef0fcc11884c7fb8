"""Numbers in words come from claims too: a sentence that says how many, and cites nothing, is looked at twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.check.text import Words
from briefpress.check.typed_counts import counts
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof

_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_LARGE = (
    "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|dozens?|hundreds|thousands|millions|billions|trillions"
    rf"|(?:a|one|{_SMALL}) (?:hundred|thousand|million|billion|trillion)"
)
_FRACTIONS = (
    r"half (?:of|the|a|an|as|its|their)|(?:a|one|two|three) (?:third|quarter|fifth|tenth)s? of"
    rf"|(?:{_SMALL}|hundred)[- ]?fold|double[- ]digits?|double the|twice the|twice as"
    r"|(?:doubl|tripl|quadrupl|halv)(?:ed|es|ing)"
)
_CERTAIN = Words(rf"\b(?:{_LARGE}|{_FRACTIONS})\b")
_FEW = Words(
    rf"(?<!\bthe )(?<!\bsame )(?<!these )(?<!those )\b(?P<words>{_SMALL[4:]}) (?:[a-z-]+ )?(?P<noun>[a-z-]{{3,}}s)\b"
)
_RHETORIC = re.compile(
    r"(?:reason|way|side|thing|question|point|end|part|kind|list|case|step|account|version|form|reading|hand|word)s\Z"
    r"|(?:it|thi|wa|ha|doe|say|differ)s\Z"
)
"""Nouns that are counted to order an argument, and words that only look like plurals."""

_OWN = ("series", "events", "conflicts", "themes", "audiences", "briefs")
"""Where numbers in words are looked for. A claim's own words stand with its evidence, a term's explain a word."""


def number_words(proof: Proof) -> list[Diagnostic]:
    """Report numbers in words, in sentences that name no claim."""
    found = []
    for sentence, place in written(proof.library, *_OWN):
        # A label stands beside the claim that it names.
        if sentence.values or sentence.cited or place.path[-1] == "label":
            continue
        for words in dict.fromkeys(_numbers(sentence.text)):
            message = f"'{words}' is a number in words, and its sentence names no claim"
            hint = "print it from a claim, or cite the claim that states it"
            found.append(warning("BP321", message, place.at(words=words), help=hint))
    return found


def _numbers(text: str) -> Iterator[str]:
    # What counts the desk's own material is another check's, and an error.
    for count in counts(text):
        text = text.replace(count, " ")
    yield from _CERTAIN.found(text)
    for match in _FEW.matches(text):
        if not _RHETORIC.match(match["noun"]):
            yield text[slice(*match.span("words"))]
