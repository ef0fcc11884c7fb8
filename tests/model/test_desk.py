"""The desk's own settings."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefpress.model.desk import Desk


def test_a_desk_is_british_unless_it_says_otherwise() -> None:
    """Dates and numbers are written in British English where no language is given."""
    assert Desk.model_validate({"publication": "A desk"}).language == "en-GB"


@pytest.mark.parametrize("language", ["en-GB", "de-CH", "fr", "zh-Hans-CN"])
def test_a_known_language_is_taken(language: str) -> None:
    """Any language of the Unicode CLDR will do."""
    assert Desk.model_validate({"publication": "A desk", "language": language}).language == language


@pytest.mark.parametrize("language", ["klingon", "en_GB", "en-GB!", "xx-YY", "-"])
def test_an_unknown_language_is_refused(language: str) -> None:
    """A language that nobody can write dates in is a mistake in the settings."""
    with pytest.raises(ValidationError, match=f"'{language}' is not a language known here"):
        Desk.model_validate({"publication": "A desk", "language": language})
