"""Fonts as they are written: what Pango hands over for good is given back once it was read."""

from __future__ import annotations

from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, gobject, pango

# The engine frees nothing by itself, so that it does not know the word.
ffi.cdef("void g_free(gpointer memory);")


class Owned:
    """Pango, where what it makes for its caller ends with the last that holds it."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the engine has no types
        return getattr(pango, name)

    def pango_font_description_to_string(self, description: Any) -> Any:  # noqa: ANN401
        """Return the name of a font."""
        return ffi.gc(pango.pango_font_description_to_string(description), gobject.g_free)

    def pango_font_get_metrics(self, font: Any, language: Any) -> Any:  # noqa: ANN401
        """Return the measures of a font."""
        return ffi.gc(pango.pango_font_get_metrics(font, language), pango.pango_font_metrics_unref)


METHODS = ((fonts, "pango", Owned()),)
