"""What is sent to whom, and when: every edition once, none early, none forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefpress.model.delivery import Target
from briefpress.model.manifest import Entry, Register, Withdrawal
from briefpress.model.record import Id
from briefpress.model.schedule import Embargo, Schedule
from briefpress.plan.sending import FIRST, LONGEST, Errand, Key, Orders, Post, State, errands

NOW = datetime(2026, 12, 1, 6, 30, tzinfo=UTC)
MAIL = {"server": "localhost", "sender": "desk@example.org", "to": ("ann@example.org", "bo@example.net")}
TARGETS: dict[str, dict[str, object]] = {
    "shelf": {"folder": "../shelf"},
    "hook": {"webhook": "https://example.org", "secret": {"env": "HOOK"}},
    "mail": {"mail": MAIL},
}
STATES: tuple[State, ...] = ("begun", "sent", "done", "failed", "refused")


def target(name: str, **fields: object) -> Target:
    """Return one of the targets."""
    return Target.model_validate({"id": name, **TARGETS[name], **fields})


def entry(brief: str, audience: str, number: int, *, withdrawn: bool = False) -> Entry:
    """Return an edition of the Register."""
    name = f"{brief}/{audience}/{number}"
    mark = Withdrawal(id=name, on=date(2026, 11, 23), why="wrong") if withdrawn else None
    return Entry(
        id=name,
        brief=Id(brief),
        audience=Id(audience),
        number=number,
        title="T",
        label="L",
        issued=date(2026, 11, 22),
        files={},
        withdrawn=mark,
    )


def schedule(*targets: Target, **fields: object) -> Schedule:
    """Return a schedule that sends to targets."""
    return Schedule.model_validate({"id": "morning", "every": "hour", "deliver": targets, **fields})


REGISTER = Register(
    editions=(entry("harbour", "pilots", 1), entry("harbour", "pilots", 2), entry("canal", "owners", 1))
)


def test_the_newest_edition_of_each_pair_goes_to_everyone_once() -> None:
    """A target that two schedules name gets one, and so does each reader of a mail."""
    first, second = schedule(target("shelf")), schedule(target("shelf"), target("mail"), briefs=("canal",))
    found = errands(Orders((first, second)), REGISTER, {}, NOW)

    assert [one.told for one in found] == [
        "harbour/pilots/2 to shelf",
        "canal/owners/1 to shelf",
        "canal/owners/1 to mail (ann@example.org)",
        "canal/owners/1 to mail (bo@example.net)",
    ]
    assert {one.when for one in found} == {NOW}
    assert [
        one.key[0] for one in errands(Orders((schedule(target("hook"), audiences=("pilots",)),)), REGISTER, {}, NOW)
    ]


def test_a_withdrawn_edition_goes_to_nobody() -> None:
    """Nor does the one before it, which it replaced."""
    register = Register(editions=(entry("harbour", "pilots", 1), entry("harbour", "pilots", 2, withdrawn=True)))
    assert errands(Orders((schedule(target("shelf")),)), register, {}, NOW) == []


def only(target: Target, post: Post, *, hurry: bool = False) -> Errand | None:
    """Return what is to be done about one delivery."""
    register = Register(editions=(entry("harbour", "pilots", 1),))
    posts: dict[Key, Post] = {("harbour/pilots/1", target.id, ""): post}
    found = errands(Orders((schedule(target),)), register, posts, NOW, hurry=hurry)
    return found[0] if found else None


def test_what_was_taken_is_done() -> None:
    """Nothing makes it be sent again."""
    assert only(target("shelf"), Post("done", NOW), hurry=True) is None


@pytest.mark.parametrize(("tries", "pause"), [(1, FIRST), (2, FIRST * 4), (3, FIRST * 16), (90, LONGEST)])
def test_after_a_failure_it_is_tried_again_later_and_later(tries: int, pause: timedelta) -> None:
    """In a hurry it is tried at once; a clock that was set back is no reason to wait."""
    post = Post("failed", NOW, tries, detail="answered 503")
    found, now = only(target("hook"), post), only(target("hook"), post, hurry=True)
    back = only(target("hook"), replace(post, at=NOW + timedelta(days=400)))

    assert found
    assert now
    assert back
    assert (found.when, found.why, now.when, back.when) == (NOW + pause, "answered 503", NOW, NOW)


def test_what_was_refused_for_good_waits_for_other_settings() -> None:
    """A person mends the address or the key; until then nobody is bothered again."""
    hook = target("hook")
    same = only(hook, Post("refused", NOW, settings=hook.digest, detail="answered 403"), hurry=True)
    mended = only(hook, Post("refused", NOW, settings="other"))

    assert same
    assert mended
    assert (same.when, same.why, mended.when) == (None, "answered 403", NOW)


def test_what_may_have_arrived() -> None:
    """It is sent again where the receiver can tell, and is for a person elsewhere; what was only begun is sent."""
    again, held = only(target("hook"), Post("sent", NOW)), only(target("hook", unsure="hold"), Post("sent", NOW))
    begun = only(target("hook", unsure="hold"), Post("begun", NOW))

    assert again
    assert held
    assert begun
    assert (again.when, held.when, begun.when) == (NOW + FIRST, None, NOW)
    assert held.why == "it was cut short: it may have arrived"


def embargo(until: str = "2026-12-01 08:00", zone: str = "Europe/Zurich", **fields: object) -> Embargo:
    """Return an embargo for the pilots."""
    return Embargo.model_validate({"audience": "pilots", "until": until, "zone": zone, **fields})


def test_an_embargo_holds_what_its_audience_would_get() -> None:
    """Others get theirs; a hurry does not matter, and the latest of several counts."""
    both = (embargo(), embargo("2026-12-01 07:45", briefs=("harbour",)), embargo("2027-01-01 00:00", briefs=("canal",)))
    found = errands(Orders((schedule(target("shelf")),), both), REGISTER, {}, NOW, hurry=True)
    after = errands(Orders((schedule(target("shelf")),), both), REGISTER, {}, NOW + timedelta(minutes=30))

    assert [(one.told, one.when, one.why) for one in found] == [
        ("harbour/pilots/2 to shelf", NOW + timedelta(minutes=30), "held until 2026-12-01T07:00:00Z"),
        ("canal/owners/1 to shelf", NOW, ""),
    ]
    assert {one.when for one in after} == {NOW + timedelta(minutes=30)}


@pytest.mark.parametrize(
    ("until", "moment"),
    [
        ("2026-12-01T07:00", datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("2026-11-01 01:30", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # shown twice: the second
        ("2027-03-14 02:30", datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),  # left out: when the clock goes on
    ],
)
def test_a_moment_is_that_of_its_own_clock(until: str, moment: datetime) -> None:
    """Where a clock is in doubt nobody gets anything early."""
    assert embargo(until, "America/New_York").moment == moment


posts = st.builds(
    Post,
    st.sampled_from(STATES),
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
    st.integers(1, 50),
    st.sampled_from(["", target("shelf").digest, target("hook").digest, target("mail").digest]),
)


@given(
    st.dictionaries(st.sampled_from(["", "ann@example.org", "bo@example.net"]), posts),
    st.lists(st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 1)), max_size=3),  # noqa: DTZ001 - a calendar's
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
    st.booleans(),
)
def test_nothing_is_early_and_nothing_forgotten(
    known: dict[str, Post],
    untils: list[datetime],
    now: datetime,
    hurry: bool,
) -> None:
    """Whatever is on record: what was not taken is named, with a time or a reason, and none before any embargo."""
    targets = [target(name) for name in TARGETS]
    register = Register(editions=(entry("harbour", "pilots", 1),))
    record: dict[Key, Post] = {
        ("harbour/pilots/1", one.id, part): known[part] for one in targets for part in one.parts if part in known
    }
    embargoes = [embargo(f"{until:%Y-%m-%d %H:%M}") for until in untils]
    found = errands(Orders((schedule(*targets),), embargoes), register, record, now, hurry=hurry)

    wanted = {("harbour/pilots/1", one.id, part) for one in targets for part in one.parts}
    assert {one.key for one in found} == {key for key in wanted if key not in record or record[key].state != "done"}
    for one in found:
        assert one.when or one.why or record[one.key].state == "refused"
        if one.when:
            assert all(one.when >= held.moment for held in embargoes if held.moment > now)
            assert one.when >= now or one.key in record


@pytest.mark.parametrize("until", ["2026-12-01", "2026-13-01 07:00", "tomorrow", "2026-12-01T07:00Z"])
def test_what_is_no_moment(until: str) -> None:
    """A day and a time are needed; the zone stands beside them."""
    with pytest.raises(ValidationError, match="is not a day and a time"):
        embargo(until)
