"""HTML to PDF by WeasyPrint, which is imported only here and only when a PDF is made."""

from __future__ import annotations

import atexit
import gc
import logging
import mimetypes
import os
import tempfile
import warnings
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from typing_extensions import override

from briefpress.diagnostics import Diagnostic, Span, error, failed
from briefpress.emit import layout
from briefpress.emit.artifact import Spent
from briefpress.emit.finish import finished
from briefpress.emit.tagging import completed
from briefpress.emit.templates import Outside, Templates
from briefpress.emit.tuned import ready, tuned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.enclosure import Enclosure
    from briefpress.emit.layout import Expected

BASE = "https://assets.invalid/"
"""Where a page thinks it lives. The name cannot resolve (RFC 2606), so no path of this machine reaches a PDF."""

VARIANT = "pdf/a-3a"
"""What the engine is asked for. It knows one standard at a time; the last pass adds PDF/UA-1."""


def pdf(
    html: str, templates: Templates, name: str, enclosure: Enclosure | None = None
) -> tuple[bytes, list[Diagnostic]]:
    """Return the PDF of a page, or why it cannot be made. Whatever the engine complains of is an error."""
    data, _, found = paged(html, templates, name, enclosure)
    return data, found


def paged(
    html: str,
    templates: Templates,
    name: str,
    enclosure: Enclosure | None = None,
    expected: Expected | None = None,
    spent: Spent | None = None,
) -> tuple[bytes, dict[str, int], list[Diagnostic]]:
    """Return the PDF with the page on which each of its destinations lies, or why it cannot be made.

    With what is expected of it the pages are looked at, and a fault on one of them is a reason too.
    """
    where, spent = Span(name), spent or Spent()
    try:
        weasyprint = engine(templates.folders)
    except OSError as why:
        hint = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        return b"", {}, [error("BP505", f"the engine's system libraries are missing ({why})", where, help=hint)]
    from weasyprint.urls import FatalURLFetchingError

    spent.on("imports")
    with _complaints() as complaints, _unswept(), tuned():
        page = None
        try:
            page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_fetcher(templates))
            spent.on("parsing")
            data, pages, found = _printed(page, templates, enclosure, expected, spent)
        except FatalURLFetchingError as why:
            return b"", {}, [_not_fetched(str(why), page, expected, where)]
        except layout.Unexpected as why:
            return b"", {}, [layout.unknown(why, where)]
        except MemoryError:
            raise
        except Exception as why:  # noqa: BLE001 - style sheets can make the engine fail in any way
            hint = "a style sheet or template asks for something the engine cannot lay out"
            return b"", {}, [error("BP506", f"the engine fails: {type(why).__name__}: {why}", where, help=hint)]
    # What the looks find by themselves they say better, with its place; and what was not understood explains the rest.
    said = layout.SAID if expected else ()
    found = [_complaint(text, where) for text in dict.fromkeys(complaints) if not text.startswith(said)] or found
    return (b"", {}, found) if failed(found) else (data, pages, found)


def _printed(
    page: Any,  # noqa: ANN401 - a class without types
    templates: Templates,
    enclosure: Enclosure | None,
    expected: Expected | None,
    spent: Spent,
) -> tuple[bytes, dict[str, int], list[Diagnostic]]:
    laid = layout.laid_out(page, layout.fresh_fonts(), {"pdf_variant": VARIANT, "pdf_tags": True})
    spent.on("layout")
    document = laid.document
    with completed(document) as apart, warnings.catch_warnings():
        # The engine opens its colour profile and lets go of it without closing it.
        warnings.simplefilter("ignore", ResourceWarning)
        # The last pass compresses; the engine would take eight times as long for the same size.
        written: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True, uncompressed_pdf=True)
    spent.on("writing")
    found = layout.look(laid, templates, expected) if expected else []
    pages = {anchor: number for number, leaf in enumerate(document.pages, 1) for anchor in leaf.anchors}
    spent.on("looks")
    whole = b"" if failed(found) else finished(written, apart, enclosure)
    spent.on("finish")
    return whole, pages, found


@cache
def engine(folders: tuple[Path, ...]) -> Any:  # noqa: ANN401 - a module without types
    """Return the engine, imported with fonts from templates/ alone: a font of this machine must never slip in."""
    home = tempfile.mkdtemp(prefix="briefpress-fonts-")
    atexit.register(_remove, home)
    fonts = "".join(f"<dir>{escape(str(folder / 'fonts'))}</dir>" for folder in folders)
    config = Path(home) / "fonts.conf"
    config.write_text(f"<fontconfig>{fonts}<cachedir>{escape(home)}</cachedir></fontconfig>", encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)
    import weasyprint

    ready()
    return weasyprint


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _fetcher(templates: Templates) -> Any:  # noqa: ANN401 - a class of a module without types
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]  # the engine has no types
        """Serves files of templates/ and refuses everything else: no network, no file outside."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401, ARG002
            parts = urlsplit(url)
            name = unquote(parts.path).lstrip("/")
            if f"{parts.scheme}://{parts.netloc}/" != BASE or "\0" in name:
                raise ValueError(f"'{url}' is outside templates/")
            try:
                body = templates.read(name)
            except Outside:
                raise ValueError(f"no file '{name}' in templates/") from None
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    return Assets(allowed_protocols={"https"}, allow_redirects=False, fail_on_errors=True)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what the engine logs from WARNING up."""
    found: list[str] = []

    class Collector(logging.Handler):
        @override
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield found
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True


@contextmanager
def _unswept() -> Iterator[None]:
    """Look for no garbage while a page is printed: all that is made is needed until it ends."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _not_fetched(why: str, page: Any, expected: Expected | None, where: Span) -> Diagnostic:  # noqa: ANN401
    code, what = ("BP501", "a font cannot be read") if "font" in why.lower() else ("BP503", "a file cannot be read")
    name = why.removeprefix("Error fetching ").replace(BASE, "")
    asker = layout.asker(page.etree_element, name.split(": ", 1)[0].strip('"'), expected) if expected and page else None
    return error(code, f"{what}: {name}", asker or where, help="files are read from templates/ only")


def _complaint(text: str, where: Span) -> Diagnostic:
    if ".notdef" in text:
        return error("BP501", f"a character is in no font of templates/: {text}", where)
    return error("BP502", f"the engine complains: {text.removesuffix('.')}", where)
