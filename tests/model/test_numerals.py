"""Numbers in running text: what a reader would take a sentence to say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefpress.model.audience import NumberStyle
from briefpress.model.numerals import Figure, figures
from briefpress.model.passage import normalised, shows
from briefpress.model.quantity import Quantity
from briefpress.view import write

STYLES = st.builds(NumberStyle, scale=st.sampled_from(["short", "long"]), currency=st.sampled_from(["symbol", "code"]))
NUMBERS = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False).map(
    lambda number: number.normalize() if number != number.to_integral_value() else number.quantize(Decimal(1))
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw a number or a range of money, ships or per cent."""
    ends = sorted(draw(st.sets(NUMBERS, min_size=1, max_size=2)))
    measure = draw(st.sampled_from([{"currency": "USD"}, {"currency": "CHF"}, {"unit": "ships"}, {"unit": "%"}]))
    scale = None if measure == {"unit": "%"} else draw(st.sampled_from([None, "k", "m", "bn", "tn"]))
    span = {"number": ends[0]} if len(ends) == 1 else {"low": ends[0], "high": ends[1]}
    bound = draw(st.sampled_from([None, "about", "up-to", "at-least"]))
    return Quantity.model_validate({**span, **measure, "scale": scale, "bound": bound})


def plain(text: str) -> set[tuple[Decimal, str]]:
    """Return the figures of a text as number and measure."""
    return {(figure.number, figure.measure) for figure in figures(normalised(text))}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a billion-user assistant", 10**9),
        ("a prior $14.2 billion deal", Decimal("14.2e9")),
        ("there are seven berths", 7),
        ("sixty-five thousand ships", 65_000),
        ("training comes to eighty five thousand", 85_000),
        ("at least half a million in fuel", 500_000),
        ("two and a half million", 2_500_000),
        ("two hundred and fifty thousand", 250_000),
        ("a hundred ships", 100),
        ("two dozen ships", 24),
        ("1,400 ships", 1400),
        ("1, 400 ships", 1400),
        ("10½ miles", Decimal("10.5")),
        ("412¹ ships", 412),
        ("30B parameters", 30 * 10**9),
    ],
)
def test_number_is_understood(text: str, number: Decimal) -> None:
    """Digits, scales, number words and fractions say what they say to a reader."""
    assert number in {figure.number for figure in figures(normalised(text))}


def test_scale_and_percent_of_a_range_hold_for_both_ends() -> None:
    """What is said once, at the end of a range, is meant of both; a range is never its lower end bare."""
    assert plain("$60–65 billion") >= {(Decimal(60 * 10**9), "money")}
    assert (Decimal(60), "money") not in plain("$60–65 billion")
    assert plain("sixty to seventy per cent") == {(Decimal(60), "%"), (Decimal(70), "%")}


def test_pair_of_numbers_may_share_what_follows() -> None:
    """After `and` nothing tells whether the scale is shared, so both readings stand."""
    assert plain("5 and 6 percent") == {(Decimal(5), ""), (Decimal(5), "%"), (Decimal(6), "%")}


def test_numbers_of_different_measure_are_not_joined() -> None:
    """A percentage that leads to an amount keeps its own measure, and a larger number is no lower end."""
    assert plain("rose 16% to $42.3 billion") == {(Decimal(16), "%"), (Decimal("42.3e9"), "money")}
    assert plain("from 412 to 7 million") == {(Decimal(412), ""), (Decimal(7_000_000), "")}


@pytest.mark.parametrize(
    "text", ["hundreds of billions", "a multibillion-dollar deal", "the H100 chip", "B2B", "someone"]
)
def test_what_is_no_number_gives_none(text: str) -> None:
    """Plurals, parts of words and names are not numbers."""
    assert figures(normalised(text)) == frozenset()


def test_figure_applies_its_scale() -> None:
    """A figure is a plain number, whatever way it is written."""
    assert figures("3 million") == {Figure(Decimal(3_000_000), "")}


@given(quantities(), STYLES)
def test_what_briefpress_prints_is_found(value: Quantity, style: NumberStyle) -> None:
    """A value is seen in the words that print it, in every number style."""
    assert shows(value, normalised(f"It came to {write.quantity(value, style, 'en-GB')} in all."))


@given(quantities(), STYLES, st.data())
def test_one_wrong_digit_is_caught(value: Quantity, style: NumberStyle, data: st.DataObject) -> None:
    """Printed words with a digit changed do not show the value any more."""
    text = write.quantity(value, style, "en-GB")
    at = data.draw(st.sampled_from([index for index, char in enumerate(text) if char.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    changed = f"{text[:at]}{other}{text[at + 1 :]}"
    ends = [end for end in (value.number, value.low, value.high) if end is not None]
    # With two ends, the changed one may by chance still be there as the other.
    assume(len(ends) == 1)

    assert not shows(value, normalised(f"It came to {changed} in all."))
