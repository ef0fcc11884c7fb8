"""Pages are looked at before they are printed: what would be lost on some readers has its line in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.diagnostics import Span
from briefpress.emit.html import paper
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from conftest import Ran

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><title>A page</title><style>{{ sheet("page.css") }}</style></head>
<body>
<h1>Heading</h1>
{% include "piece.html.j2" %}
</body>
</html>
"""
SHEET = "p { color: black }\nimg { image-rendering: crisp-edges }\n"


def found(folder: Path, piece: str = "", page: str = PAGE, sheet: str = SHEET) -> list[Diagnostic]:
    """Return the faults of a page with a piece in a template of its own."""
    for name, text in (("page.html.j2", page), ("piece.html.j2", piece), ("page.css", sheet)):
        (folder / name).write_text(text, encoding="utf-8")
    _, faults = paper({"link": "#here"}, "page.html.j2", Templates((folder.resolve(),)))  # type: ignore[arg-type]  # any value will do
    return faults


def places(faults: list[Diagnostic]) -> list[tuple[str, str]]:
    """Return the code and the line of each fault."""
    assert all(isinstance(one.label.where, Span) and one.help for one in faults)
    return [(one.code, f"{one.label.where.file.removeprefix('templates/')}:{one.label.where.line}") for one in faults]  # type: ignore[union-attr]  # asserted above


@pytest.mark.parametrize(
    ("piece", "code", "line"),
    [
        ('<p>\n<a href="#x">one <em>two</em></a></p>', "BP405", 2),
        ('<a href="#x">\n\n<img src="a.png" alt="a boat"></a>', "BP405", 3),
        ('<a href="#x"><p>one</p></a>', "BP405", 1),
        ('<a href="{{ view.link }}">\n{% if view %}<span>one</span>{% endif %}</a>', "BP405", 2),
        ('<p><a rel="attachment" href="a.csv">the data</a></p>', "BP405", 1),
        ("<ul>\n<li>one</li>\ntwo</ul>", "BP405", 1),
        ("<ol>\n<p>one</p></ol>", "BP405", 2),
        ('<p>\n<input name="a"></p>', "BP405", 2),
        ("<textarea>one</textarea>", "BP405", 1),
        ('\n<img src="a.png" alt="">', "BP406", 2),
        ('<img src="a.png" alt=" ">', "BP406", 1),
        ('<img src="a.png">', "BP406", 1),
        ('\n<svg width="9" height="9"><rect width="3" height="3"/></svg>', "BP406", 2),
        ('<svg width="9" height="9"><title> </title></svg>', "BP406", 1),
        ("\n\n<h3>deep</h3>", "BP406", 3),
        ("<h2>one</h2><h3>two</h3>\n<h2>three</h2>\n<h4>four</h4>", "BP406", 3),
        ('\n<p style="opacity: .5">faint</p>', "BP407", 2),
        ("<style>\np { opacity: 50% }</style>", "BP407", 2),
    ],
)
def test_fault_of_a_template_has_its_line(tmp_path: Path, piece: str, code: str, line: int) -> None:
    """Each thing that the standards do not allow is found where it is written."""
    assert places(found(tmp_path, piece)) == [(code, f"piece.html.j2:{line}")]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (PAGE.replace(' lang="en"', ""), 2),
        (PAGE.replace("A page", " "), 0),
        (PAGE.replace("h1>", "h2>"), 5),
    ],
    ids=["language", "title", "first heading"],
)
def test_page_says_what_it_is(tmp_path: Path, page: str, line: int) -> None:
    """A page has a language, a title, and a first heading of the first level."""
    (fault,) = found(tmp_path, page=page)

    assert fault.code == "BP406"
    assert fault.label.where == (
        Span("templates/page.html.j2", line, 1, line, 1) if line else Span("templates/base.html.j2")
    )


def test_fault_of_a_style_sheet_has_its_line(tmp_path: Path) -> None:
    """A style sheet is blamed, and not the page that uses it."""
    sheet = "/* two\nlines, opacity: .5 */\np { color: black }\n.faint { opacity: .8 }\n"

    assert places(found(tmp_path, sheet=sheet)) == [("BP407", "page.css:4")]


def test_smoothed_picture_is_found(tmp_path: Path) -> None:
    """A page with a picture needs the style that keeps it from being smoothed."""
    faults = found(tmp_path, '<p>one</p>\n<img src="a.png" alt="a boat">', sheet="p { color: black }")

    assert places(faults) == [("BP407", "piece.html.j2:2")]


def test_sound_page_has_no_fault(tmp_path: Path) -> None:
    """What looks like a fault and is none passes, and the page is returned as it was written."""
    piece = """<p><em><a href="#x">one</a></em> 1 &lt; 2 <input type="hidden"></p>
<h2>one</h2><h3>two</h3><h2>three</h2>
<ul> <li>one <ul><li>two</li></ul></li> </ul>
<svg><title>A chart</title><a href="#x"><text fill-opacity="0.5">one</text></a></svg>
<img src="a.png" alt="a boat"><br/>
"""
    sheet = f"{SHEET}p {{ opacity: 1; fill-opacity: .5 }} b {{ opacity: 1.0 }} i {{ opacity: 100% }}"

    assert found(tmp_path, piece, sheet=sheet) == []
    page, _ = paper({}, "page.html.j2", Templates((tmp_path.resolve(),)))  # type: ignore[arg-type]  # any value will do
    assert piece in page
    assert "data-at" not in page


def test_desk_with_a_faulty_template_is_told_the_line(good: Path, tmp_path: Path, run: Callable[..., Ran]) -> None:
    """A desk's own template that would make a PDF inaccessible fails the build before anything is printed."""
    (good / "templates").mkdir(exist_ok=True)
    masthead = (
        '<header class="masthead">\n<p><a href="#front">{{ view.title }} <em>{{ view.label }}</em></a></p>\n</header>\n'
    )
    (good / "templates/masthead.html.j2").write_text(masthead, encoding="utf-8")
    ran = run("build", "--desk", good, "--output", tmp_path / "output", "--as-of", "2026-11-22")

    assert ran.status == 1
    assert "BP405" in ran.err + ran.out
    assert "templates/masthead.html.j2:2" in ran.err + ran.out
    assert not list((tmp_path / "output").rglob("*.pdf"))
