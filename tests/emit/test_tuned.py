"""The engine made quicker: the bytes are the same, the engine is left as it was, and one that is not known stays so."""

from __future__ import annotations

import ctypes
import gc
import sys
import weakref
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from briefpress.app.artifact import Style, jobs
from briefpress.app.desk import opened
from briefpress.emit import tuned as tuning
from briefpress.emit.artifact import made
from briefpress.emit.layout import fresh_fonts, laid_out
from briefpress.emit.pdf import engine, pdf
from briefpress.emit.templates import Templates
from briefpress.emit.tuned import PACKAGES, PLAIN, tuned
from printing import DESKS, ISSUED, TOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = """
@font-face { font-family: Body; src: url(fonts/source-serif/SourceSerif4SmText-Regular.otf) }
@font-face { font-family: Slim; src: url(fonts/source-sans/SourceSans3-Regular.otf) }
@page { size: 90mm 120mm; margin: 12mm; @bottom-center { content: string(head) " " counter(page) } }
@page wide { size: 120mm 90mm }
html { font: 9pt/12pt Body; hyphens: auto; --ink: #123 }
h2 { string-set: head content(); bookmark-level: 2; color: var(--ink); break-after: avoid }
"""
BODIES = {
    "justified": "<p style='text-align: justify; word-spacing: 2pt'>{words}</p>",
    "spaced": "<p style='letter-spacing: .1em'>{words} <b style='letter-spacing: 0'>{words}</b></p>",
    "broken": "<p style='overflow-wrap: anywhere; width: 20mm'>Incomprehensibilities&shy;notwithstanding {words}</p>",
    "kept": "<pre>one\n\ttwo  \n\n three</pre><p style='white-space: pre-line'>a \n b</p>",
    "ended": "<p style='overflow: hidden; text-overflow: ellipsis; white-space: nowrap'>{words}</p>"
    "<p style='line-clamp: 2'>{words}</p>",
    "marked": "<p style='text-decoration: underline line-through 1pt'>{words} <i>{words}</i></p>",
    "first": "<style>.f::first-letter {{ font-size: 2em }} .f::first-line {{ font: 11pt Slim }}</style>"
    "<p class=f>{words}</p>",
    "noted": "<style>.n {{ float: footnote }}</style><p>{words}<span class=n>{words}</span> a"
    "<span class=n id=n2>b</span></p>",
    "listed": "<ol><li id=a>{words}<li>b</ol><ul style='list-style: inside'><li>c<li id=d>d</ul>",
    "linked": "<style>a::after {{ content: leader('.') target-counter(attr(href url), page) }}</style>"
    "<p><a href='#z'>{words}</a> <a href='#z'>{words}</a></p><h2 id=z>Z</h2>",
    "named": "<style>[id]::before {{ content: attr(id) ' ' }}</style><p id=k1>{words}</p>"
    "<p id=k2>{words}</p><p>{words}</p>",
    "tables": "<style>table {{ border-collapse: collapse }} td {{ border: 1pt solid; padding: 2% }}</style>"
    "<table id=t><caption>c</caption><thead><tr><th>h</th></tr></thead><tr><td id=u>{words}</td><td>{words}</td>"
    "</tr><tr><td colspan=2 style='vertical-align: middle'>{words}</td></tr></table>"
    "<table><tr><td>{words}</td></tr></table>",
    "boxes": "<style>.b {{ box-sizing: border-box; width: 50%; min-height: 10%; padding: 1em 5% }}</style>"
    "<div class=b>{words}</div><div class=b style='float: right; max-width: calc(30% + 1pt)'>{words}</div>{words}"
    "<div style='height: 30mm'><div class=b style='height: 50%'>{words}</div></div>",
    "flexed": "<div style='display: flex; gap: 2mm'><p style='flex: 1'>{words}</p><p id=f style='flex: 1'>{words}</p>"
    "</div><div style='display: grid; grid-template-columns: 1fr 2fr'><p>{words}</p><p>{words}</p></div>",
    "placed": "<div style='position: relative'><p style='position: absolute; right: 0'>{words}</p>{words}"
    "<span style='display: inline-block; width: 30%; position: relative; top: 2pt'>{words}</span></div>",
    "sized": "<p style='font-size: 0'>{words}</p><p style='font-size: .4px'>{words}</p><p style='line-height: 2ex'>"
    "{words} <sup>{words}</sup></p><p style='visibility: hidden'>{words}</p><p style='vertical-align: 2ch'>x</p>",
    "turned": "<p dir=rtl>{words} (a)</p><p style='direction: rtl; text-align: justify'>{words}</p>"
    "<p style='transform: rotate(3deg)'>{words}</p>",
    "shaped": "<p style='font-variant: small-caps; font-kerning: none'>{words}</p>"
    '<p style=\'font: 9pt Slim; font-feature-settings: "tnum", "frac"\'>1/2 {words} 3.14\u00bd x\u0301</p>'
    "<p style='font-variant-position: super; text-transform: uppercase'>{words}</p>",
    "pages": "<div style='page: wide'>{words}</div><div style='break-before: page; columns: 2'>{words} {words}</div>",
    "drawn": "<svg width=40 height=20><title>t</title><text x=1 y=12 font-family=Slim font-size=9>{words}</text></svg>",
}
WORDS = "Considerable infrastructure, affluent offices; waffles 1,234.5 at 60–65 per cent\u00a0of AV To."


def page(body: str) -> str:
    """Return a page of few words with something in it."""
    words = body.format(words=WORDS)
    head = f'<!doctype html><html lang="en"><head><title>t</title><style>{SHEET}</style></head>'
    return f"{head}<body><h2>One</h2>{words}<h2 id='same'>Two</h2><p lang='de'>{WORDS}</p></body></html>"


def test_fault_of_a_sheet_is_told_each_time() -> None:
    """A style sheet that is read once is complained of whenever it is used."""
    faulty = page("<style>p {{ colour: red }}</style><p>{words}</p>")
    told = [pdf(faulty, Templates.of(TOP), "a.pdf")[1] for _ in range(2)]

    assert told[0] == told[1]
    assert [one.code for one in told[0]] == ["BP502"]


def strangers() -> list[str]:
    """Return what of ours stands in the modules of the engine."""
    return [
        f"{holder}.{name}"
        for holder, module in sys.modules.items()
        if holder.partition(".")[0] in PACKAGES and isinstance(module, ModuleType)
        for name, value in vars(module).items()
        for one in (value, *(vars(value).values() if isinstance(value, type) else ()))
        if str(getattr(one, "__module__", "")).startswith("briefpress.")
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("".join(BODIES.values()), id="together"),
        *(pytest.param(body, id=name, marks=pytest.mark.slow) for name, body in BODIES.items()),
    ],
)
def test_quicker_engine_writes_the_same_bytes(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a page asks for, it is printed as the engine would, and complained of as the engine would."""
    templates = Templates.of(TOP)
    quick = pdf(page(body), templates, "a.pdf")
    monkeypatch.setenv(PLAIN, "1")
    slow = pdf(page(body), templates, "a.pdf")

    assert quick == slow
    assert quick[0].startswith(b"%PDF")


class Heap(ctypes.Structure):
    """What the C library tells of its heap."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()  # noqa: SIM905
    ]


def kept(make: Callable[[], object]) -> float:
    """Return how many bytes of the heap stay in use each time something is made and let go."""
    told, used = ctypes.CDLL(None).mallinfo2, []
    told.restype = Heap
    # What is kept to be used again is there after the first ones.
    for times in (50, 300):
        for _ in range(times):
            make()
        gc.collect()
        used.append(told().uordblks + told().hblkhd)
    return float(used[1] - used[0]) / 300


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="only glibc 2.33 and later counts its heap")
def test_what_pango_makes_is_given_back() -> None:
    """Neither the attributes of a text nor what a font says of itself stay: a process that prints for days is flat."""
    html = engine(Templates.of(TOP).folders).HTML(
        string="<style>html { font-feature-settings: 'tnum'; letter-spacing: 1pt }</style><p>x"
    )
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import get_pango_font_key
    from weasyprint.text.line_break import Layout

    with tuned():
        laid = laid_out(html, fresh_fonts(), {})
        style = laid.style(laid.root)
        text = Layout(style)
        text.set_text("123")
        line = pango.pango_layout_get_line_readonly(text.layout, 0)
        font = line.runs[0].data.item.analysis.font
        told, size = get_pango_font_key(font)[1:]

        assert kept(lambda: Layout(style).set_text("123")) < 20
        assert kept(lambda: Font(font, told, size)) < 20


def test_places_to_break_are_held_until_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pango says of a text is not read after it was given back."""
    engine(Templates.of(TOP).folders)
    from briefpress.emit.tuned import text

    given: list[weakref.ref[object]] = []
    held: list[bool] = []
    own, first = text._get_log_attrs, text.get_next_break_point  # noqa: SLF001 - no other way shows it

    def attributes(*asked: object) -> object:
        found = own(*asked)
        given.append(weakref.ref(found))
        return found

    def read(part: object) -> int | None:
        held.append(given[0]() is not None)
        return first(part)

    monkeypatch.setattr(text, "_get_log_attrs", attributes)
    monkeypatch.setattr(text, "get_next_break_point", read)

    assert text.get_next_break_point_from_text("never asked before", "en") == 5
    assert held == [True]


def differing(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Print a desk with the engine as it is, and return the briefs that are other bytes than those in a folder."""
    monkeypatch.setenv(PLAIN, "1")
    read = opened(root, ISSUED)
    assert read.sound
    tasks = [job.task for job in jobs(read.sound, read.printed, Style(), {}, ISSUED, {})]
    assert tasks
    return [one.name for one in tasks if made(one, Templates.of(root)).data != (folder / one.name).read_bytes()]


def test_briefs_of_the_good_desk_are_the_same_bytes(everything: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brief with blocks of every kind is printed as the engine would."""
    assert differing(DESKS / "good", everything, monkeypatch) == []


@pytest.mark.slow
def test_briefs_of_the_example_desk_are_the_same_bytes(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Briefs of several pages are printed as the engine would."""
    assert differing(TOP, example, monkeypatch) == []


def test_engine_is_known() -> None:
    """The engine that is installed is the one that is made quicker."""
    with tuned() as done:
        assert done


def test_engine_is_left_as_it_was() -> None:
    """Once a page is printed, nothing of ours is left in the engine."""
    pdf(page(BODIES["drawn"]), Templates.of(TOP), "a.pdf")
    assert strangers() == []

    with tuned():
        assert strangers() != []
    assert strangers() == []


@pytest.mark.parametrize("how", ["asked", "unknown"])
def test_engine_stays_as_it_is(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is asked for, or where the engine is another one, nothing is swapped."""
    if how == "asked":
        monkeypatch.setenv(PLAIN, "1")
    else:
        monkeypatch.setattr(tuning, "KNOWN", "another")

    with tuned() as done:
        assert not done
        assert strangers() == []
