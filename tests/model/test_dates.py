"""Dates of the precision that a source gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import build
from briefpress.model.dates import PartialDate

texts = st.one_of(
    st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
    st.builds("{:04}-{:02}".format, st.integers(1000, 9999), st.integers(1, 12)),
    st.builds("{:04}-Q{}".format, st.integers(1000, 9999), st.integers(1, 4)),
    st.integers(1000, 9999).map(str),
)


@given(texts)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    """Reading a date and writing it again gives the same text."""
    assert str(PartialDate.parse(text)) == text


@given(texts)
def test_a_date_does_not_end_before_it_begins(text: str) -> None:
    """The first day comes no later than the last, and they are one for a day alone."""
    parsed = PartialDate.parse(text)

    assert parsed.first <= parsed.last
    assert (parsed.first == parsed.last) == (parsed.precision == "day")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "quarter"),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "quarter"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
    ],
)
def test_a_date_covers_the_days_it_names(text: str, first: date, last: date, precision: str) -> None:
    """A month, quarter or year reaches from its first day to its last."""
    parsed = PartialDate.parse(text)

    assert (parsed.first, parsed.last, parsed.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["", "soon", "2025-4", "2025-Q5", "25", "2025-04-29T10:00", "2025\n", "٢٠٢٥"])
def test_other_text_is_not_a_date(text: str) -> None:
    """Text of another shape is refused and quoted."""
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2025-00", "2025-13", "2025-02-29", "2025-04-31", "2025-01-00", "0999"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    """The shape of a date is not enough: the calendar must have it."""
    with pytest.raises(ValueError, match="is not in the calendar"):
        PartialDate.parse(text)


def test_a_bare_year_may_be_a_number() -> None:
    """YAML reads 2025 as a number, and it is a year all the same."""
    assert build.event(date=2025).date == PartialDate.parse("2025")


def test_a_date_that_was_read_before_is_kept() -> None:
    """A date that is already one is taken as it is."""
    day = PartialDate.parse("2025-04-29")

    assert build.event(date=day).date is day


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2025-13", "'2025-13' is not in the calendar"),
        (20250429, "'20250429' is not a date"),
        (True, "expected a date"),
        (("2025",), "expected a date"),
        (None, "expected a date"),
    ],
)
def test_a_field_refuses_what_is_no_date(value: object, message: str) -> None:
    """A field of content says why it takes no such date."""
    with pytest.raises(ValidationError, match=message):
        build.event(date=value)
