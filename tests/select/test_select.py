"""Selecting an Edition: what a brief prints for one audience, and nothing else."""

from __future__ import annotations

import build


def test_claims_on_the_themes_and_those_named_are_selected() -> None:
    """A claim on a theme of the brief is in, one that the brief names is in, any other is not."""
    held = build.small(
        build.theme("u"),
        build.claim("themed"),
        build.claim("named", themes=("u",)),
        build.claim("other", themes=("u",)),
        managers=build.angle(dek="See [@named]."),
    )

    assert build.edition(held).claims.keys() == {"a", "themed", "named"}


def test_an_angle_may_have_narrower_themes() -> None:
    """Themes of the angle come in place of those of the brief."""
    held = build.small(build.theme("u"), build.claim("themed"), managers=build.angle(themes=("u",)))

    assert build.edition(held).claims.keys() == {"a"}


def test_a_hidden_theme_brings_in_nothing() -> None:
    """Claims come in by a theme that the audience may see."""
    held = build.small(build.theme(only=("neighbours",)), build.claim("themed"))

    assert build.edition(held).claims.keys() == {"a"}


def test_the_terms_of_a_computed_claim_come_with_it() -> None:
    """Evidence must not end in the air, however many steps down."""
    held = build.small(
        build.theme("u"),
        build.claim("b", value=build.boats(), themes=("u",)),
        build.claim("half", derived={"sum": ("a", "b")}, themes=("u",)),
        build.claim("whole", derived={"sum": ("half", "b")}),
    )
    edition = build.edition(held)

    assert edition.claims.keys() == {"a", "b", "half", "whole"}
    assert edition.values.keys() == edition.claims.keys()


def test_series_are_selected_by_name() -> None:
    """A series that no block draws brings neither itself nor its claims."""
    point = {"label": "One", "claim": "x"}
    chart = {"block": "chart", "title": "Drawn", "subtitle": "So", "series": "drawn"}
    held = build.small(
        build.theme("u"),
        build.claim("x", value=build.boats(), themes=("u",)),
        build.series("drawn", point),
        build.series("idle", point),
        managers=build.angle(chart),
    )
    idle = build.small(build.theme("u"), build.claim("x", themes=("u",)), build.series("idle", point))

    assert build.edition(held).series.keys() == {"drawn"}
    assert build.edition(held).claims.keys() == {"a", "x"}
    assert build.edition(idle).claims.keys() == {"a"}


def test_events_of_other_subjects_are_left_out() -> None:
    """An event comes in by a claim of the brief, by name, or because it rests on no claim at all."""
    timeline = {"block": "timeline", "title": "Dates", "events": ("asked",)}
    held = build.small(
        build.theme("u"),
        build.claim("x", themes=("u",)),
        build.claim("y", themes=("u",)),
        build.event("ours", claims=("a", "y")),
        build.event("asked", claims=("x",)),
        build.event("free"),
        build.event("theirs", claims=("x",)),
        managers=build.angle(timeline),
    )
    edition = build.edition(held)

    assert edition.events.keys() == {"ours", "asked", "free"}
    assert edition.claims.keys() == {"a", "x", "y"}


def test_an_event_loses_the_claims_that_are_hidden() -> None:
    """With one claim left it stays; with none left it goes, since its title tells of them."""
    secret = build.claim("secret", only=("neighbours",))
    held = build.small(secret, build.event("mixed", claims=("secret", "a")), build.event("bare", claims=("secret",)))

    assert {name: event.claims for name, event in build.edition(held).events.items()} == {"mixed": ("a",)}


def test_points_of_hidden_claims_are_not_drawn() -> None:
    """A series keeps the points that the audience may see."""
    chart = {"block": "chart", "title": "Drawn", "subtitle": "So", "series": "n"}
    points = (
        {"label": "Secret", "claim": "secret"},
        {"label": "Shown", "claim": "a"},
        {"label": "Own", "value": build.boats()},
    )
    held = build.small(
        build.claim("secret", value=build.boats(), only=("neighbours",)),
        build.series("n", *points),
        managers=build.angle(chart),
    )

    assert [point.label for point in build.edition(held).series["n"].points] == ["Shown", "Own"]


def test_conflicts_that_touch_the_brief_come_with_their_claims() -> None:
    """A conflict brings in both its sides; one about other subjects, or with a hidden side, stays away."""
    held = build.small(
        build.theme("u"),
        *(build.claim(name, themes=("u",)) for name in ("x", "y", "z")),
        build.claim("secret", only=("neighbours",)),
        build.conflict("ours", ("a", "One, by [@z]."), ("x", "Two.")),
        build.conflict("theirs", ("y", "One."), ("y", "Two.")),
        build.conflict("hidden", ("a", "One."), ("secret", "Two.")),
    )
    edition = build.edition(held)

    assert edition.conflicts.keys() == {"ours"}
    assert edition.claims.keys() == {"a", "x", "z"}
    assert edition.contested == {"a", "x"}


def test_a_claim_is_contested_even_where_the_conflict_is_not_shown() -> None:
    """What a conflict brings in keeps the marks of every other contest it is in."""
    held = build.small(
        build.theme("u"),
        build.claim("x", themes=("u",)),
        build.claim("y", themes=("u",)),
        build.conflict("ours", ("a", "One."), ("x", "Two."), kind="scope"),
        build.conflict("theirs", ("x", "One."), ("y", "Two.")),
    )

    assert build.edition(held).contested == {"x"}


def test_an_audience_gets_its_own_words() -> None:
    """The edition has this audience's angle and sections, sources and terms it may see, and the date asked for."""
    only = {"only": ("neighbours",)}
    held = build.small(
        build.source("theirs", **only),
        build.term("mine"),
        build.term("their-word", **only),
        managers=build.angle(headline="Ours"),
        neighbours=build.angle(headline="Theirs"),
    )
    edition = build.edition(held)

    assert (edition.angle.headline, edition.audience.id, edition.brief) == ("Ours", "managers", "b")
    assert edition.sources.keys() == {"s"}
    assert edition.terms.keys() == {"mine"}
    assert (edition.as_of, edition.issued) == (build.TODAY, build.TODAY)
