"""What changed, in words: for a terminal and for a page that is sent."""

from __future__ import annotations

from briefpress.model.imprint import Change, Since
from briefpress.plan.told import lines, markdown

NEW = Change(kind="new", subject="claim", id="rats", text="Rats *and* mice")
REVISED = Change(
    kind="revised", subject="claim", id="ships", text="Ships served", before="7", after="8", as_of="2026-07-01"
)
MOVED = Change(kind="moved", subject="judgement", id="j", text="It holds", why="Two counts agree.")


def test_a_line_tells_a_change() -> None:
    """What moved comes first, then what was revised, and what is new last; each with its values and reasons."""
    assert list(lines((NEW, REVISED, MOVED))) == [
        "judgement moved: j: It holds Two counts agree.",
        "revised: ships: Ships served (7 → 8, as of 2026-07-01)",
        "new: rats: Rats *and* mice",
    ]


def test_a_page_tells_changes_by_kind() -> None:
    """Each kind has a heading, and nothing in a statement is taken for Markdown."""
    page = markdown("The harbour", "harbour/pilots/2", Since(number=1, issued="2026-07-01", changes=(NEW, REVISED)))

    assert page.startswith("# The harbour\n\nEdition harbour/pilots/2, compared with edition 1 of 2026-07-01.\n")
    assert "## Revised\n\n- Ships served (7 → 8, as of 2026-07-01)\n" in page
    assert page.endswith("## New\n\n- Rats \\*and\\* mice\n")


def test_a_page_says_that_nothing_changed() -> None:
    """And that the edition before was withdrawn."""
    page = markdown("The harbour", "harbour/pilots/3", Since(number=2, issued="2026-07-08", withdrawn="A [wrong] one"))

    assert page.endswith("\nEdition 2 was withdrawn: A \\[wrong\\] one\n\nNothing changed.\n")


def test_a_first_edition_is_compared_with_nothing() -> None:
    """It says that it is the first."""
    assert (
        markdown("The harbour", "harbour/pilots/1", None) == "# The harbour\n\nEdition harbour/pilots/1: the first.\n"
    )
