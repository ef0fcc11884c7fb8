"""Small pages with one fault each, and pages without any that look as if they had one."""

from __future__ import annotations

from dataclasses import dataclass

STYLE = """
@font-face { font-family: Text; src: url(fonts/source-sans/SourceSans3-Regular.otf) }
@font-face { font-family: Code; src: url(fonts/source-code-pro/SourceCodePro-Regular.otf) }
@page { size: 200px 160px; margin: 20px }
html { font: 10px/12px Text } body, p, h1, h2, table, figure, ul, pre { margin: 0; padding: 0; font: inherit }
ul { list-style: none } table { border-spacing: 0 } td, th { padding: 0; text-align: left; font-weight: inherit }
pre, code { font: 10px/12px Text }
"""


def lines(number: int) -> str:
    """Return as many lines of text; ten fill a page."""
    return "".join(f"<p>line {nth} is here</p>" for nth in range(number))


@dataclass(frozen=True)
class Fault:
    """A fault planted on a page: the code it must be found by, and the piece it is in."""

    name: str
    code: str
    body: str
    style: str = ""
    piece: str | None = "a"
    words: str | None = None
    said: str = ""
    pages: int | None = None
    also: frozenset[str] = frozenset()


def chart(*inside: str, size: str = 'width="100" height="40" viewBox="0 0 100 40"', font: str = "Text") -> str:
    """Return a drawing with a name."""
    return (
        f'<figure id="a"><svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="d" font-family="{font}"'
        f' font-size="8"><title>d</title>{"".join(inside)}</svg></figure>'
    )


WORD = "unbreakable" * 4
ROW = "<tr><td>{0}</td></tr>"
FAULTS = [
    # Length.
    Fault("more pages than the audience allows", "BP510", lines(15), piece=None, pages=1, said="2 pages on a4"),
    Fault(
        "page 1 goes on on page 2",
        "BP511",
        f'<div>{lines(9)}<p id="a">first</p><p id="b">second</p></div><div id="front-end"></div>{lines(6)}',
        piece="b",
        words="second",
    ),
    # Edges.
    Fault("a word wider than the page", "BP512", f'<p id="a">{WORD}</p>', words=WORD, said="runs past the margin"),
    Fault("a line that may not break", "BP512", f'<p id="a" style="white-space: nowrap">{"many words " * 6}</p>'),
    Fault("code wider than the page", "BP512", f'<pre id="a">{"let x = 1; " * 8}</pre>'),
    Fault("text drawn into the margin", "BP512", '<p id="a" style="margin-left: -15px">text</p>'),
    Fault("text above the page", "BP512", '<p id="a" style="margin-top: -15px">text</p>'),
    Fault("text shifted off the page", "BP512", '<p id="a" style="position: relative; left: 150px">text</p>'),
    Fault("text turned out of the page", "BP512", '<p id="a" style="transform: rotate(90deg)">turned text</p>'),
    Fault("a positioned box below the page", "BP512", '<p id="a" style="position: absolute; top: 130px">text</p>'),
    Fault(
        "a table with too many columns",
        "BP512",
        f'<table id="a"><tr>{"<td>wide-cell</td>" * 6}</tr></table>',
        "td { white-space: nowrap }",
    ),
    Fault(
        "a table whose empty columns run off the page",
        "BP512",
        '<table id="a" style="width: 190px"><tr><td>x</td><td></td></tr></table>',
        said="a table runs past the margin",
    ),
    Fault("a drawing wider than the page", "BP512", chart(size='width="300" height="20"'), said="a picture"),
    Fault("a drawing taller than the page", "BP512", chart(size='width="30" height="300"'), said="a picture"),
    Fault(
        "a running foot too long for the page",
        "BP512",
        '<p id="a">text</p>',
        f'@page {{ @bottom-left {{ content: "{"foot " * 12}"; white-space: nowrap }} }}',
        piece=None,
    ),
    Fault(
        "a word wider than its cell",
        "BP513",
        f'<table id="a" style="table-layout: fixed; width: 100%"><tr><td>{WORD[:22]}</td><td></td></tr></table>',
        "td { width: 50px }",
        said="out of its cell",
    ),
    Fault("a word wider than its box", "BP513", f'<div id="a" style="width: 40px"><p>{WORD[:22]}</p></div>'),
    Fault("text below a box of fixed height", "BP513", '<div id="a" style="height: 15px"><p>one</p><p>two</p></div>'),
    Fault(
        "text cut off by its box",
        "BP514",
        f'<div id="a" style="overflow: hidden; height: 20px">{lines(3)}</div>',
        said="is cut off",
    ),
    Fault(
        "a line ended by an ellipsis",
        "BP514",
        f'<p id="a" style="width: 60px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis">{WORD}</p>',
    ),
    # Loss.
    Fault("a float taller than the page", "BP515", f'<div id="a" style="float: left">{lines(14)}</div>', said="words)"),
    Fault(
        "an inline block taller than the page",
        "BP512",
        f'<span id="a" style="display: inline-block">{lines(14)}</span>',
    ),
    Fault(
        "a positioned box taller than the page", "BP515", f'<div id="a" style="position: absolute">{lines(14)}</div>'
    ),
    Fault(
        "a footnote in a positioned box",
        "BP515",
        '<div style="position: absolute">text<span id="a" class="note">the note itself</span></div>',
        ".note { float: footnote }",
        words="the note itself",
    ),
    Fault(
        "a footnote taller than the page",
        "BP512",
        f'<p>text<span id="a" class="note">{"many words of a note " * 40}</span></p>',
        ".note { float: footnote }",
        also=frozenset(("BP523", "BP524")),
    ),
    Fault("lines left out", "BP515", f'<div id="a" style="max-lines: 2; continue: discard">{"word " * 40}</div>'),
    Fault("a drawing without size", "BP515", chart(size='width="0" height="0"'), said="a picture is on no page"),
    # Overlap.
    Fault(
        "a line pulled over the one before",
        "BP516",
        '<p>above</p><p id="a" style="margin-top: -9px">below</p>',
        piece=None,
    ),
    Fault(
        "lines closer than their letters", "BP516", '<p id="a" style="line-height: 5px; width: 40px">Hgk Hgk Hgk</p>'
    ),
    Fault(
        "a positioned note over the text",
        "BP516",
        '<p id="a">text</p><p id="b" style="position: absolute; top: 2px">note</p>',
    ),
    Fault(
        "columns that run into each other",
        "BP516",
        '<div style="position: relative"><p id="a">left column</p><p id="b" style="position: absolute; left: 30px; top: 0">right</p></div>',
    ),
    Fault(
        "a picture over the text",
        "BP516",
        '<p id="b">text below</p>' + chart().replace("<figure", '<figure style="margin-top: -12px"'),
        piece="b",
    ),
    Fault(
        "running heads that meet",
        "BP516",
        "<p>text</p>",
        '@page { @top-left { content: "a long name of a publication"; width: 40px; white-space: nowrap } @top-right { content: "a brief"; width: 120px; text-align: left } }',
        piece=None,
    ),
    Fault(
        "labels of a chart that meet",
        "BP516",
        chart('<text x="5" y="20">a long label</text>', '<text x="30" y="22">another</text>'),
    ),
    Fault(
        "a label past the edge of its chart",
        "BP517",
        chart('<text x="80" y="20">a label</text>'),
        said="'a label' sticks out",
    ),
    Fault(
        "a label before the edge of its chart", "BP517", chart('<text x="10" y="20" text-anchor="end">a label</text>')
    ),
    Fault("a label above its chart", "BP517", chart('<text x="10" y="3">a label</text>')),
    Fault(
        "a label shifted out of its chart",
        "BP517",
        chart('<g transform="translate(80 0)"><text x="5" y="20">a label</text></g>'),
    ),
    # Breaks.
    Fault(
        "a heading at the foot of a page",
        "BP518",
        f'{lines(9)}<h1 id="a">Heading</h1>{lines(6)}',
        "h1 { break-after: auto }",
        words="Heading",
    ),
    Fault("a heading with nothing below it", "BP518", '<p>text</p><h1 id="a">Heading</h1>', said="nothing follows"),
    Fault(
        "a heading at the foot of a column",
        "BP518",
        f'<div style="columns: 2; height: 60px">{lines(4)}<h1 id="a">Heading</h1>{lines(4)}</div>',
        "h1 { break-after: auto }",
        said="in its column",
    ),
    Fault(
        "a caption left behind by its table",
        "BP519",
        f'{lines(8)}<table id="a"><caption>Caption</caption><tr><td>{lines(4)}</td></tr></table>{lines(4)}',
        "tr { break-inside: avoid } caption { break-after: auto }",
    ),
    Fault(
        "a caption on the page after its figure",
        "BP519",
        f'{lines(7)}<figure id="b"><p>one</p><p>two</p><p>three</p><figcaption id="a">Caption</figcaption></figure>{lines(6)}',
    ),
    Fault(
        "a row split between pages",
        "BP520",
        f'<table id="a">{"".join(ROW.format(lines(6)) for _ in "12")}</table>',
        said="a row of the table",
    ),
    Fault(
        "an item taller than a page",
        "BP520",
        f'<ul><li id="a">{lines(16)}</li></ul>',
        "li { break-inside: avoid }",
        said="an item of the list is split between pages 1 and 2",
    ),
    Fault(
        "a head that a tall row drops",
        "BP521",
        f'<table id="a"><thead><tr><th>Head</th></tr></thead><tbody>{ROW.format(lines(16))}</tbody></table>',
        "tr { break-inside: avoid }",
        also=frozenset(("BP520",)),
    ),
    Fault(
        "a headline that ends in one word",
        "BP522",
        '<h1 id="a" style="width: 40px">Brief headline</h1><p>text</p>',
    ),
    # Fill.
    Fault("a last page with one line", "BP523", f'{lines(10)}<p id="a">last</p>', said="the last page is"),
    Fault(
        "a page that is mostly empty",
        "BP524",
        f'<p id="a">first</p><div id="b" style="break-inside: avoid">{lines(10)}</div>',
        said="page 1 is",
    ),
    Fault(
        "a page with nothing on it",
        "BP524",
        f'<p>first</p>{lines(9)}<div style="break-before: page; height: 1px"></div><div style="break-before: page">{lines(9)}</div>',
        piece=None,
        said="page 2 is 0% full",
    ),
    # Fonts.
    Fault(
        "a font that does not exist",
        "BP525",
        '<p>text</p><p id="a" style="font-family: Nowhere">asked</p>',
        said="'Nowhere' was asked for",
    ),
    Fault("a generic font", "BP525", '<p>text</p><code id="a" style="font-family: monospace">code</code>'),
    Fault(
        "a character that another font stands in for",
        "BP525",
        '<p style="font-family: Code">┼</p><p id="a" style="font-family: Text">a ┼ b</p>',
        words="┼",
        said="U+253C",
    ),
    Fault(
        "a character that no font has",
        "BP501",
        '<p id="a">a \u2603\ufe0e b \U0001f9ff</p>',
        said="U+1F9FF NAZAR AMULET",
    ),
    Fault("a label in a font that does not exist", "BP525", chart('<text x="5" y="20">label</text>', font="Nowhere")),
    # Outline.
    Fault(
        "a heading that skips a level",
        "BP528",
        '<h1>One</h1><p>text</p><h3 id="a">Three</h3><p>text</p>',
        said="level 3 after a heading of level 1",
    ),
    Fault(
        "a first heading that is no headline",
        "BP528",
        '<h2 id="a">Two</h2><p>text</p>',
        said="where the headline is due",
    ),
    # Links.
    Fault(
        "a link to nothing",
        "BP526",
        '<p id="a">see <a href="#nowhere">here</a></p>',
        words="here",
        said="leads nowhere",
    ),
    Fault(
        "a link to what is not printed",
        "BP526",
        '<p id="a">see <a href="#c">here</a></p><p id="c" style="display: none">c</p>',
        said="on no page",
    ),
    Fault(
        "an id used twice",
        "BP527",
        '<p id="x">one</p><div id="a"><p id="x">two</p></div>',
        said="2 elements have the id 'x'",
    ),
]


SOUND = {
    "text over several pages": lines(25),
    "hyphens, a soft one among them": '<p lang="en" style="hyphens: auto; width: 80px">international accommo\u00addation of notwithstanding</p>',
    "capitals and first letters": '<p style="text-transform: uppercase">große Maße</p><p class="f">First</p><style>.f::first-letter { font-size: 14px; line-height: 12px }</style>',
    "generated text": '<p class="g">text</p><style>.g::before { content: "– " } .g::after { content: " (" attr(class) ")" }</style>',
    "a list with marks and numbers": '<ul style="list-style: disc inside"><li>one</li></ul><ol><li>two<ol><li>three</li></ol></li></ol>',
    "a hanging indent": '<p style="padding-left: 10px; text-indent: -10px">– one that goes on for more than a line of this page</p>',
    "a float beside text": f'<div style="float: right; width: 40px">side</div>{lines(5)}',
    "a float that goes over a page": f'{lines(6)}<div style="float: left; width: 60px">{lines(8)}</div><p style="clear: both">end</p>{lines(3)}',
    "a note in the margin of its column": '<div style="width: 80px; position: relative"><p>text</p><p style="position: absolute; left: 90px; top: 0">note</p></div>',
    "a footnote": '<p>text<span style="float: footnote">a note</span></p>',
    "columns": f'<h1>Head</h1><div style="columns: 2; column-gap: 10px">{lines(12)}</div>',
    "table cells side by side": '<div style="display: table; width: 100%"><p style="display: table-cell">left</p><p style="display: table-cell">right</p></div>',
    "flex and grid": '<div style="display: flex; justify-content: space-between"><p>left</p><p>right</p></div><div style="display: grid; grid-template-columns: 1fr 1fr"><p>one</p><p>two</p></div>',
    "a table over pages, with its head on each": '<table style="width: 100%"><caption>Caption</caption><thead><tr><th>Head</th></tr></thead><tbody>'
    + "".join(ROW.format(f"row {number}") for number in range(14))
    + "</tbody></table><style>tr { break-inside: avoid } caption { break-after: avoid }</style>",
    "a table with rows that share cells": '<table><tr><td rowspan="2">tall</td><td>one</td></tr><tr><td>two</td></tr><tr><td colspan="2">wide</td></tr></table>',
    "a figure with its caption": chart('<text x="5" y="20">label</text>', '<text x="60" y="20">other</text>').replace(
        "</figure>", "<figcaption>Caption</figcaption></figure>"
    ),
    "a chart with turned and nested labels": chart(
        '<g transform="translate(10 10)"><text x="0" y="5">one</text></g>',
        '<text transform="rotate(-45 40 30)" x="40" y="30">two</text><text transform="rotate(-45 48 30)" x="48" y="30">two</text>',
        '<text x="60" y="10">a<tspan font-weight="600">b</tspan></text>',
        '<text x="80" y="30" text-anchor="middle" dominant-baseline="central">mid</text>',
        '<text x="60" y="20"><tspan x="60" y="20">c</tspan><tspan x="60" y="30">d</tspan></text>',
        '<defs><text id="t" x="500" y="5">unused</text></defs><text x="500" y="5" display="none">hidden</text>',
    ),
    "a chart scaled into its column": chart(
        '<text x="150" y="40">label</text>', size='width="100" height="40" viewBox="0 0 200 80"'
    ),
    "text cut to what fits": '<p style="overflow: hidden; height: 14px">one line</p>',
    "text that is not to be shown": '<p>text</p><p style="display: none">hidden</p><template>more</template><p style="visibility: hidden">x</p>',
    "a raised mark": '<p>value<a href="#n" style="font-size: 6px; line-height: 0; vertical-align: 5px">1</a>, and more</p><p id="n">n</p>',
    "a line of two words below a headline": '<h1 style="width: 90px">A headline of more than one line</h1><p>text</p>',
    "a running foot of the page": '<p>text</p><style>@page { @bottom-right { content: counter(page) " / " counter(pages) } @top-left { content: "name" } }</style>',
    "a running element": '<p class="r">in the head</p><p>text</p><style>.r { position: running(r) } @page { @top-center { content: element(r) } }</style>',
    "a box that is scaled down": '<div style="transform: scale(.5)"><p>text</p></div>',
    "a new page that is asked for": f'{lines(8)}<div style="break-before: page">{lines(6)}</div>',
    "breaks in the source": "<p>one<br>two<wbr>three</p><!-- no text --><pre>a\n  b\n</pre>",
    "figures of one font in another's shape": "<p style=\"font-feature-settings: 'tnum', 'smcp'\">fi ffl 1234 Va</p>",
    "two characters with one glyph": "<p>Ω\u2126 µμ a\u00a0b\u2060c</p>",
}
