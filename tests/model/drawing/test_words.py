"""Widths of words are never less than the fonts a drawing is set in need."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefpress.model.drawing.words import SIZE, measure, width, wrapped
from briefpress.model.view import Run

FONTS = Path(__file__).parents[3] / "templates" / "fonts" / "source-sans"


@pytest.mark.parametrize("weight", ["Regular", "It", "Semibold", "SemiboldIt"])
def test_no_character_is_wider_than_its_estimate(weight: str) -> None:
    """The estimate holds for every character that the font has, in every weight a drawing may use."""
    font = TTFont(FONTS / f"SourceSans3-{weight}.otf")
    names, advances = font.getBestCmap(), font["hmtx"]

    latin = [code for code in names if 0x20 <= code < 0x250 or code in map(ord, "–—‘’“”…▲●○€£−")]
    assert [chr(code) for code in latin if advances[names[code]][0] * SIZE / 1000 > width(chr(code))] == []


@given(st.text(min_size=1, max_size=80), st.floats(20, 200))
def test_lines_are_no_wider_than_their_limit_and_lose_nothing(text: str, limit: float) -> None:
    """Words too long for a line are cut; every character but the blanks at the breaks is kept, in order."""
    lines = wrapped([Run(text)], limit)

    assert all(measure(line) <= limit for line in lines)
    kept = "".join(run.text for line in lines for run in line)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_runs_keep_their_look_where_a_line_breaks() -> None:
    """Each piece of a broken run is set as the whole was; the words lead nowhere, the table behind them does."""
    value = Run("up to forty boats", ("strong",), claim="a", marks=("contested",), written=True)
    lines = wrapped([value, Run("▲", ("contested",))], 45.0)

    assert lines == (
        (Run("up to forty", ("strong",), written=True),),
        (Run("boats ", ("strong",), written=True), Run("▲", ("contested",))),
    )


def test_a_word_too_long_for_a_line_is_cut() -> None:
    """Its pieces fill their lines; no character is lost and none is doubled."""
    lines = wrapped([Run("Hafenmeisterei")], 30.0)

    assert len(lines) > 1
    assert "".join(run.text for line in lines for run in line) == "Hafenmeisterei"
    assert max(map(measure, lines)) <= 30.0
