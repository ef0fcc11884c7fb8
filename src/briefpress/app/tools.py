"""What shapes the bytes of artifacts beside their content and templates."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from briefpress import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.emit.artifact import Format

_ENGINE = ("jinja2", "weasyprint", "pydyf", "pikepdf", "fonttools", "pyphen", "tinycss2")
TOOLS: dict[Format, tuple[str, ...]] = {
    "pdf": _ENGINE,
    "large": _ENGINE,
    "html": ("jinja2", "fonttools", "uharfbuzz", "brotli"),
    "json": (),
}


def tools(formats: Iterable[Format]) -> dict[str, str]:
    """Return the versions of all that shapes the bytes of artifacts."""
    named = dict.fromkeys(("babel", "markdown-it-py", *(name for fmt in formats for name in TOOLS[fmt])))
    return {"briefpress": __version__, **{name: version(name) for name in named}}
