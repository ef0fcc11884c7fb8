"""The engine made quicker while it prints: some of its functions are swapped for equal ones, and swapped back.

Nothing is swapped unless the engine is byte for byte the one for which these were written and compared.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = "BRIEFPRESS_PLAIN_ENGINE"
"""Set to anything, this variable leaves the engine as it is."""

PACKAGES = ("weasyprint", "pydyf", "cssselect2", "tinyhtml5")
KNOWN = "2c247da3f66ced61dfbcec1cd2e15f5186de3947b77172d932a65f5c9a3a0c5d"
"""The sha256 of the source of WeasyPrint 70.0, pydyf 0.13.0, cssselect2 0.10.1 and tinyhtml5 2.1.0."""


def ready() -> None:
    """Find out what is to be swapped, for whoever is about to print much."""
    if _source() == KNOWN:
        _places()


@contextmanager
def tuned() -> Iterator[bool]:
    """Swap the functions, and swap them back; tell whether it was done."""
    done = not os.environ.get(PLAIN) and _source() == KNOWN
    if not done:
        yield False
        return
    places = _places()
    before = [(holder, name, vars(holder)[name]) for holder, name, _ in places]
    try:
        for holder, name, other in places:
            setattr(holder, name, other)
        yield True
    finally:
        for holder, name, own in before:
            setattr(holder, name, own)


@cache
def _source() -> str:
    """Return the sha256 of the engine's source."""
    found = sha256()
    for package in PACKAGES:
        spec = find_spec(package)
        folder = Path(spec.origin).parent if spec and spec.origin else Path(os.devnull)
        for file in sorted(folder.rglob("*.py")):
            found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


@cache
def _places() -> tuple[tuple[Any, str, Any], ...]:
    """Return where each function stands, in its own module and wherever another one imported it."""
    from briefpress.emit.tuned import boxes, drawing, fonts, objects, pages, sheets, styles, text, values

    pairs = (
        *boxes.FUNCTIONS,
        *drawing.FUNCTIONS,
        *objects.FUNCTIONS,
        *sheets.FUNCTIONS,
        *styles.FUNCTIONS,
        *text.FUNCTIONS,
    )
    methods = (
        *boxes.METHODS,
        *fonts.METHODS,
        *objects.METHODS,
        *pages.METHODS,
        *text.METHODS,
        *values.METHODS,
    )
    functions = {id(own): other for own, other in pairs}
    imported = [
        (module, name, functions[id(value)])
        for holder, module in sorted(sys.modules.items())
        if holder.partition(".")[0] in PACKAGES
        for name, value in vars(module).items()
        if id(value) in functions
    ]
    return (*methods, *imported)
