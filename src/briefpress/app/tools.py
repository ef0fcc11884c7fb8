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
    from collections.abc import Iterable

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


def program() -> str:
    """Return the sha256 of what this program is: whoever changes it sees that at once, whatever its version says."""
    here = Path(briefpress.__file__).parent
    known = ((path, path.stat()) for path in sorted(here.rglob("*.py")))
    told = [(str(path.relative_to(here)), one.st_size, one.st_mtime_ns) for path, one in known]
    named = {name: version(name) for name in ("babel", "markdown-it-py", "pydantic", "pyyaml")}
    return sha256(json.dumps([sys.version, __version__, named, told]).encode()).hexdigest()


def tools(formats: Iterable[Format]) -> dict[str, str]:
    """Return the versions of all that shapes the bytes of artifacts."""
    named = dict.fromkeys(("babel", "markdown-it-py", *(name for fmt in formats for name in TOOLS[fmt])))
    return {"briefpress": __version__, **{name: version(name) for name in named}}
