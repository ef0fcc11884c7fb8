"""The layout gate as a whole: what it says to whoever builds a desk, and that it never passes what it cannot see."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from briefpress.diagnostics import Place
from briefpress.emit.layout import Expected
from briefpress.emit.pdf import paged
from briefpress.emit.templates import Templates
from pages import STYLE
from printing import TOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

PIECE = Place("content/briefs/a.yaml", ("a",))


def codes(body: str, templates: Templates | None = None, style: str = "") -> list[tuple[str, object]]:
    """Return codes and places of what is wrong with a page."""
    html = f'<!doctype html><html lang="en"><title>t</title><style>{STYLE}{style}</style><body>{body}</body></html>'
    expected = Expected(Place("content/briefs/a.yaml"), {"a": PIECE})
    _, _, found = paged(html, templates or Templates.of(TOP), "a.pdf", expected=expected)
    return [(finding.code, finding.label.where) for finding in found]


@pytest.fixture
def faulty(good: Path) -> Path:
    """Plant faults in the content, the budget and the style sheets of a desk."""
    brief, audience = good / "content" / "briefs" / "skerry.yaml", good / "content" / "audiences" / "managers.yaml"
    text = brief.read_text("utf-8").replace("Order batteries apart from hulls", f"Order batteries{'apart' * 16}")
    brief.write_text(text.replace("title: Hulls are most of the bill", f"title: {'Hullsaremost' * 12}"), "utf-8")
    audience.write_text(audience.read_text("utf-8").replace("pages: 6", "pages: {a4: 1, letter: 2}"), "utf-8")
    (good / "templates" / "css").mkdir(parents=True)
    sheet = (TOP / "templates" / "css" / "blocks.css").read_text("utf-8")
    (good / "templates" / "css" / "blocks.css").write_text(sheet + ".risks { overflow: hidden; height: 20pt }", "utf-8")
    return good


def test_faults_of_a_desk_are_told_where_they_were_written(faulty: Path, run: Callable[..., Ran]) -> None:
    """A build names the lines of the YAML, with what is wrong on which page, and writes nothing."""
    ran = run("build", "--desk", faulty, "--audience", "managers", "--report", "concise")
    text = (faulty / "content" / "briefs" / "skerry.yaml").read_text("utf-8").splitlines()

    def line(begin: str) -> str:
        number = next(nth for nth, one in enumerate(text, 1) if one.strip().startswith(begin))
        return f"content/briefs/skerry.yaml:{number}:"

    told = ran.err.splitlines()
    assert ran.status == 1
    assert [one for one in told if one.startswith(line("kicker")) and "BP510" in one and "not 1 at most" in one]
    assert [one for one in told if one.startswith(line("- id: hedge")) and "BP513]: page 1: 'part" in one]
    assert [one for one in told if one.startswith(line("block: chart")) and "BP512]: page 1: 'Hulls" in one]
    assert [one for one in told if "BP514" in one and "is cut off" in one]
    assert not list((faulty / "output").rglob("*.pdf"))


def test_warnings_are_shown_and_the_brief_is_written(good: Path, run: Callable[..., Ran]) -> None:
    """A nearly empty last page is no reason to print nothing."""
    template = (
        "<html lang='en'><title>t</title><style>{style}</style><h1>Head</h1><p>text</p><p class='n'>text</p></html>"
    )
    (good / "templates").mkdir()
    (good / "templates" / "brief.html.j2").write_text(
        template.replace("{style}", STYLE + ".n { break-before: page }"), "utf-8"
    )
    ran = run("build", "--desk", good, "--audience", "managers", "--report", "concise")

    assert ran.status == 0
    assert "warning[BP523]: the last page is 10% full" in ran.err
    assert list((good / "output").rglob("*.pdf"))


def test_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a version that nobody has looked into are not called sound."""
    monkeypatch.setattr("weasyprint.__version__", "71.0")

    assert [code for code, _ in codes("<p>text</p>")] == ["BP529"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("weasyprint.text.fonts.get_hb_object_data", "<p>text</p>"),
        ("weasyprint.svg.utils.preserve_ratio", '<svg width="9" height="9" aria-label="d"><text y="8">t</text></svg>'),
    ],
)
def test_engine_that_hides_what_is_looked_for_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, body: str) -> None:
    """Where a look cannot look, the page does not pass."""
    assert codes("<p>text</p>") == []
    monkeypatch.delattr(name)

    assert [code for code, _ in codes(body)] == ["BP529"]


def test_engine_that_keeps_its_fonts_to_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text without a font is not believed."""
    monkeypatch.setattr("weasyprint.Document.fonts", property(lambda _: {}, lambda *_: None), raising=False)

    assert [code for code, _ in codes("<p>text</p>")] == ["BP529"]


def test_font_from_elsewhere_is_found(tmp_path: Path) -> None:
    """A font that is no file of templates/fonts/ does not reach a reader, wherever it came from."""
    (tmp_path / "templates" / "images").mkdir(parents=True)
    font = TOP / "templates" / "fonts" / "source-serif" / "SourceSerif4SmText-Regular.otf"
    data = font.read_bytes()
    (tmp_path / "templates" / "images" / "own.otf").write_bytes(data + b"\0")
    style = "@font-face { font-family: Own; src: url(images/own.otf) } p { font-family: Own }"
    shutil.copytree(TOP / "templates" / "fonts" / "source-sans", tmp_path / "templates" / "fonts" / "source-sans")

    assert [code for code, _ in codes("<p>text</p>", Templates.of(tmp_path), style)] == ["BP525"]


def test_missing_picture_is_told_at_its_piece() -> None:
    """A file that a piece asks for is missed there; one that a style sheet asks for has no line in the content."""
    style = "img { image-rendering: crisp-edges }"

    assert codes('<div id="a"><img src="none.png" alt="a"></div>', style=style) == [("BP503", PIECE)]
    (told,) = codes("<p>text</p>", style="p { background: url(none.png) }")
    assert told[0] == "BP503"
    assert not isinstance(told[1], Place)


def test_what_the_engine_does_not_understand_explains_the_rest() -> None:
    """An unknown property is told alone: the layout without it is nobody's wish."""
    style = "p { white-spaces: pre; width: 20px }"

    assert [code for code, _ in codes(f"<p>{'unbreakable' * 9}</p>", style=style)] == ["BP502"]


def test_running_heads_that_meet_are_told_once() -> None:
    """They meet on every page for one cause, which is mended in one place."""
    style = '@page { @top-left { content: "a long name of a publication"; width: 40px; white-space: nowrap }'
    style += ' @top-right { content: "a brief"; width: 120px; text-align: left } }'
    three = '<p>one</p><p style="break-before: page">two</p><p style="break-before: page">three</p>'

    assert [code for code, _ in codes(three, style=style)].count("BP516") == 1
