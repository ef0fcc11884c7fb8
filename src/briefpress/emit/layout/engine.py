"""All that is private of the engine and not of a box: its version is pinned, and another one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = "70."
"""The versions whose pages the looks know."""


class Unexpected(Exception):
    """The engine is not built as the looks know it, so that they would pass over faults."""


@dataclass(frozen=True)
class Laid:
    """A document that is laid out, its source, and the style of every element, printed or not."""

    document: Any
    root: Any
    style: Callable[[Any], Any]


def fresh_fonts() -> Any:  # noqa: ANN401 - the engine has no types
    """Return a font configuration of its own for one page, which gives back all that it took."""
    from weasyprint.text.fonts import FontConfiguration, ffi, pangoft2

    fonts = FontConfiguration()

    # Pango never lets go of what a map of fonts is configured with but for something else, also when the map is freed.
    def free(fonts: Any) -> None:  # noqa: ANN401
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts), ffi.NULL)

    finalize(fonts, free, fonts.font_map).atexit = False
    return fonts


def laid_out(html: Any, fonts: Any, options: dict[str, object]) -> Laid:  # noqa: ANN401 - the engine has no types
    """Lay out a page as `HTML.render` does, and keep the styles, which it throws away; raises Unexpected."""
    from weasyprint import DEFAULT_OPTIONS, Document, __version__

    if not __version__.startswith(KNOWN):
        raise Unexpected(f"WeasyPrint is {__version__}, and its pages are known for {KNOWN}x alone")
    styles: list[Any] = []

    class Watched(Document):  # type: ignore[misc]  # the engine has no types
        @classmethod
        def _build_layout_context(cls, *given: Any) -> Any:  # noqa: ANN401
            context = super()._build_layout_context(*given)
            styles.append(context.style_for)
            return context

    document = Watched._render(html, fonts, None, None, {**DEFAULT_OPTIONS, **options})  # noqa: SLF001 - see above
    if len(styles) != 1 or any(getattr(page, "_page_box", None) is None for page in document.pages):
        raise Unexpected("WeasyPrint does not show its pages where they are looked for")
    return Laid(document, html.etree_element, styles[0])
