"""What would make an edition that says the same look otherwise."""

from __future__ import annotations

from briefpress.plan.shaped import otherwise

TOOLS = {"briefpress": "0.1.0", "weasyprint": "70.0"}
FILES = {"brief.html.j2": "a", "css/print.css": "b", "fonts/sans/One.ttf": "c", "other.html.j2": "d"}


def test_nothing_else() -> None:
    """The same templates and tools; of a tool that had no part in it then nothing is known."""
    assert otherwise((TOOLS, {**TOOLS, "brotli": "1.2"}), (FILES, FILES), ()) == []


def test_templates_fonts_and_tools() -> None:
    """Each is named, tools with their versions."""
    now = {**FILES, "css/print.css": "x", "fonts/sans/Two.ttf": "y"}

    assert otherwise((TOOLS, {**TOOLS, "weasyprint": "70.1"}), (FILES, now), ()) == [
        "templates",
        "fonts",
        "weasyprint 70.0 to 70.1",
    ]


def test_what_readers_of_it_do_not_see() -> None:
    """Templates of other audiences, of the library page, and what is about templates."""
    now = {**FILES, "other.html.j2": "x", "library.html.j2": "y", "fonts/README.md": "z"}

    assert otherwise((TOOLS, TOOLS), (FILES, now), {"other.html.j2"}) == []
    assert otherwise((TOOLS, TOOLS), (FILES, now), ()) == ["templates"]
