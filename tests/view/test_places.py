"""Where a printed piece was written: the paths of the files, whatever was left out on the way."""

from __future__ import annotations

import build
from briefpress.view.compose import compose
from briefpress.view.places import angle, places

PROSE = {"block": "prose", "text": "Something."}
LATER = {"not_before": "2027-01-01"}


def found(**given: object) -> dict[str, str]:
    """Return file and path of every piece of a brief for managers, by the id of its element."""
    own = {"id": "body", "heading": "Body", "blocks": ({**PROSE, "only": ("owners",)}, PROSE)}
    audience = build.audience("managers", sections=({"id": "empty", "heading": "Empty"}, own))
    held = build.small(audience, build.audience("owners"), managers=build.angle(**given))
    edition = build.edition(held.released(build.TODAY))
    known = places(held, edition, compose(edition))
    return {name: "/".join(str(step) for step in (place.file, *place.path)) for name, place in known.items()}


def test_pieces_of_page_one_lead_to_their_keys() -> None:
    """Headline, figures and lines of page 1 are found where the brief has them."""
    at = found(means=("One.", "Two."), watch=({"label": "Look", "text": "At it."},), exhibit=PROSE)
    here = at["front-headline"].removesuffix("/headline")

    assert here.endswith("audiences/managers")
    assert at["front-bottom-line"] == f"{here}/bottom_line"
    assert at["front-figure-2"] == f"{here}/key_figures/1"
    assert at["front-means-2"] == f"{here}/means/1"
    assert at["front-watch-1"] == f"{here}/watch/0"
    assert at["b1"] == f"{here}/exhibit"


def test_what_is_hidden_or_under_embargo_is_counted() -> None:
    """The second judgement that is printed may be the fourth in the file."""
    given = [
        build.judgement("one", only=("owners",)),
        build.judgement("two"),
        build.judgement("three", **LATER),
        build.judgement("four"),
    ]
    at = found(judgements=tuple(given), sections={"body": ({**PROSE, **LATER}, PROSE)})
    here = at["front-headline"].removesuffix("/headline")

    assert at["front-judgement-1"] == f"{here}/judgements/1"
    assert at["front-judgement-2"] == f"{here}/judgements/3"
    assert at["b1"] == f"{here}/sections/body/1"


def test_blocks_of_an_audience_lead_to_the_audience() -> None:
    """What every brief has for an audience was written there, and so was the heading."""
    at = found(sections={"body": (PROSE,)})

    assert at["section-body"].endswith("sections/1")
    assert "section-empty" not in at
    assert at["b2"] == f"{at['section-body']}/blocks/1"


def test_block_that_a_first_edition_leaves_out_moves_no_other() -> None:
    """A first edition tells no changes, and what stands behind them is still found."""
    at = found(sections={"body": ({"block": "changes", "title": "News"}, PROSE)})

    assert at["b1"].endswith("sections/body/1")


def test_evidence_leads_to_the_records() -> None:
    """A row is its claim and an entry its source."""
    at = found()
    held = build.small()

    assert at["e1"].startswith(held.place("claims", "a").file)
    assert at["s-s"].startswith(held.place("sources", "s").file)


def test_angle_is_where_the_rest_stands() -> None:
    """What belongs to no piece is found at the brief's angle for its audience."""
    held = build.small()

    assert angle(held, build.edition(held)).path[-2:] == ("audiences", "managers")
