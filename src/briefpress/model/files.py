"""Names of files that a desk is known by, and the forms that briefs are printed in."""

from typing import Literal

SETTINGS = "briefpress.yaml"
Format = Literal["pdf", "large", "html", "json"]
_ENDINGS: dict[Format, str] = {"large": "large.pdf"}


def ending(fmt: Format) -> str:
    """Return how the files of a format end."""
    return _ENDINGS.get(fmt, fmt)
