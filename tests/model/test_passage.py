"""The text of a source as filed, and anchors in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.claim import Anchor
from briefpress.model.passage import Hit, Passage, hits, normalised, passages, runs, searched, shows
from build import quantity

TEXT = """\
Harbour report

The year
• Over the year the gate counted a total of 1, 400 ships — “more than ever”.
Over the year before, it counted a total of 312.
A closing line that ends with a full stop.
"""


def anchor(exact: str, **given: str) -> Anchor:
    """Return an anchor in source `s`."""
    return Anchor.model_validate({"source": "s", "exact": exact, **given})


def numbers(found: tuple[Hit, ...]) -> list[int]:
    """Return the paragraphs of hits."""
    return [hit.passage.number for hit in found]


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    """Headings count, and every paragraph knows the one above it as it is printed."""
    assert [(one.number, one.heading) for one in passages(TEXT)] == [
        (1, ""),
        (2, "Harbour report"),
        (3, "The year"),
        (4, "The year"),
        (5, "The year"),
    ]


@pytest.mark.parametrize(
    "words", ["total of 1,400 ships", 'ships - "more than ever"', "ships – “more than ever”", "Over the year the gate"]
)
def test_kinds_of_quotes_dashes_and_spaces_make_no_difference(words: str) -> None:
    """An anchor is found however its marks are typed."""
    assert numbers(hits(anchor(words), passages(TEXT))) == [3]


@pytest.mark.parametrize(
    "words", ["total of 1", "otal of 312", "a total of 31", "counted a total of 1,40", "ear before, it"]
)
def test_half_a_word_or_number_is_not_found(words: str) -> None:
    """An anchor holds whole words, so that no number is found inside another."""
    assert hits(anchor(words), passages(TEXT)) == ()


def test_prefix_and_suffix_tell_places_apart() -> None:
    """Words that stand twice are found once with what stands beside them."""
    text = passages(TEXT)

    assert numbers(hits(anchor("counted a total of"), text)) == [3, 4]
    assert numbers(hits(anchor("counted a total of", prefix="before, it"), text)) == [4]
    assert numbers(hits(anchor("counted a total of", suffix="1,400 ships"), text)) == [3]


def test_places_that_overlap_are_all_found() -> None:
    """Words that repeat themselves are not unique."""
    assert len(hits(anchor("so and so"), passages("so and so and so."))) == 2


def test_an_anchor_of_nothing_visible_is_not_unique() -> None:
    """Words that vanish in normalisation lead everywhere, which is reported, not a crash."""
    assert len(hits(anchor("\N{SOFT HYPHEN}"), passages("some words"))) > 1


def test_neighbourhood_holds_whole_words() -> None:
    """What stands beside an anchor is cut between words, so that no number is cut in two."""
    passage = Passage(1, "", f"1234567 {'x' * 55} here {'y' * 56} 7654321")
    start = passage.text.index("here")

    assert Hit(passage, start, start + 4).around == f"{'x' * 55} here {'y' * 56}"
    assert Hit(Passage(1, "", "just this"), 0, 4).around == "just this"


def test_words_are_shown_as_words() -> None:
    """A value in words is looked for as whole words, capitals aside."""
    assert shows(quantity(words="tens of billions"), "Tens of billions in all")
    assert not shows(quantity(words="billions"), "multibillions in all")


def test_measures_are_not_mistaken_for_each_other() -> None:
    """A percentage is no count, an amount is no count, and a count is no percentage."""
    assert shows(quantity(number=10, unit="%"), "about 10% of it")
    assert not shows(quantity(number=10, unit="%"), "about 10 of them")
    assert not shows(quantity(number=10, unit="boats"), "about 10% of it")
    assert not shows(quantity(number=10, unit="boats"), "about $10 of it")
    assert shows(quantity(number=10, currency="USD"), "about 10 of it")


def test_sign_may_stand_in_the_words() -> None:
    """A loss of three is minus three."""
    assert shows(quantity(number=-3, currency="USD"), "a loss of $3")


def test_runs_are_folded_but_quoted_as_they_stand() -> None:
    """Runs compare without capitals and punctuation; a text that is too short has none."""
    assert runs("The Gate, counted", 3) == {("the", "gate", "counted"): "The Gate, counted"}
    assert runs("The Gate", 3) == {}


@pytest.mark.parametrize("term", ["don’t", "don't", "well–known|don.t"])
def test_terms_are_found_with_any_quotes_and_dashes(term: str) -> None:
    """A term is looked for in normalised text, and may be typed as it is printed."""
    assert searched(term).search(normalised("They DON’T know"))


def test_dash_in_a_term_stays_a_dash() -> None:
    """A dash inside brackets is never read as a range."""
    assert searched("well[–—]known").search("well-known")
    assert searched(r"well\–known").search("well-known")


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """Normalised text is its own normal form."""
    once = normalised(text)

    assert normalised(once) == once


WORDS = st.lists(
    st.from_regex(r"[A-Za-z’é–-]{1,8}|[0-9]{1,3}(, [0-9]{3})?[.%]?", fullmatch=True), min_size=3, max_size=30
)


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_anchor_cut_from_a_text_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    """Whole words copied from a paragraph are found in it, whatever they are."""
    text = "\n".join(" ".join(words) for words in paragraphs)
    passage = data.draw(st.sampled_from(passages(text)))
    words = passage.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    cut = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])

    assert passage in [hit.passage for hit in hits(anchor(cut), passages(text))]
