"""What shapes the bytes of artifacts beside their content and templates."""

from __future__ import annotations

import json
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import briefpress
from briefpress import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.model.files import Format

_ENGINE = ("jinja2", "weasyprint", "pydyf", "pikepdf", "fonttools", "pyphen", "tinycss2")
TOOLS: dict[Format, tuple[str, ...]] = {
    "pdf": _ENGINE,
    "large": _ENGINE,
    "html": ("jinja2", "fonttools", "uharfbuzz", "brotli"),
    "json": (),
}


@cache
def installed(name: str) -> str:
    """Return the version of a tool; to look it up takes longer than to compare a brief."""
    return version(name)


def sources() -> Iterator[tuple[str, int, int]]:
    """Yield the files of this program with size and time: whoever changes it sees that, whatever its version says."""
    here = Path(briefpress.__file__).parent
    for path in sorted(here.rglob("*.py")):
        known = path.stat()
        yield str(path.relative_to(here)), known.st_size, known.st_mtime_ns


def program() -> str:
    """Return the sha256 of what this program is, for what it keeps for itself."""
    named = {name: installed(name) for name in ("babel", "markdown-it-py", "pydantic", "pyyaml")}
    return sha256(json.dumps([sys.version, __version__, named, list(sources())]).encode()).hexdigest()


def shaping(formats: Iterable[Format]) -> tuple[str, ...]:
    """Return the names of the libraries that shape the bytes of artifacts."""
    return tuple(dict.fromkeys(("babel", "markdown-it-py", *(name for fmt in formats for name in TOOLS[fmt]))))


def tools(formats: Iterable[Format]) -> dict[str, str]:
    """Return the versions of all that shapes the bytes of artifacts."""
    return {"briefpress": __version__, **{name: installed(name) for name in shaping(formats)}}
