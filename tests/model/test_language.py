"""Languages of passages."""

from __future__ import annotations

import pytest

from briefpress.model.language import foreign


@pytest.mark.parametrize(
    ("tag", "here", "said"),
    [("de", "en-GB", "de"), ("de-CH", "de", ""), ("en", "en-GB", ""), ("zh-Hans", "fr", "zh-Hans")],
)
def test_language_is_said_where_it_is_another(tag: str, here: str, said: str) -> None:
    """A variant of the language around a passage need not be said."""
    assert foreign(tag, here) == said
