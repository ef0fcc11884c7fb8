"""A page made self-contained: what its style sheets name is put inside it, and of fonts only what it uses."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from mimetypes import guess_type
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.emit.templates import Outside

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from briefpress.emit.templates import Templates

_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_FAMILY = re.compile(r"""font-family:\s*["']?([^"';}]+)""")
_FILE = re.compile(r"""url\(\s*(["']?)(?!data:|#)([^"')]+?)\1\s*\)""")

_TAG = re.compile(r"""["']([a-z0-9]{4})["']""")

_OPENTYPE = (b"OTTO", b"\x00\x01\x00\x00", b"true")
_PACKED = (b"wOF2", b"wOFF")

_ALWAYS = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""Layout features that work without being asked for."""
_WORDS = {
    "tabular-nums": "tnum",
    "proportional-nums": "pnum",
    "lining-nums": "lnum",
    "oldstyle-nums": "onum",
    "slashed-zero": "zero",
    "small-caps": "smcp",
    "all-small-caps": "c2sc",
}
"""Words of style sheets, and the feature each of them asks for."""
_NAMES = {1: "{0}", 2: "Regular", 3: "{0}", 4: "{0}", 6: "{1}"}
"""Entries of a font's name table that would carry the name of the font it was cut from."""


def embed(page: str, templates: Templates) -> tuple[str, list[Diagnostic]]:
    """Return the page with every file its style sheets name inside it, and what cannot be had."""
    sheets = "".join(_SHEET.findall(page))
    asked = {tag for word, tag in _WORDS.items() if word in sheets}
    features = {*_ALWAYS, *asked, *_TAG.findall(sheets)}
    within = _Within(templates, frozenset(page) - frozenset("\n\r\t"), tuple(sorted(features)))
    return _SHEET.sub(lambda sheet: within.sheet(sheet[0]), page), within.found


@dataclass
class _Within:
    """Files of templates/ as they stand inside one page."""

    templates: Templates
    letters: frozenset[str]
    features: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)

    def sheet(self, text: str) -> str:
        faced = _FACE.sub(lambda face: self._filled(face[0], _family(face[0])), text)
        return self._filled(faced, "")

    def _filled(self, text: str, family: str) -> str:
        return _FILE.sub(lambda named: f"url({self._file(named[2], family)})", text)

    def _file(self, name: str, family: str) -> str:
        where = Span(f"templates/{name}")
        try:
            data = self.templates.read(name)
        except (Outside, OSError):
            code, what = ("BP501", "a font") if family else ("BP503", "a file")
            hint = "a page holds all it needs, so its style sheets name files of templates/ only"
            self.found.append(error(code, f"{what} cannot be read: {name}", where, help=hint))
            return ""
        if not family:
            return _uri(guess_type(name)[0] or "application/octet-stream", data)
        if data[:4] not in _PACKED:
            data = _cut(data, self.letters, self.features, family) if data[:4] in _OPENTYPE else b""
        if not data:
            self.found.append(error("BP501", f"a font cannot be read: {name} is no OpenType font", where))
        return _uri("font/woff" if data[:4] == b"wOFF" else "font/woff2", data)


def _family(face: str) -> str:
    named = _FAMILY.search(face)
    return named[1].strip() if named else "Unnamed"


def _uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


@lru_cache(maxsize=128)
def _cut(data: bytes, letters: frozenset[str], features: tuple[str, ...], family: str) -> bytes:
    """Return a font as WOFF2 with these letters and features alone, or nothing if it cannot be read."""
    import uharfbuzz
    from fontTools.ttLib import TTFont, TTLibError

    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, letters))
    tags = wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG)
    tags.clear()
    tags.update(int.from_bytes(tag.encode(), "big") for tag in features)
    # Without subroutines an outline is longer, but packs better; screens of today need no hints.
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NOTDEF_OUTLINE
    try:
        cut = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
        font = TTFont(BytesIO(cut), recalcTimestamp=False)
        _rename(font, family)
        font.flavor = "woff2"
        packed = BytesIO()
        font.save(packed)
    except (TTLibError, RuntimeError, ValueError, LookupError, AttributeError, AssertionError):
        return b""
    return packed.getvalue()


def _rename(font: TTFont, family: str) -> None:
    """Give a font the name it has in the style sheets: one that was cut may not bear a reserved name (OFL 1.1, 3)."""
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID].format(family, family.replace(" ", ""))
    if "CFF " in font:
        outlines = font["CFF "].cff
        outlines.fontNames[0] = family.replace(" ", "")
        for key in ("FamilyName", "FullName"):
            if hasattr(outlines[0], key):
                setattr(outlines[0], key, family)
