"""Where new editions are sent, and where the secret for it is found."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefpress.model.delivery import Target

ENV = {"env": "HOOK"}


@pytest.mark.parametrize(
    "fields",
    [
        {"folder": "../shared"},
        {"webhook": "https://example.org/hook?x=1", "secret": ENV},
        {"webhook": "http://localhost:8080/", "secret": {"file": "/run/secrets/hook"}},
    ],
)
def test_targets(fields: dict[str, Any]) -> None:
    """A folder, or an address with a secret from the environment or a file."""
    assert Target.model_validate({"id": "t", **fields}).id == "t"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "is a folder or a webhook"),
        ({"folder": "x", "webhook": "https://example.org", "secret": ENV}, "is a folder or a webhook"),
        ({"webhook": "https://example.org"}, "a webhook has a secret"),
        ({"folder": "x", "secret": ENV}, "a folder has none"),
        ({"webhook": "http://example.org", "secret": ENV}, "is not an https address"),
        ({"webhook": "https://user:word@example.org", "secret": ENV}, "is not an https address"),
        ({"webhook": "file:///etc/passwd", "secret": ENV}, "is not an https address"),
        ({"webhook": "https://example.org", "secret": {}}, "in the environment or in a file"),
        ({"webhook": "https://example.org", "secret": {"env": "A", "file": "b"}}, "in the environment or in a file"),
        ({"webhook": "https://example.org", "secret": {"env": "A B"}}, "pattern"),
    ],
)
def test_what_is_no_target(fields: dict[str, Any], message: str) -> None:
    """A secret never travels in the clear, and never stands in the desk."""
    with pytest.raises(ValidationError, match=message):
        Target.model_validate({"id": "t", **fields})
