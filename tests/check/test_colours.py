"""Palettes that everyone can read."""

from __future__ import annotations

import pytest

import build
from briefpress.check.colours import colours
from briefpress.model.colour import DEFICIENCIES, apart, contrast

INVESTORS = {"accent": "#12355B", "second": "#B04A00", "fill": "#6F93BB", "tint": "#EEF2F7"}


def found(**changed: str) -> list[str]:
    """Return what is reported of a palette that differs from a sound one in these colours."""
    held = build.small(build.audience("managers", palette={**INVESTORS, **changed}))
    return [finding.message for finding in colours(build.proof(held))]


def test_sound_palette_has_no_finding() -> None:
    """The palette of the example passes."""
    assert found() == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#777777", "#FFFFFF", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known ratios come out, in either order."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_distance_is_that_of_lab() -> None:
    """Black and white are a hundred apart to everyone, and a colour is not apart from itself."""
    for deficiency in DEFICIENCIES.values():
        assert apart("#000000", "#FFFFFF", deficiency) == pytest.approx(100, abs=0.1)
        assert apart("#B04A00", "#B04A00", deficiency) == 0


def test_red_and_green_come_close_for_those_who_confuse_them() -> None:
    """The simulation brings together what readers with deuteranopia confuse, and leaves blue and orange apart."""
    assert apart("#561231", "#1E4620", DEFICIENCIES["deuteranopia"]) < apart(
        "#12355B", "#B04A00", DEFICIENCIES["deuteranopia"]
    )


@pytest.mark.parametrize(
    ("key", "colour", "words"),
    [
        ("accent", "#8FA6BD", "contrast of 'accent' on white"),
        ("second", "#E08A4B", "contrast of 'second' on white"),
        ("fill", "#C7D6E8", "contrast of 'fill' on white"),
        ("tint", "#3A4450", "contrast of text on 'tint'"),
        ("tint", "#D4D8DE", "contrast of text on 'tint'"),
        ("tint", "#D4D8DE", "contrast of 'second' on 'tint'"),
    ],
)
def test_weak_contrast_is_found(key: str, colour: str, words: str) -> None:
    """Each colour is measured against what it is printed on."""
    assert any(message.startswith(words) for message in found(**{key: colour}))


def test_colours_that_some_cannot_tell_apart_are_found() -> None:
    """Two series must differ for every reader."""
    (message,) = found(second="#1E3A20", accent="#3A2A20")
    assert message.startswith("'accent' and 'second' are ")
    assert message.endswith("not 20 at least")


def test_finding_points_at_the_colour() -> None:
    """The place is the colour in the audience's file."""
    held = build.small(build.audience("managers", palette={**INVESTORS, "fill": "#A9BFD9"}))
    (finding,) = colours(build.proof(held))
    assert build.spot(finding) == "audiences/managers/palette/fill"
