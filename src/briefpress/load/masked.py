"""Lines of the settings as they may be shown: without a secret that was typed where its place belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = r"\b(?:secret|password|passphrase|key)[\"']?:[ \t]*"
_TYPED = re.compile(rf"(?P<key>.*?{_KEY})(?P<typed>[^\s{{&>|][^,}}]*)(?P<rest>.*)")
_BELOW = re.compile(rf".*{_KEY}(?:[>|][+-]?)?[ \t]*(?:#.*)?")
_PLACE = re.compile(r"[ \t]*[\"']?(?:env|file)[\"']?:.*")


def masked(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of one length with those given, with dots for secrets: what is shown ends up in logs."""
    below = False
    for line in lines:
        text = line
        if below and not _PLACE.fullmatch(line):
            text = re.sub(r"\S", "•", line)
        elif typed := _TYPED.fullmatch(line):
            text = typed["key"] + "•" * len(typed["typed"]) + "".join(masked([typed["rest"]]))
        below = bool(_BELOW.fullmatch(line))
        yield text
