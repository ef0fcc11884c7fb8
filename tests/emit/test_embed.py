"""A page for a screen is one file: style sheets, fonts and pictures are inside it, and nothing else is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefpress.emit.embed import embed
from briefpress.emit.templates import Templates

TOP = Path(__file__).parents[2]
SERIF = "fonts/source-serif/SourceSerif4SmText-Regular.otf"
FACE = f'@font-face {{ font-family: "Brief Serif"; src: url({SERIF}) }}'


def page(style: str, body: str = "Fig 10") -> str:
    """Return a page with a style sheet."""
    return f"<html><style>{style}</style><p>{body}</p></html>"


def fonts(text: str) -> list[TTFont]:
    """Return the fonts inside a page."""
    return [TTFont(BytesIO(b64decode(data))) for data in re.findall(r"url\(data:font/woff2;base64,([^)]+)\)", text)]


def inside(style: str, body: str = "Fig 10") -> TTFont:
    """Return the one font of a page made with the shipped templates."""
    text, found = embed(page(style, body), Templates.of(TOP))
    assert found == []
    (font,) = fonts(text)
    return font


def test_font_holds_the_letters_of_the_page_alone() -> None:
    """What a page does not print is not in its fonts."""
    letters = set(map(chr, inside(FACE, "Wij zijn €5").getBestCmap()))

    assert letters >= set("Wij zijn€5")
    assert "Q" not in letters


def test_font_bears_the_name_of_the_style_sheet_and_keeps_its_copyright() -> None:
    """A font that was cut may not bear a reserved name; whose it is stays in it."""
    font = inside(FACE)
    names = {record.nameID: str(record) for record in font["name"].names}

    assert names[1] == names[4] == "Brief Serif"
    assert "Adobe" in names[0]
    assert font["CFF "].cff.fontNames == ["BriefSerif"]
    assert "Source" not in " ".join(names[at] for at in (1, 3, 4, 6))


@pytest.mark.parametrize(
    ("style", "feature"),
    [
        ("p { font-variant-numeric: proportional-nums }", "pnum"),
        ("p { font-variant-caps: small-caps }", "smcp"),
        ('p { font-feature-settings: "sups" }', "sups"),
    ],
)
def test_font_keeps_the_features_a_style_sheet_asks_for(style: str, feature: str) -> None:
    """A feature is kept where it is asked for, and else left out for its weight."""
    asked, plain = inside(FACE + style), inside(FACE)

    assert feature in {record.FeatureTag for record in asked["GSUB"].table.FeatureList.FeatureRecord}
    assert feature not in {record.FeatureTag for record in plain["GSUB"].table.FeatureList.FeatureRecord}


def test_same_page_gives_the_same_bytes() -> None:
    """Nothing in a font depends on when it was cut, or on the order of letters in memory."""
    program = (
        "import sys, hashlib; from pathlib import Path; from briefpress.emit.embed import embed;"
        "from briefpress.emit.templates import Templates;"
        "print(hashlib.sha256(embed(sys.argv[1], Templates.of(Path(sys.argv[2])))[0].encode()).hexdigest())"
    )
    call = [sys.executable, "-c", program, page(FACE), str(TOP)]
    made = {
        subprocess.run(call, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }

    assert len(made) == 1


def test_other_files_are_put_inside_as_they_are(tmp_path: Path) -> None:
    """A picture that a desk's style sheet names comes with the page; what is inside already stays."""
    (tmp_path / "mark.svg").write_bytes(b"<svg/>")
    style = "a { background: url('mark.svg') } b { background: url(data:,) } i { fill: url(#here) }"
    text, found = embed(page(style), Templates((tmp_path,)))

    assert found == []
    assert "url(data:image/svg+xml;base64,PHN2Zy8+)" in text
    assert "url(data:,)" in text
    assert "url(#here)" in text


def test_packed_font_stays_as_it_is(tmp_path: Path) -> None:
    """A desk's own font that is packed for the web already is taken whole."""
    (tmp_path / "own.woff").write_bytes(b"wOFF....")
    text, found = embed(page("@font-face { src: url(own.woff) }"), Templates((tmp_path,)))

    assert found == []
    assert "url(data:font/woff;base64,d09GRi4uLi4=)" in text


@pytest.mark.parametrize(
    ("style", "code", "message"),
    [
        ("@font-face { src: url(none.otf) }", "BP501", "a font cannot be read: none.otf"),
        ("@font-face { src: url(broken.otf) }", "BP501", "a font cannot be read: broken.otf is no OpenType font"),
        ("@font-face { src: url(short.otf) }", "BP501", "a font cannot be read: short.otf is no OpenType font"),
        ("p { background: url(none.png) }", "BP503", "a file cannot be read: none.png"),
        ("p { background: url(../secret) }", "BP503", "a file cannot be read: ../secret"),
        ("p { background: url(https://example.org/a) }", "BP503", "a file cannot be read: https://example.org/a"),
    ],
)
def test_what_cannot_be_put_inside_is_found(tmp_path: Path, style: str, code: str, message: str) -> None:
    """A page never refers to what it does not hold; what is missing is told."""
    own = tmp_path / "templates"
    own.mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (own / "broken.otf").write_bytes(b"<html>")
    (own / "short.otf").write_bytes(b"OTTO and then nothing")
    _, found = embed(page(style), Templates((own,)))

    assert [(one.code, one.message) for one in found] == [(code, message)]
