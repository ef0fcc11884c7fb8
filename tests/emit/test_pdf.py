"""The engine: nothing from outside the templates gets in, and nothing it complains of gets out."""

from __future__ import annotations

import gc
import http.server
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.emit.layout import fresh_fonts
from briefpress.emit.pdf import engine, pdf
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator


PAGE = """<!doctype html><html lang="en"><head><title>t</title><style>{style}</style></head>
<body><h1>Heading</h1><p>{body}</p></body></html>"""


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    """Run a server on this machine that remembers who asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def printed(folder: Path, body: str = "", style: str = "") -> tuple[bytes, list[str]]:
    """Print a page with fonts and files from one folder; return the bytes and the codes found."""
    data, found = pdf(PAGE.format(style=style, body=body), Templates.of(folder), "a.pdf")
    return data, [one.code for one in found]


def test_plain_page_prints(tmp_path: Path) -> None:
    """A sound page gives a PDF and nothing to say."""
    data, codes = printed(tmp_path, "text")

    assert codes == []
    assert data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{where}/a.png" alt="a">',
        '<link rel="stylesheet" href="{where}/a.css">',
        '<object data="{where}/a.svg"></object>',
        '<embed src="{where}/a.svg">',
        '<link rel="attachment" href="{where}/secret.txt">',
        '<style>@import "{where}/a.css";</style>',
        '<p style="background: url({where}/a.png)">x</p>',
        '<ul style="list-style-image: url({where}/a.png)"><li>x</li></ul>',
        "<style>@font-face {{ font-family: F; src: url({where}/a.otf) }} p {{ font-family: F }}</style>",
        '<svg width="9" height="9"><image href="{where}/a.png" width="9" height="9"/></svg>',
    ],
)
@pytest.mark.parametrize("kind", ["network", "file", "relative"])
def test_nothing_is_read_from_elsewhere(tmp_path: Path, canary: tuple[str, list[str]], body: str, kind: str) -> None:
    """No reference reaches the network or a file outside templates/; each fails the build."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    server, asked = canary
    where = {"network": server, "file": f"file://{tmp_path}", "relative": "../.."}[kind]
    data, codes = printed(tmp_path, body.format(where=where))

    assert data == b""
    assert set(codes) <= {"BP501", "BP502", "BP503"}
    assert codes
    assert asked == []


@pytest.mark.parametrize(
    ("body", "style", "code"),
    [
        ("x", "p { no-such-property: 1 }", "BP502"),
        ('<a href="#nowhere">x</a>', "", "BP502"),
        ("\U0001f9ff", "", "BP501"),
        ("x", "p { font-size: 1e9px }", "BP506"),
    ],
)
def test_whatever_the_engine_complains_of_fails(tmp_path: Path, body: str, style: str, code: str) -> None:
    """A warning of the engine is an error of the build."""
    data, codes = printed(tmp_path, body, style)

    assert data == b""
    assert codes == [code]


def test_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    """Printing twice gives one PDF."""
    assert printed(tmp_path, "text")[0] == printed(tmp_path, "text")[0]


def test_the_fonts_of_a_page_are_given_back(tmp_path: Path) -> None:
    """A process that prints for days does not grow by what each page is drawn with."""
    engine(Templates.of(tmp_path).folders)
    held = []
    for _ in range(2):
        for _ in range(60):
            fresh_fonts()
        gc.collect()
        held.append(int(Path("/proc/self/statm").read_text().split()[1]))

    assert (held[1] - held[0]) * os.sysconf("SC_PAGE_SIZE") < 60 * 50_000
