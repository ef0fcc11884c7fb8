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


@pytest.mark.parametrize("store", ["s3://bucket", "gs://bucket/briefs/", "az://box/a/b_c.d"])
def test_a_store_for_editions_is_taken(store: str) -> None:
    """A bucket, with a folder in it or without."""
    assert Desk.model_validate({"publication": "A desk", "editions": store}).editions == store


@pytest.mark.parametrize("store", ["s3://", "https://bucket", "s3://key:secret@bucket", "s3://bucket/../other"])
def test_what_is_no_store_is_refused(store: str) -> None:
    """Neither a web address, nor one with a key in it, nor a way out of the folder."""
    with pytest.raises(ValidationError, match="is not a bucket of an object store"):
        Desk.model_validate({"publication": "A desk", "editions": store})
