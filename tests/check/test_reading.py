"""What a reader reads, in order, and where the desk wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.reading import Origins, Said, said, sentences
from briefpress.diagnostics import Place
from briefpress.model.view import Run

if TYPE_CHECKING:
    from briefpress.model.record import Record


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It holds. It sails.", 2),
        ("Does it? “It does.” So it sails!", 3),
        ("See vol. two of the log.", 1),
        ("No full stop", 1),
        ("  ", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    """Marks and closing quotes end a sentence, abbreviations do not."""
    assert len(sentences(text)) == count


def test_view_is_read_in_order() -> None:
    """Page 1 comes from the top, and neither colours nor names of files are words."""
    texts = [one.text for one in said(build.view(build.small(managers=build.angle(bottom_line="In all {a}."))))]
    order = [texts.index(text) for text in ("Kicker", "A headline", "A line under it.")]
    assert order == sorted(order)
    assert any(text.startswith("In all 4") for text in texts)
    assert "#112233" not in texts


def origins(*records: Record, **given: object) -> Origins:
    """Return the origins of a brief's texts."""
    proof = build.proof(build.small(*records, managers=build.angle(**given)))
    return Origins(proof.library, proof.printed[0])


def test_text_is_found_by_any_of_its_runs() -> None:
    """The longest run of the desk's words leads to the file, whatever values stand between."""
    found = origins(dek="Many boats, {a}, sail.")
    runs = (Run("4 boats and more", claim="a"), Run(" sail."), Run("Many boats, "))
    assert found.of(Said("", runs)) == Place("briefs/b", ("audiences", "managers", "dek"))


def test_text_of_a_record_for_others_has_no_place_here() -> None:
    """What another audience reads was not written for this one, so the brief itself is pointed at."""
    found = origins(build.theme(), build.event("e", title="Secret", only=("crews",)))
    assert found.of(Said("Secret")) == Place("briefs/b", ("audiences", "managers"))
    assert found.of(Said("Secret", (Run("Secret"),))) == Place("briefs/b", ("audiences", "managers"))
