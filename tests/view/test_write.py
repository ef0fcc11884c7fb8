"""Writing numbers, dates and links."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from briefpress.model.audience import NumberStyle
from briefpress.model.claim import Anchor
from briefpress.model.dates import PartialDate
from briefpress.model.likelihood import WORDS
from briefpress.view import write

NBSP = "\N{NO-BREAK SPACE}"
numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**14), 10**14), st.integers(0, 10)
)


@given(numbers)
def test_a_number_is_printed_digit_for_digit(value: Decimal) -> None:
    """No digit is rounded away or added, whatever the size and however many places."""
    assert write.number(value, "en-GB").replace(",", "").replace("−", "-") == f"{value:f}"


@given(numbers)
def test_a_number_is_grouped_in_threes(value: Decimal) -> None:
    """Thousands are set apart before the point and nowhere after it."""
    assert re.fullmatch(r"−?\d{1,3}(,\d{3})*(\.\d+)?", write.number(value, "en-GB"))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en-GB", "−12,480.50"), ("de-DE", "−12.480,50"), ("fr-FR", "−12\N{NARROW NO-BREAK SPACE}480,50")],
)
def test_a_number_follows_its_language(language: str, text: str) -> None:
    """Signs of grouping and point are those of the language; the minus is a true one."""
    assert write.number(Decimal("-12480.50"), language) == text


@given(st.lists(st.integers(0, 20_000), unique=True, min_size=2))
def test_letters_are_never_the_same(indexes: list[int]) -> None:
    """Different numbers get different letters, and never a digit."""
    words = [write.letters(index) for index in indexes]

    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]+", word) for word in words)


def test_letters_count_like_columns() -> None:
    """After z comes aa."""
    assert [write.letters(index) for index in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


@pytest.mark.parametrize(
    ("fields", "short", "long"),
    [
        ({"number": 4}, "4 boats", "4 boats"),
        ({"number": 4, "bound": "about"}, "about 4 boats", "about 4 boats"),
        ({"number": 4, "bound": "nearly"}, "nearly 4 boats", "nearly 4 boats"),
        ({"number": 4, "bound": "over"}, "over 4 boats", "over 4 boats"),
        ({"number": 4, "bound": "at-least"}, "at least 4 boats", "at least 4 boats"),
        ({"number": Decimal("0.50"), "unit": "%"}, "0.50%", "0.50%"),
        ({"low": 60, "high": 65, "currency": "USD", "scale": "bn"}, "$60–65bn", "USD 60–65 billion"),
        ({"number": 85, "currency": "EUR", "scale": "k", "bound": "up-to"}, "up to €85k", "up to EUR 85 thousand"),
        ({"number": -8, "currency": "USD", "scale": "bn"}, "−$8bn", "−USD 8 billion"),
        ({"number": 1, "currency": "GBP", "scale": "tn"}, "£1tn", "GBP 1 trillion"),
        ({"number": 2, "unit": "boats", "scale": "m"}, "2m boats", "2 million boats"),
        ({"number": 12, "currency": "CHF", "scale": "m"}, "CHF 12m", "CHF 12 million"),
        ({"number": 12, "currency": "CAD"}, "CA$12", "CAD 12"),
        ({"words": "tens of millions", "bound": "about"}, "about tens of millions", "about tens of millions"),
    ],
)
def test_a_quantity_follows_the_style_of_its_reader(fields: dict[str, object], short: str, long: str) -> None:
    """Scale and currency are short signs for one audience and words and codes for another; the bound stays."""
    value = build.quantity(**fields)
    terse, plain = NumberStyle(), NumberStyle(scale="long", currency="code")

    assert write.quantity(value, terse, "en-GB").replace(NBSP, " ") == short
    assert write.quantity(value, plain, "en-GB").replace(NBSP, " ") == long


def test_the_short_form_leaves_the_unit_out() -> None:
    """Where the sentence names the unit, the figure stands alone; per cent and currency stay."""
    style = NumberStyle()

    assert write.quantity(build.quantity(number=4, bound="about"), style, "en-GB", short=True) == "about 4"
    assert write.quantity(build.quantity(number=4, unit="%"), style, "en-GB", short=True) == "4%"
    assert write.quantity(build.quantity(number=4, currency="EUR"), style, "en-GB", short=True) == "€4"


def test_figures_do_not_break_across_lines() -> None:
    """Number, scale and unit are held together by no-break spaces."""
    plain = NumberStyle(scale="long", currency="code")

    assert write.quantity(build.quantity(number=4, scale="m"), plain, "en-GB") == f"4{NBSP}million{NBSP}boats"
    assert write.quantity(build.quantity(number=4, currency="EUR"), plain, "en-GB") == f"EUR{NBSP}4"


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2025-09-01", "en-GB", "1 Sept 2025"),
        ("2025-03", "en-GB", "Mar 2025"),
        ("2024-Q4", "en-GB", "Q4 2024"),
        ("2025", "en-GB", "2025"),
        ("2025-03-01", "de-DE", "1 März 2025"),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(text: str, language: str, written: str) -> None:
    """A month is not turned into a day, and a date does not break across lines."""
    found = write.date(PartialDate.parse(text), language)

    assert found == written.replace(" ", NBSP)


def test_words_of_likelihood_come_with_their_range() -> None:
    """Nobody has to look up what a word of likelihood means."""
    assert [write.likelihood(word) for word in WORDS][::3] == [
        "almost no chance (1–5%)",
        "roughly even (45–55%)",
        "almost certain (95–99%)",
    ]


@pytest.mark.parametrize(
    ("fields", "url", "link"),
    [
        ({"exact": "half a million"}, "https://example.org/a", "https://example.org/a#:~:text=half%20a%20million"),
        ({"exact": "a - b, c"}, "https://example.org/a#part", "https://example.org/a#part:~:text=a%20%2D%20b%2C%20c"),
        (
            {"exact": "x y", "prefix": "be-fore", "suffix": "after & on"},
            "https://example.org",
            "https://example.org#:~:text=be%2Dfore-,x%20y,-after%20%26%20on",
        ),
    ],
)
def test_a_link_leads_to_the_words(fields: dict[str, str], url: str, link: str) -> None:
    """What has a meaning of its own in a text fragment is escaped, and an anchor of the page is kept."""
    assert write.fragment(url, Anchor.model_validate(build.anchor(**fields))) == link
