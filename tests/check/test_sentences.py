"""The desk's own words, cut into sentences."""

from __future__ import annotations

import pytest

import build
from briefpress.check.sentences import sentences, written
from briefpress.model.prose import Value


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ("Mr. Grey and the U.S. Navy. It sails.", ["Mr. Grey and the U.S. Navy.", "It sails."]),
        ("It cost e.g. nothing. (So.) Well.", ["It cost e.g. nothing.", "(So.)", "Well."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("It has {a}. {a} sail.", ["It has {}.", "{} sail."]),
    ],
)
def test_prose_is_cut_where_sentences_end(text: str, cut: list[str]) -> None:
    """Abbreviations and lower case go on; paragraphs and values that open a sentence do not."""
    assert [sentence.text for sentence in sentences(text)] == cut


def test_a_sentence_knows_its_claims() -> None:
    """Values and citation marks belong to the sentence they stand in."""
    first, second = sentences("It has {a} of {a:period} [@b; @c]. So **what** {d}?")
    assert (first.values, first.cited) == ((Value("a"), Value("a", "period")), ("a", "b", "c"))
    assert (second.text, second.cited, second.pieces) == ("So what {}?", ("d",), ("So what ", "?"))


def test_own_words_leave_the_sources_words_out() -> None:
    """Statements print their claim's parts, lines stand as they are, quotations and values are not the desk's."""
    held = build.library(
        build.claim("a", statement="It has {value} as of {as_of}.", value=build.boats(basis="on paper"), note="So?")
    )
    found = {place.path: (sentence.text, sentence.cited) for sentence, place in written(held)}
    assert found == {("statement",): ("It has {} as of {}.", ("a",)), ("note",): ("So?", ())}
