"""Fonts: every character in the font that was asked for, and every font a file of the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import category, name

from briefpress.diagnostics import Diagnostic, error
from briefpress.emit.layout.engine import Unexpected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen
    from briefpress.emit.templates import Templates

_UNDRAWN = frozenset(("Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"))


def fonts(seen: Seen, templates: Templates) -> Iterator[Diagnostic]:
    """Report fonts that are no file of the templates, and text that another font had to stand in for."""
    held = _held(seen)
    known = None
    for font, content in held:
        known = _files(templates) if known is None else known
        if content not in known:
            hint = "put it into templates/fonts/ as it is, as .otf or .ttf, and name it in an @font-face rule"
            message = f"the font '{font.family}' is no file of templates/fonts/"
            yield error("BP525", message, seen.expected.otherwise, help=hint)
    yield from _missing(seen, {code for font, _ in held for code in font.missing})
    yield from _substituted(seen, [font for font, _ in held])


def _held(seen: Seen) -> list[tuple[Any, bytes]]:
    """Return the fonts that were drawn with, and each as it was before the engine took a part of it."""
    try:
        from weasyprint.text.fonts import get_hb_object_data

        held = [(font, get_hb_object_data(font.hb_face)) for font in seen.document.fonts.values()]
    except (AttributeError, ImportError) as why:
        raise Unexpected(f"a font of WeasyPrint is not as expected: {why}") from why
    if seen.pieces and not held and any(piece.text for piece in seen.pieces):
        raise Unexpected("WeasyPrint does not tell which fonts it drew with")
    return held


def _files(templates: Templates) -> set[bytes]:
    return {
        path.read_bytes()
        for folder in templates.folders
        for path in (folder / "fonts").rglob("*")
        if path.suffix in {".otf", ".ttf", ".ttc"} and path.is_file()
    }


def _missing(seen: Seen, codes: set[int]) -> Iterator[Diagnostic]:
    for code in sorted(codes):
        char = chr(code)
        piece = next((piece for piece in seen.pieces if char in piece.text), None)
        where = seen.source.place(piece.element, char) if piece else seen.expected.otherwise
        message = f"page {piece.page if piece else '?'}: '{char}' ({_called(char)}) is in no font of templates/"
        yield error(
            "BP501", message, where, help="write it differently, or put a font that has it into templates/fonts/"
        )


def _called(char: str) -> str:
    return f"U+{ord(char):04X} {name(char, '')}".strip()


def _substituted(seen: Seen, held: list[Any]) -> Iterator[Diagnostic]:
    drawn: dict[str, set[str]] = {}
    for font in held:
        drawn.setdefault(font.family.casefold(), set()).update("".join(font.to_unicode.values()))
    told = set()
    for piece in seen.pieces:
        if not piece.fonts or not piece.text:
            continue
        family = piece.fonts[0]
        if family in told:
            continue
        there = drawn.get(family.casefold())
        if there is None:
            if any(category(char) not in _UNDRAWN for char in piece.text):
                told.add(family)
                message = f"page {piece.page}: '{family}' was asked for, and another font stands in for it"
                hint = "name a font of templates/ in 'font-family', by its @font-face rule"
                yield error("BP525", message, seen.place(piece), help=hint)
            continue
        for char in dict.fromkeys(piece.text):
            if char not in there and category(char) not in _UNDRAWN:
                there.add(char)
                if not _covered(char, [font for font in held if font.family.casefold() == family.casefold()]):
                    message = f"page {piece.page}: '{char}' ({_called(char)}) is not in '{family}'"
                    hint = "write it differently, or take a font that has it"
                    yield error("BP525", message, seen.source.place(piece.element, char), help=hint)


def _covered(char: str, faces: list[Any]) -> bool:
    """Tell whether fonts have a character after all: one glyph can stand for two, and is noted for one."""
    from uharfbuzz import Face, Font
    from weasyprint.text.fonts import get_hb_object_data

    return all(Font(Face(get_hb_object_data(face.hb_face))).get_nominal_glyph(ord(char)) is not None for face in faces)
