"""What must be the same on two machines for the same bytes to come out of both."""

from __future__ import annotations

import ctypes
import platform
import sys
import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import briefpress
from briefpress.app.tools import TOOLS, shaping

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NONE = "none"


@cache
def fit() -> Mapping[str, str]:
    """Return the versions of all that shapes bytes here; templates and fonts come with the order."""
    return {
        "briefpress": f"{briefpress.__version__} ({_program()})",
        "Python": platform.python_version(),
        "processor": platform.machine(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version(name) for name in shaping(TOOLS)},
        **{name: _library(*told) for name, told in _LIBRARIES.items()},
    }


def differences(theirs: Mapping[str, str]) -> list[str]:
    """Return what is not the same here as there, in words."""
    ours = fit()
    return [
        f"{name} {ours.get(name, NONE)} instead of {theirs.get(name, NONE)}"
        for name in {**theirs, **ours}
        if ours.get(name, NONE) != theirs.get(name, NONE)
    ]


def _program() -> str:
    """Return a digest of this program: two states of it may have one version."""
    here = Path(briefpress.__file__).parent
    read = sha256()
    for path in sorted(here.rglob("*.py")):
        read.update(f"{path.relative_to(here).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return read.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NONE


def _library(stem: str, number: int, tell: Callable[[ctypes.CDLL], str]) -> str:
    try:
        return tell(ctypes.CDLL(f"lib{stem}.dylib" if sys.platform == "darwin" else f"lib{stem}.so.{number}"))
    except (OSError, AttributeError):
        return NONE


def _text(library: ctypes.CDLL, name: str) -> str:
    tell = library[name]
    tell.restype = ctypes.c_char_p
    return str(tell().decode())


def _freetype(library: ctypes.CDLL) -> str:
    """Return its version, which it tells only whoever starts it."""
    handle, parts = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(handle, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


_LIBRARIES: dict[str, tuple[str, int, Callable[[ctypes.CDLL], str]]] = {
    "Pango": ("pango-1.0", 0, lambda library: _text(library, "pango_version_string")),
    "HarfBuzz": ("harfbuzz", 0, lambda library: _text(library, "hb_version_string")),
    "FreeType": ("freetype", 6, _freetype),
    "Fontconfig": ("fontconfig", 1, lambda library: str(library.FcGetVersion())),
}
"""Their stem, the number of their interface, and what tells their version."""
