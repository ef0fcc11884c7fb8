"""Nothing that is meant for some audiences only reaches the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load.desk import load
from briefpress.model.blocks.changes import ChangesBlock
from briefpress.model.entries import Series, Term, Theme
from briefpress.plan.fingerprint import canonical
from briefpress.select.edition import select
from briefpress.view.compose import compose
from build import TODAY
from canaries import FAR, Marker, Twins, kinds, strings

if TYPE_CHECKING:
    from random import Random

    from briefpress.model.edition import Edition, Library

READERS = ("managers", "neighbours")
CHOICES = ((None, None), (None, None), *(((name,), None) for name in READERS), ((), None), (None, FAR))
"""Who may see a piece, and until when nobody may."""
UNPRINTED = {ChangesBlock, Series, Theme, Term}
"""Kinds whose words are not printed by themselves: titles of series and themes, terms that no text uses, and the
changes of a first edition."""


def good() -> Library:
    """Return the good desk's library."""
    held, findings = load(Path(__file__).parents[1] / "desks" / "good")
    assert held
    assert not findings
    return held


GOOD = good()


def selected(held: Library, reader: str) -> Edition:
    """Return the edition of the good desk's brief for a reader."""
    return select(held, held.briefs["skerry"], held.audiences[reader], as_of=TODAY, issued=TODAY)


def printed(held: Library, reader: str) -> str:
    """Return the View of the good desk's brief for a reader as JSON."""
    return canonical(compose(selected(held, reader)))


@given(st.randoms(use_true_random=False), st.sampled_from(READERS))
def test_no_hidden_word_is_reachable_from_an_edition(chance: Random, reader: str) -> None:
    """Whatever is marked for whom and until when, an edition holds no word of a piece that its reader may not see."""
    marker = Marker(lambda: chance.choice(CHOICES), frozenset(READERS))
    edition = selected(marker.library(GOOD), reader)

    found = " ".join(strings(edition))
    hidden = {code for code, seen_by in marker.seen_by.items() if reader not in seen_by}
    assert {code for code in hidden if code in found} == set()
    assert any(code in found for code in marker.seen_by.keys() - hidden)


@given(st.randoms(use_true_random=False), st.sampled_from(READERS))
def test_no_hidden_record_is_reachable_from_an_edition(chance: Random, reader: str) -> None:
    """An edition holds only records that its reader may see, whole or trimmed."""
    marker = Marker(lambda: chance.choice(CHOICES), frozenset(READERS))
    held = marker.library(GOOD)
    edition = selected(held, reader)

    for folder in ("sources", "claims", "series", "events", "terms", "conflicts"):
        found = [held.folder(folder)[name] for name in getattr(edition, folder)]
        assert all(record.meant_for(reader) and record.released(TODAY) for record in found)


@pytest.mark.parametrize(("reader", "other"), [READERS, READERS[::-1]])
def test_content_for_one_audience_changes_nothing_for_the_other(reader: str, other: str) -> None:
    """With a twin for one reader beside every piece of a desk, the other reader's JSON is the same to the byte."""
    twins = Twins(reader)
    held = twins.library(GOOD)

    assert printed(held, other) == printed(GOOD, other)
    assert twins.made == kinds()


def test_the_twins_are_printed_for_whom_they_are_meant() -> None:
    """The test above would prove nothing if nobody saw the twins: each kind that prints words does so."""
    found = printed(Twins("managers").library(GOOD), "managers") + printed(
        Twins("neighbours").library(GOOD), "neighbours"
    )

    assert {kind for kind in kinds() - UNPRINTED if Twins.word(kind) not in found} == set()


@pytest.mark.parametrize(("reader", "other"), [READERS, READERS[::-1]])
def test_no_word_of_the_good_desk_reaches_the_wrong_reader(reader: str, other: str) -> None:
    """What an edition for one audience holds, and that for the other does not, is not in the other's JSON."""
    own = set(strings(selected(GOOD, reader))) - set(strings(selected(GOOD, other)))
    words = {text for text in own if len(text.split()) > 2}

    assert len(words) > 20
    assert words & set(strings(json.loads(printed(GOOD, other)))) == set()
