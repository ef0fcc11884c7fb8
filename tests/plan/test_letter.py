"""The words of a mail that brings an edition."""

from __future__ import annotations

from datetime import date

from briefpress.model.imprint import Change, Imprint, Since
from briefpress.model.manifest import Manifest
from briefpress.model.record import Id
from briefpress.plan.letter import letter

MANIFEST = Manifest(
    id="harbour/pilots/3",
    brief=Id("harbour"),
    audience=Id("pilots"),
    number=3,
    title="The <harbour>",
    label="Pilot brief",
    issued=date(2026, 11, 22),
    files={},
    view="0" * 64,
    parts={},
    tools={},
    templates={},
    imprint=Imprint(),
)


def test_changes_are_told_by_kind_and_wrapped() -> None:
    """Lines are short enough to be quoted, and the page says the same as the plain words."""
    long = Change(kind="revised", subject="claim", id="ships", text="The harbour served ships " + "and more " * 12)
    new = Change(kind="new", subject="claim", id="rats", text="Rats & mice")
    found = letter(MANIFEST, Since(number=1, issued="2026-10-01", changes=(new, long)))

    assert found.subject == "The <harbour>: Pilot brief, edition 3 (2 changes)"
    assert max(map(len, found.plain.splitlines())) <= 72
    assert found.plain.startswith("The <harbour>: Pilot brief\nEdition 3 of 2026-11-22\n\n2 changes since edition 1 of")
    assert found.plain.endswith("\n\nNew\n- Rats & mice\n")
    assert found.plain.index("Revised\n- The harbour") < found.plain.index("New\n")
    assert "<h2>New</h2>\n<ul>\n<li>Rats &amp; mice</li>" in found.html
    assert "<h1>The &lt;harbour&gt;: Pilot brief</h1>" in found.html


def test_an_edition_after_one_that_was_withdrawn() -> None:
    """Whoever got an edition that was withdrawn is told first."""
    found = letter(MANIFEST, Since(number=2, issued="2026-10-01", withdrawn="A wrong figure"))

    assert "Edition 2 was withdrawn: A wrong figure\n\nNothing changed since edition 2 of" in found.plain
    assert found.subject.endswith("(0 changes)")


def test_a_first_edition() -> None:
    """Where nothing was sent before there is nothing to compare with."""
    found, first = letter(MANIFEST, None), letter(MANIFEST.model_copy(update={"number": 1}), None)

    assert found.plain.endswith("\n\nThis is the first edition that is sent here.\n")
    assert found.subject.endswith("edition 3 (the first that is sent here)")
    assert first.subject.endswith("edition 1 (first edition)")
