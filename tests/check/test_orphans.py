"""What the desk recorded is printed somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import build
from briefpress.check.orphans import orphans
from briefpress.check.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.record import Record


def found(*records: Record, blocks: tuple[Mapping[str, object], ...] = (), **given: object) -> list[tuple[str, str]]:
    """Return messages and places of what is not printed."""
    held = build.small(*records, managers=build.angle(*blocks, **given))
    return [(finding.message, build.spot(finding)) for finding in orphans(build.proof(held))]


def test_each_folder_has_one_finding() -> None:
    """Everything that nothing prints is counted, folder by folder."""
    assert found(
        build.source("t"),
        build.claim("b"),
        build.claim("c"),
        build.series("z", {"label": "A", "claim": "a"}),
        build.event("e"),
        build.term("w", term="winch"),
        build.conflict("k", ("b", "One."), ("c", "Two.")),
    ) == [
        ("one of the sources is printed in no brief: t", "sources/t/id"),
        ("2 of the claims are printed in no brief: b, c", "claims/b/id"),
        ("one of the series is printed in no brief: z", "series/z/id"),
        ("one of the events is printed in no brief: e", "events/e/id"),
        ("one of the terms is printed in no brief: w", "terms/w/id"),
        ("one of the conflicts is printed in no brief: k", "conflicts/k/id"),
    ]


def test_long_lists_are_cut() -> None:
    """A message names three and counts the rest."""
    ((message, _),) = found(*(build.claim(name) for name in "bcdef"))
    assert message == "5 of the claims are printed in no brief: b, c, d and 2 more"


def test_what_is_printed_is_no_orphan() -> None:
    """A chart prints its series, a timeline its events, a text its terms by any form."""
    assert (
        found(
            build.claim("b", value=build.boats(5)),
            build.series("z", {"label": "A", "claim": "a"}),
            build.event("e"),
            build.term("w", term="winch", forms=("Winches",)),
            build.conflict("k", ("a", "One."), ("b", "Two.")),
            blocks=(
                {"block": "chart", "title": "C", "subtitle": "Boats", "series": "z"},
                {"block": "timeline", "title": "T"},
                {"block": "conflicts", "title": "K"},
            ),
            dek="All winches hold {b}.",
        )
        == []
    )


def test_desk_without_briefs_has_no_orphans() -> None:
    """Where nothing is printed yet, nothing is left out."""
    held = build.library(build.theme(), build.source())
    assert orphans(Proof(held, build.TODAY)) == []
