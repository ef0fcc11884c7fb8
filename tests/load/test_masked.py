"""Lines of the settings as they may be shown."""

from __future__ import annotations

import pytest

from briefpress.load.masked import masked


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  secret: hunter2", "  secret: •••••••"),
        ("{id: t, password: hunter2, user: desk}", "{id: t, password: •••••••, user: desk}"),
        ('{"key": "a b", "secret": c}', '{"key": •••••, "secret": •}'),
        ("  secret: {env: HOOK}", "  secret: {env: HOOK}"),
        ("  passphrase: {file: /run/secrets/word}", "  passphrase: {file: /run/secrets/word}"),
        ("  keyboard: none", "  keyboard: none"),
    ],
)
def test_a_secret_that_was_typed_is_not_shown(line: str, shown: str) -> None:
    """Its place may be, and every column stays where it is."""
    assert list(masked([line])) == [shown]


def test_a_secret_on_a_line_of_its_own() -> None:
    """Below its key stands a secret, unless it is the place of one."""
    lines = ["password: >-", "  hunter 2", "user: desk", "key:", "  file: id_ed25519"]
    assert list(masked(lines)) == ["password: >-", "  •••••• •", "user: desk", "key:", "  file: id_ed25519"]
