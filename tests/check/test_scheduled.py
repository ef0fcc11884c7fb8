"""Checks of schedules: one name each, and nothing asked for that is not there."""

from __future__ import annotations

from dataclasses import replace

import build
from briefpress.check.scheduled import scheduled
from briefpress.diagnostics import Label, Place
from briefpress.model.desk import Desk


def test_targets_of_one_id_are_the_same() -> None:
    """A target may be shared by schedules; two that differ need two names, or one would be taken for the other."""
    shelf = {"id": "shelf", "folder": "../shelf"}
    schedules = (
        {"id": "one", "every": "hour", "deliver": (shelf,)},
        {"id": "two", "every": "hour", "deliver": (shelf, {"id": "shelf", "folder": "../other"})},
    )
    desk = Desk.model_validate({"publication": "A desk", "schedules": schedules})
    (twice,) = scheduled(replace(build.library(), desk=desk))

    at = Place("briefpress.yaml", ("schedules",))
    assert (twice.code, twice.label.where) == ("BP110", at.at(1, "deliver", 1, "id"))
    assert twice.others == (Label(at.at(0, "deliver", 0, "id"), "first used here"),)


def test_schedules_ask_for_what_is_there() -> None:
    """Names of briefs and audiences that no record has are reported where they stand, as is an id used twice."""
    times = {"every": "day at 07:00"}
    schedules = (
        {"id": "good", **times, "briefs": ("brief",), "audiences": ("managers",)},
        {"id": "good", **times, "briefs": ("brief", "breif"), "audiences": ("everybody",)},
    )
    desk = Desk.model_validate({"publication": "A desk", "schedules": schedules})
    held = build.library(build.audience("managers"), build.brief("brief", angles={"managers": build.angle()}))
    twice, brief, audience = scheduled(replace(held, desk=desk))

    at = Place("briefpress.yaml", ("schedules",))
    assert (twice.code, twice.label.where, twice.others) == (
        "BP110",
        at.at(1, "id"),
        (Label(at.at(0, "id"), "first used here"),),
    )
    assert (brief.code, brief.label.where, brief.help) == ("BP202", at.at(1, "briefs", 1), "did you mean 'brief'?")
    assert (audience.code, audience.label.where, audience.help) == ("BP202", at.at(1, "audiences", 0), "")


def test_embargoes_are_of_what_is_there() -> None:
    """An embargo of readers or a brief that no record has would hold nothing."""
    embargoes = (
        {"audience": "managers", "until": "2026-12-01 07:00", "briefs": ("brief",)},
        {"audience": "manager", "until": "2026-12-01 07:00", "briefs": ("breif",)},
    )
    desk = Desk.model_validate({"publication": "A desk", "embargoes": embargoes})
    held = build.library(build.audience("managers"), build.brief("brief", angles={"managers": build.angle()}))
    audience, brief = scheduled(replace(held, desk=desk))

    at = Place("briefpress.yaml", ("embargoes",))
    assert (audience.code, audience.label.where, audience.help) == (
        "BP202",
        at.at(1, "audience"),
        "did you mean 'managers'?",
    )
    assert (brief.code, brief.label.where, brief.help) == ("BP202", at.at(1, "briefs", 0), "did you mean 'brief'?")
