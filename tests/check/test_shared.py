"""Each audience gets a text of its own."""

from __future__ import annotations

import build
from briefpress.check.shared import shared


def angle(*sentences: str) -> dict[str, object]:
    """Return an angle of these sentences and a few words that do not count."""
    return build.angle(
        {"block": "prose", "text": " ".join(sentences)},
        headline="One",
        dek="Two.",
        bottom_line="Three.",
        judgements=(build.judgement(headline="Four", text="Five."),),
    )


def test_share_over_a_third_is_found_and_given() -> None:
    """The share is of the shorter text."""
    one = angle("The boats are four.", "They sail at noon.", "They rest at night.")
    two = angle("The boats are four.", "They sail at noon.", "Nobody counts the gulls.", "Nor the fish below.")
    (finding,) = shared(build.proof(build.small(managers=one, crews=two)))
    assert finding.message == "'managers' and 'crews' share 67% of their sentences, not a third at most"
    assert build.spot(finding) == "briefs/b/audiences/crews"


def test_a_third_may_be_shared() -> None:
    """One sentence of three is no copy."""
    one = angle("The boats are four.", "They sail at noon.", "They rest at night.")
    two = angle("The boats are four.", "Nobody counts the gulls.", "Nor the fish below.")
    assert shared(build.proof(build.small(managers=one, crews=two))) == []


def test_two_briefs_may_agree() -> None:
    """Briefs on two subjects for two audiences are not compared."""
    held = build.library(
        build.theme(),
        build.source(),
        build.claim("a", value=build.boats()),
        build.audience("managers"),
        build.audience("crews"),
        build.brief("b", {"managers": angle("The boats are four.")}),
        build.brief("c", {"crews": angle("The boats are four.")}),
    )
    assert shared(build.proof(held)) == []
