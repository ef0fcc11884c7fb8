"""Pages as readers see them, in a browser: legible, operable, whole, and silent to the rest of the world.

The desk that uses everything is held to every rule in few combinations; the example desk in all of them, which takes
minutes, by `make validate`.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened
from briefpress.app.publish import Order, publish
from briefpress.app.withdraw import withdraw
from briefpress.model.colour import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TOP = Path(__file__).parents[2]
ISSUED = date(2026, 11, 22)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 375, 640, 768, 1024, 1230, 1440, 1920)
COLOURS = """all => all.map(one => [one.tagName, getComputedStyle(one).fill])
  .map(([tag, fill]) => [tag, fill.startsWith("rgb(") ? fill.match(/\\d+/g).map(Number) : null])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this system."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("no Chromium on this system: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Open a window."""
    window = browser.new_page()
    yield window
    window.close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the pages of the desk that uses everything."""
    return made(TOP / "tests" / "desks" / "good", tmp_path_factory.mktemp("good")) / "skerry"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the pages of the example desk."""
    return made(TOP, tmp_path_factory.mktemp("example")) / "meta-ai-strategy"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the library page of a desk that has issued two editions and withdrawn one of them."""
    desk = Path(shutil.copytree(TOP / "tests/desks/story", tmp_path_factory.mktemp("shelf") / "desk"))
    assert publish(desk, Order(Wanted(formats=("json",))), desk / "output", ISSUED, Unwatched()).issued
    withdraw(desk, desk / "output", "harbour/pilots/1", "The count was of two years.", ISSUED)
    return desk / "output/index.html"


def made(desk: Path, output: Path) -> Path:
    """Return the folder with the pages of a desk."""
    done = build(opened(desk, ISSUED), Wanted(formats=("html",)), output, ISSUED, Unwatched())
    assert done.made
    return output


def shown(page: Page, file: Path, scheme: Any = "light", width: int = 1440) -> None:  # noqa: ANN401 - one of two words
    """Show a page at a width, by day or night, with all that it folds away."""
    if page.url != file.as_uri():
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})


def broken(page: Page) -> list[tuple[str, str]]:
    """Return the rules of accessibility that a page breaks, each with the first piece that does."""
    page.evaluate(AXE)
    asked = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("asked => axe.run(document, asked)", asked)
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_no_rule_of_accessibility_is_broken(page: Page, good: Path, width: int, scheme: str) -> None:
    """Every block is named, reachable and legible, on a phone by day and on a desktop by night."""
    shown(page, good / "managers.html", scheme, width)

    assert broken(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_library_page_is_for_everybody(page: Page, shelf: Path, width: int, scheme: str) -> None:
    """Editions can be found on a phone and by night too, one that was withdrawn with its reason among them."""
    shown(page, shelf, scheme, width)
    paper = colour(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"))

    assert broken(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert (contrast(paper, "#FFFFFF") == 1) == (scheme == "light")
    assert page.locator(".warning").inner_text().endswith("2026: The count was of two years.")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("audience", ["investors", "engineers", "policy"])
def test_no_rule_is_broken_in_the_example(page: Page, example: Path, audience: str, width: int, scheme: str) -> None:
    """The same holds for each brief of the example in every combination."""
    shown(page, example / f"{audience}.html", scheme, width)

    assert broken(page) == []


@pytest.mark.parametrize("audience", ["managers", "neighbours"])
def test_page_never_scrolls_sideways(page: Page, good: Path, audience: str) -> None:
    """Whatever the width, the page fits it; what is wider scrolls in a frame of its own."""
    over = {}
    for width in WIDTHS:
        shown(page, good / f"{audience}.html", width=width)
        over[width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert over == dict.fromkeys(WIDTHS, 0)


def test_page_asks_for_nothing_and_needs_no_script(browser: Browser, good: Path) -> None:
    """Opening a page reads its own file alone, breaks no policy of its own, and shows all there is without script."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("console", lambda message: said.append(message.text))
    file = good / "managers.html"
    window.goto(file.as_uri())
    visible = window.locator(".contents a").first.is_visible()
    context.close()

    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []
    assert visible
    assert "<script" not in file.read_text(encoding="utf-8")


def test_text_is_set_in_the_fonts_of_the_page_alone(page: Page, good: Path) -> None:
    """No letter falls back to a font of the reader's system."""
    shown(page, good / "managers.html")
    page.evaluate("document.fonts.ready.then(() => true)")
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "main *, nav *, header *"})["nodeIds"]
    used = {
        (font["familyName"], font["isCustomFont"])
        for node in nodes
        for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
    tools.detach()

    assert {name for name, own in used if own} >= {"Brief Display", "Brief Serif", "Brief Sans"}
    assert {name for name, own in used if not own} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_are_legible_by_day_and_night(page: Page, good: Path, scheme: str) -> None:
    """Words and shapes of a chart stand out from the paper, or from the shape that they are printed on."""
    shown(page, good / "managers.html", scheme)
    paper = colour(
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")
    )
    rule = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--rule')").upper()
    fills = page.locator(".chart svg :is(text, rect, circle, path):not(defs *)").evaluate_all(COLOURS)
    seen = {(tag, colour(parts)) for tag, parts in fills if parts} - {("text", paper)}

    assert {tag for tag, _ in seen} >= {"text", "rect"}
    assert {
        (tag, one)
        for tag, one in seen
        if one not in {paper, rule} and contrast(one, paper) < (4.5 if tag == "text" else 3.0)
    } == set()


def test_every_link_inside_a_page_arrives(page: Page, good: Path) -> None:
    """Contents, citations, ways back and links of headings to themselves all lead somewhere."""
    shown(page, good / "managers.html")
    lost = page.locator("a[href^='#']").evaluate_all(
        "all => all.map(one => one.getAttribute('href')).filter(to => !document.getElementById(to.slice(1)))"
    )

    assert lost == []


def test_page_is_small(good: Path) -> None:
    """A page with all its fonts is lighter than most pictures."""
    assert max(file.stat().st_size for file in good.glob("*.html")) < 400_000


def colour(parts: list[int]) -> str:
    """Return a colour as #RRGGBB."""
    return "#{:02X}{:02X}{:02X}".format(*parts[:3])
