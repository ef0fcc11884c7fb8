"""A brief says a thing once."""

from __future__ import annotations

import build
from briefpress.check.repeats import repeats


def prose(*texts: str) -> tuple[dict[str, object], ...]:
    """Return a block of prose for each text."""
    return tuple({"block": "prose", "text": text} for text in texts)


def test_sentence_that_stands_twice_is_found_at_its_second_place() -> None:
    """The same words with the same values are the same sentence."""
    held = build.small(managers=build.angle(*prose("The line still sails {a}.", "So. The  line still sails {a}.")))
    (finding,) = repeats(build.proof(held))
    assert build.told([finding]) == [("BP341", "the brief for 'managers' has this sentence twice")]
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/1/text@The  line still"


def test_words_of_a_cell_may_stand_twice() -> None:
    """Formulas are short or end without a full stop."""
    cell = "Not known. See the log of the boat"
    held = build.small(managers=build.angle(*prose(cell, cell)))
    assert repeats(build.proof(held)) == []


def test_value_printed_more_than_three_times_is_found_once() -> None:
    """The fourth time is reported, the fifth is not; marks alone and dates are no figures."""
    texts = ("First {a}.", "Then {a:short} [@a].", "And {a}.", "As of {a:as-of}.")
    assert repeats(build.proof(build.small(managers=build.angle(*prose(*texts))))) == []
    held = build.small(managers=build.angle(*prose(*texts, "Again {a}.", "Still {a}.")))
    (finding,) = repeats(build.proof(held))
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/4/text@a"


def test_cells_of_a_matrix_and_page_one_may_give_a_value_again() -> None:
    """A table repeats by nature, and page 1 sums up."""
    rows = tuple({"label": name, "cells": ("{a}",)} for name in ("One", "Two", "Three", "Four"))
    matrix = {"block": "matrix", "title": "M", "corner": "C", "columns": ("Boats",), "rows": rows}
    held = build.small(managers=build.angle(matrix, dek="So {a}.", bottom_line="In all {a}."))
    assert repeats(build.proof(held)) == []


def test_meaning_copied_between_audiences_is_found() -> None:
    """Each audience is told what a fact means to it."""
    means = {"managers": "Wait for it.", "crews": "wait for it."}
    held = build.small(build.claim("a", value=build.boats(), means=means), managers=build.angle(), crews=build.angle())
    assert [build.spot(finding) for finding in repeats(build.proof(held))] == ["claims/a/means/crews"]
    apart = {"managers": "Wait for it.", "crews": "Sail."}
    held = build.small(build.claim("a", value=build.boats(), means=apart), managers=build.angle(), crews=build.angle())
    assert repeats(build.proof(held)) == []
