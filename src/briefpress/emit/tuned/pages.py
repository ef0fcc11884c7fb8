"""Pages as they are read: patterns that the reader means to keep are kept."""

from __future__ import annotations

import re
from typing import Any

from tinyhtml5.inputstream import HTMLUnicodeInputStream, characters_until_regex

_chars_until = HTMLUnicodeInputStream.chars_until


def chars_until(stream: Any, characters: Any, opposite: bool = False) -> Any:  # noqa: ANN401 - the reader has no types
    """Return what stands before certain characters."""
    key = (characters, opposite)
    if key not in characters_until_regex:
        # The reader looks for a pattern by its characters, and keeps it by the pattern.
        listed = "".join([f"\\x{ord(one):02x}" for one in characters])
        characters_until_regex[key] = re.compile(f"[{'' if opposite else '^'}{listed}]+")
    return _chars_until(stream, characters, opposite)


METHODS = ((HTMLUnicodeInputStream, "chars_until", chars_until),)
