"""Colours for a dark screen are computed, so they hold for the palette of any audience."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.emit.night import DARK, night
from briefpress.model.colour import APART, DEFICIENCIES, apart, contrast
from briefpress.model.view import Palette

CSS = Path(__file__).parents[2] / "templates" / "css"
COLOUR = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
EXAMPLES = {
    "investors": Palette("#12355B", "#B04A00", "#6F93BB", "#EEF2F7"),
    "engineers": Palette("#00454B", "#B0502E", "#3C9A9A", "#EAF3F2"),
    "policy": Palette("#561231", "#2E6E9E", "#D0787A", "#F8EEF1"),
}


def tokens(sheet: str, after: str = ":root") -> dict[str, str]:
    """Return the colours a style sheet names, from a rule on."""
    text = (CSS / sheet).read_text(encoding="utf-8")
    text = text[text.index(after) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})\b", text[: text.index("}")]))


@given(COLOUR, COLOUR, COLOUR)
def test_any_palette_is_legible_at_night(accent: str, second: str, fill: str) -> None:
    """Whatever colours an audience has, text and graphics stand out from the dark paper and from the tint."""
    dark = night(Palette(accent, second, fill, "#FFFFFF"))

    for ground in (DARK, dark.tint):
        assert contrast(dark.accent, ground) >= 7.0
        assert contrast(dark.second, ground) >= 4.5
        assert contrast(dark.fill, ground) >= 3.0


@pytest.mark.parametrize("name", EXAMPLES)
def test_series_stay_apart_at_night(name: str) -> None:
    """Two series of the shipped palettes never look alike, whatever a reader's colour vision."""
    dark = night(EXAMPLES[name])

    for one, other in combinations((dark.accent, dark.second, dark.fill), 2):
        assert min(apart(one, other, deficiency) for deficiency in DEFICIENCIES.values()) >= APART


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_is_legible_on_every_ground(name: str, scheme: str) -> None:
    """Text, links seen and followed, and marks have the contrast they need on paper and on tint, by day and night."""
    text = ("ink", "ink-2", "muted", "warn", "forward", "visited")
    day = {**tokens("tokens.css"), **tokens("screen-page.css")}
    palette = EXAMPLES[name] if scheme == "light" else night(EXAMPLES[name])
    shades = day if scheme == "light" else {**day, **tokens("screen-page.css", after=":root:root")}

    assert tokens("screen-page.css", after=":root:root")["paper"] == DARK
    for ground in (shades["paper"], palette.tint):
        for key in text:
            assert contrast(shades[key], ground) >= 4.5, key
        assert contrast(palette.accent, ground) >= 4.5
        assert contrast(palette.second, ground) >= 4.5
        assert contrast(shades["hair"], ground) >= 3.0
