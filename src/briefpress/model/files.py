"""Names of files that a desk is known by, and the forms that briefs are printed in."""

from typing import Literal

SETTINGS = "briefpress.yaml"
MAX_BYTES = 8 * 1024 * 1024
"""Of a larger file of a desk no more is read than shows that it is one."""
Format = Literal["pdf", "large", "html", "json"]
_ENDINGS: dict[Format, str] = {"large": "large.pdf"}


def ending(fmt: Format) -> str:
    """Return how the files of a format end."""
    return _ENDINGS.get(fmt, fmt)
