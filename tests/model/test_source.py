"""Sources: when they came out, and what may stand in their fields."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import build


@pytest.mark.parametrize(
    ("published", "message"),
    [
        ({"stated": "2025", "not_before": "2024"}, "a stated date needs no bounds"),
        ({"stated": "2025", "not_after": "2026"}, "a stated date needs no bounds"),
        ({"not_before": "2024"}, "an undated source needs a 'reason' for its bounds"),
        ({}, "an undated source needs a 'reason' for its bounds"),
        ({"not_before": "2025-05", "not_after": "2025-04", "reason": "So."}, "'not_before' is later than 'not_after'"),
    ],
)
def test_a_date_is_stated_or_bounded(published: dict[str, str], message: str) -> None:
    """Bounds come with a reason, in order, and only without a stated date."""
    with pytest.raises(ValidationError, match=message):
        build.source(published=published)


@pytest.mark.parametrize(
    "published",
    [
        {"not_before": "2025-Q2", "not_after": "2025-05", "reason": "The quarter begins before the month ends."},
        {"not_before": "2025", "reason": "One bound."},
        {"not_after": "2025", "reason": "The other."},
        {"reason": "Neither."},
    ],
)
def test_an_undated_source_has_no_date(published: dict[str, str]) -> None:
    """A source that is only bounded, however closely, states no date."""
    assert build.source(published=published).date is None


def test_a_stated_date_is_the_date() -> None:
    """What a source states is its date."""
    assert str(build.source(published={"stated": "2025-Q2"}).date) == "2025-Q2"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", "mailto:desk@example.org"])
def test_addresses_of_the_web_and_mail_pass(url: str) -> None:
    """What a reader may follow is kept."""
    assert build.source(url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/hosts", "https://", "https:///x", "example.org", "https://a b", "mailto:", 7],
)
def test_no_other_address_becomes_a_link(url: object) -> None:
    """Nothing but the web and mail may be linked from a brief."""
    with pytest.raises(ValidationError, match="expected an http, https or mailto address"):
        build.source(url=url)


@pytest.mark.parametrize("digest", ["0" * 63, "0" * 65, "A" * 64, 7])
def test_a_checksum_is_64_hexadecimal_digits(digest: object) -> None:
    """A checksum of another shape is a mistake in filing."""
    with pytest.raises(ValidationError, match="expected a sha256 of 64 lower-case hexadecimal digits"):
        build.source(filed={"name": "a.txt", "sha256": digest})
