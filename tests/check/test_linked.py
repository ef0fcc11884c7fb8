"""Every way from a number to its source, and back, arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

import build
from briefpress.check.linked import linked
from briefpress.check.proof import Printed, Proof
from briefpress.model.blocks.listed import EvidenceView

if TYPE_CHECKING:
    from collections.abc import Mapping

EVIDENCE = {"block": "evidence", "title": "Evidence"}
SOURCES = {"block": "sources", "title": "Sources"}


def proof(*blocks: Mapping[str, object], **given: object) -> Proof:
    """Return the proof of a brief whose audience has these blocks."""
    return build.proof(build.small(build.audience("managers", *blocks), managers=build.angle(**given)))


def test_whole_apparatus_has_no_finding() -> None:
    """Evidence and sources after the body are all it takes."""
    assert linked(proof(EVIDENCE, SOURCES)) == []


def test_marks_without_evidence_are_found() -> None:
    """A brief that cites and prints no evidence leads nowhere."""
    (finding,) = linked(proof(SOURCES))
    assert finding.message == "1 citation mark of 'managers' lead to no printed row of evidence"
    assert build.spot(finding) == "briefs/b/audiences/managers"


def test_evidence_set_before_the_text_is_incomplete() -> None:
    """Evidence on page 1 has no rows for what comes after it."""
    blocks = build.angle(exhibit=EVIDENCE, dek="So many.", means=("Then {b}.",))
    held = build.small(build.claim("b", value=build.boats(5)), managers=blocks)
    assert [finding.message for finding in linked(build.proof(held))] == [
        "1 citation mark of 'managers' lead to no printed row of evidence",
        "1 source in the evidence of 'managers' are not listed",
    ]


def test_evidence_without_sources_is_found() -> None:
    """A row names a source that must be listed."""
    (finding,) = linked(proof(EVIDENCE))
    assert finding.message == "1 source in the evidence of 'managers' are not listed"


def test_use_that_is_not_printed_is_found() -> None:
    """A block that numbers a citation and drops it would leave a way back that leads nowhere."""
    sound = proof(EVIDENCE, SOURCES)
    (printed,) = sound.printed
    (section,) = printed.view.sections
    evidence = section.blocks[0]
    assert isinstance(evidence, EvidenceView)
    rows = tuple(structs.replace(row, uses=(*row.uses, "u1-x", "u1-y")) for row in evidence.rows)
    blocks = (structs.replace(evidence, rows=rows), *section.blocks[1:])
    view = structs.replace(printed.view, sections=(structs.replace(section, blocks=blocks),))
    broken = Proof(sound.library, sound.as_of, (Printed("b", "managers", printed.edition, view),))
    assert [finding.message for finding in linked(broken)] == [
        "2 ways back from the evidence of 'managers' lead nowhere"
    ]
