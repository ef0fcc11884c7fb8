"""Painting: the glyphs of a line are read from Pango all at once, and numbers are written by their type."""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

from weasyprint.draw import text as engine
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefpress.emit.tuned.text import importing

_draw_first_line = engine.draw_first_line
_GLYPH = struct.Struct("=IiiiI")
"""Glyph, width, shift across and down, marks."""
_SPECIAL = min(pango.PANGO_GLYPH_UNKNOWN_FLAG, pango.PANGO_GLYPH_EMPTY)
"""Glyphs from here on are none of a font."""


class _Run(NamedTuple):
    """Glyphs of one font."""

    pango_font: Any
    font: Any
    size: float
    item: Any
    glyphs: list[tuple[int, int, int, int, int]]


_KNOWN = pango.pango_version() >= 14802  # noqa: PLR2004 - before, Pango gave other sizes, which the engine mends


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:  # noqa: ANN401
    """Draw a line; what is not plain is left to the engine."""
    layout = textbox.pango_layout
    plain = _KNOWN and layout.settled and text_overflow != "ellipsis" and block_ellipsis == "none"
    runs = _runs(stream, layout) if plain and textbox.text.strip() and textbox.style["font_size"] >= 1 else None
    if runs is None:
        layout.setup(textbox.style)
        layout.set_text(layout.text, justify=True)
        drawn: list[Any] = _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        layout.settled = False
        return drawn
    stream.set_text_matrix(*matrix.values)
    before, shown = None, ""
    for run in runs:
        if run.pango_font != before:
            before = run.pango_font
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(run.font.hash, run.size)
        shown += _shown(stream, layout, run)
    stream.show_text(shown)
    return []


def _runs(stream: Any, layout: Any) -> list[_Run] | None:  # noqa: ANN401
    """Return the runs of a line, or nothing if one of them is not plain."""
    line = pango.pango_layout_get_line_readonly(layout.layout, 0)
    known = layout.style.font_config.__dict__.setdefault("drawn", {})
    run, found = line.runs[0] if line.runs else ffi.NULL, list[_Run]()
    while run:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        entry = known.get(pango_font)
        if entry is None or entry[0] is not stream._fonts:  # noqa: SLF001 - the engine shows no other way
            font, size = stream.add_font(pango_font)
            # The layout keeps the font alive, so that its address names no other one.
            entry = known[pango_font] = (stream._fonts, font, size, layout.layout)  # noqa: SLF001 - as above
        _, font, size, _ = entry
        string = item.glyphs
        glyphs = list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, string.num_glyphs * _GLYPH.size)))
        if font.bitmap or font.svg or font.png or font.colr or any(one[0] >= _SPECIAL or one[3] for one in glyphs):
            return None
        found.append(_Run(pango_font, font, size, item, glyphs))
    return found


def _shown(stream: Any, layout: Any, run: _Run) -> str:  # noqa: ANN401
    """Return the glyphs of a run with the shifts between them."""
    font, size, widths = run.font, run.size, run.font.widths
    written = ["<"]
    for number, (glyph, width, across, _, _) in enumerate(run.glyphs):
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _meant(layout, run, number)
        shift = across / size
        if shift:
            written.append(f">{-shift}<")
        written.append(f"{glyph:04x}")
        wide = widths.get(glyph)
        if wide is None:
            pango.pango_font_get_glyph_extents(run.pango_font, glyph, stream.ink_rect, stream.logical_rect)
            wide = widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        kerning = wide + shift - width * 1000 * FROM_UNITS / size
        if kerning:
            written.append(f">{int(kerning)}<")
    # A shift at the end leaves nothing open.
    return "".join(written)[:-1] if written[-1][-1] == "<" else "".join(written) + ">"


def _meant(layout: Any, run: _Run, number: int) -> str:  # noqa: ANN401
    """Return the text that a glyph stands for."""
    clusters, item = run.item.glyphs.log_clusters, run.item.item
    # From right to left, the text goes on in the glyph before.
    last, after = (0, number - 1) if item.analysis.level % 2 else (len(run.glyphs) - 1, number + 1)
    end = item.length if number == last else clusters[after]
    text: bytes = layout.text.encode()
    return text[item.offset + clusters[number] : item.offset + end].decode()


FUNCTIONS = (
    (engine.draw_text, importing(engine.draw_text)),
    (engine.draw_first_line, draw_first_line),
)
