"""Delivering: a new edition reaches each target once, whatever breaks on the way."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from briefpress.app import deliver as verb
from briefpress.app.schedule.outbox import Outbox
from briefpress.load.desk import settings
from briefpress.model.delivery import Secret
from briefpress.model.schedule import Embargo
from briefpress.record.deliveries import delivering
from briefpress.record.kept import place
from briefpress.record.targets import CARRIERS
from receivers import SILENCE, nobody
from sent import published, sending

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Parcel
    from conftest import Ran
    from receivers import Hook

SECRET = b"a word between us"
KEY = "secret: {env: HOOK_SECRET}"


@pytest.fixture
def desk(issued: Path, tmp_path: Path, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small desk with an edition, whose schedule sends to a folder and to an address."""
    monkeypatch.setenv("HOOK_SECRET", SECRET.decode())
    return sending(issued, tmp_path, "{id: shelf, folder: ../shelf}", f"{{id: hook, webhook: '{hook.url}', {KEY}}}")


def test_a_new_edition_is_sent_once(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """The folder has its files, the address its description, signed; nothing is sent again."""
    first, again = run("deliver", "--desk", desk), run("deliver", "morning", "--desk", desk)

    assert (first.status, first.out) == (0, "harbour/pilots/1 to shelf\nharbour/pilots/1 to hook\n")
    assert (again.status, again.out, again.err) == (0, "", "")
    edition = desk / "output/harbour/editions/pilots/1"
    shelf = desk.parent / "shelf/harbour/pilots/1"
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == {
        path.name: path.read_bytes() for path in edition.iterdir()
    }
    ((headers, body),) = hook.heard
    at = headers["Briefpress-Timestamp"]
    signed = hmac.new(SECRET, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Briefpress-Signature"] == f"sha256={signed}"
    assert headers["Idempotency-Key"] == "harbour/pilots/1:hook"
    assert json.loads(body)["edition"] == "harbour/pilots/1"
    assert SECRET not in b"".join(path.read_bytes() for path in desk.rglob("*") if path.is_file())


def test_only_the_newest_edition_is_sent(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Who was away gets what holds now, and not what it replaced."""
    published(desk, 450)
    run("deliver", "--desk", desk)

    assert [json.loads(body)["edition"] for _, body in hook.heard] == ["harbour/pilots/2"]


def test_a_withdrawn_edition_is_not_sent(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What nobody should rely on goes to nobody."""
    assert run("withdraw", "harbour/pilots/1", "--why", "A wrong figure", "--desk", desk).status == 0

    assert run("deliver", "--desk", desk).out == ""
    assert hook.heard == []


@pytest.mark.parametrize("answer", [429, 503])
def test_what_is_refused_for_now_is_sent_again(desk: Path, hook: Hook, run: Callable[..., Ran], answer: int) -> None:
    """A receiver that is busy or broken may take it later: the next delivery tries again."""
    hook.answer = answer
    failed = run("deliver", "--desk", desk)
    hook.answer = 204

    assert (failed.status, failed.err) == (1, f"harbour/pilots/1 to hook: answered {answer}\n")
    assert run("deliver", "--desk", desk).out == "harbour/pilots/1 to hook\n"
    assert len(hook.heard) == 2


@pytest.mark.parametrize("answer", [302, 403])
def test_what_is_refused_for_good_is_not_sent_again(
    desk: Path, hook: Hook, run: Callable[..., Ran], answer: int
) -> None:
    """An answer that would be the same tomorrow is reported each time, until the settings of the target change."""
    hook.answer = answer
    run("deliver", "--desk", desk)
    hook.answer = 204
    again = run("deliver", "--desk", desk)
    before = len(hook.heard)
    file = desk / "briefpress.yaml"
    file.write_text(file.read_text("utf-8").replace(hook.url, f"{hook.url}right"), encoding="utf-8")

    assert (again.status, before) == (1, 1)
    assert again.err == f"harbour/pilots/1 to hook: answered {answer}, so it is not sent again\n"
    assert run("deliver", "--desk", desk).out == "harbour/pilots/1 to hook\n"


def test_nobody_there_is_tried_again(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """An address at which nobody listens is a refusal."""
    file = desk / "briefpress.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(hook.url, f"http://127.0.0.1:{nobody()}/"), encoding="utf-8")
    assert "hook: cannot be reached" in run("deliver", "--desk", desk).err
    file.write_text(text, encoding="utf-8")

    assert run("deliver", "--desk", desk).out == "harbour/pilots/1 to hook\n"


def test_who_may_have_heard_is_called_again_by_the_same_key(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """A connection that breaks after the words were sent leaves it open whether they were heard; the key tells."""
    hook.answer = 0
    first = run("deliver", "--desk", desk)
    hook.answer = 204
    second = run("deliver", "--desk", desk)

    assert (first.status, second.status, len(hook.heard)) == (1, 0, 2)
    assert "hook: the answer broke off" in first.err
    assert len({headers["Idempotency-Key"] for headers, _ in hook.heard}) == 1


def test_a_receiver_that_knows_no_keys_is_called_once(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """With `unsure: hold`, what may have arrived is for a person to look into."""
    file = desk / "briefpress.yaml"
    file.write_text(file.read_text("utf-8").replace("{id: hook,", "{id: hook, unsure: hold,"), encoding="utf-8")
    hook.answer = 0
    first = run("deliver", "--desk", desk)
    hook.answer = 204
    second = run("deliver", "--desk", desk)

    assert (first.status, second.status, len(hook.heard)) == (1, 1, 1)
    assert first.err.endswith("it may have arrived, so it is not sent again\n")
    assert second.err == first.err


def test_a_record_of_before_is_taken_over(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What an older briefpress delivered is not delivered again."""
    place(desk / "output").mkdir(parents=True)
    with closing(sqlite3.connect(place(desk / "output") / "deliveries.sqlite")) as base:
        base.execute("create table deliveries (edition, target, state, at, detail)")
        for target in ("shelf", "hook"):
            words = ("harbour/pilots/1", target, "done", "2026-11-22T00:00:00Z", "")
            base.execute("insert into deliveries values (?, ?, ?, ?, ?)", words)
        base.commit()
    ran = run("deliver", "--desk", desk)

    assert (ran.status, ran.out, ran.err, hook.heard) == (0, "", "", [])


def test_one_delivers_at_a_time(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Two that send at once would both send what neither has noted."""
    with delivering(place(desk / "output")):
        ran = run("deliver", "--desk", desk)

    assert (ran.status, hook.heard) == (75, [])


def test_no_answer_in_time(desk: Path, hook: Hook, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not answer may have heard."""
    monkeypatch.setattr(verb, "PATIENCE", 0.2)
    hook.answer = SILENCE
    ran = run("deliver", "--desk", desk)

    assert (ran.status, len(hook.heard)) == (1, 1)
    assert ran.err.startswith("harbour/pilots/1 to hook: the answer broke off: ")


@pytest.mark.parametrize(
    ("secret", "word"),
    [
        ("{env: NO_SUCH_SECRET}", "there is no secret: the environment has no NO_SUCH_SECRET"),
        ("{file: gone}", "the secret cannot be read: No such file or directory"),
        ("{file: empty}", "there is no secret: "),
        ("{file: odd}", "the secret cannot be read: "),
    ],
)
def test_without_its_secret_nothing_is_posted(
    desk: Path, hook: Hook, run: Callable[..., Ran], secret: str, word: str
) -> None:
    """A secret that is not there is a refusal in words."""
    file = desk / "briefpress.yaml"
    file.write_text(file.read_text("utf-8").replace("{env: HOOK_SECRET}", secret), encoding="utf-8")
    (desk / "empty").write_text("\n", encoding="utf-8")
    (desk / "odd").write_bytes(b"\xff")
    ran = run("deliver", "--desk", desk)

    assert (ran.status, hook.heard) == (1, [])
    assert f"hook: {word}" in ran.err


def test_a_damaged_edition_and_a_folder_in_the_way(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What is not whole is sent to nobody; a folder that cannot be is said with its name."""
    (desk.parent / "shelf").write_text("in the way", encoding="utf-8")
    assert "shelf: '" in run("deliver", "--desk", desk).err
    (desk.parent / "shelf").unlink()
    published(desk, 450)
    manifest = desk / "output/harbour/editions/pilots/2/manifest.json"
    manifest.chmod(0o644)
    manifest.write_bytes(b"{}")

    assert run("deliver", "--desk", desk).status == 1
    assert len(hook.heard) == 1


def test_a_schedule_sends_what_it_issues(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """A run that issues an edition is followed by its delivery; a refusal is no success, and is made up for later."""
    hook.answer = 500
    first = run("schedule", "fire", "morning", "--desk", desk)
    hook.answer = 204
    second = run("schedule", "fire", "morning", "--again", "--desk", desk)

    assert (first.status, "not delivered" in first.err) == (1, True)
    assert (second.status, "every target has what is new" in second.err) == (0, True)
    assert len(hook.heard) == 2


def test_what_was_delivered_has_to_be_kept(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Without a record nothing is sent."""
    place(desk / "output").mkdir(parents=True)
    (place(desk / "output") / "deliveries.sqlite").write_bytes(b"no database" * 400)
    ran = run("deliver", "--desk", desk)

    assert (ran.status, hook.heard) == (2, [])
    assert ran.err.startswith("briefpress: cannot keep what was delivered: ")


def held_until(desk: Path, moment: str) -> None:
    """Hold everything back until a moment."""
    file = desk / "briefpress.yaml"
    text = file.read_text("utf-8").partition("embargoes:")[0]
    file.write_text(f"{text}embargoes:\n  - {{audience: pilots, until: '{moment}'}}\n", encoding="utf-8")


def test_an_embargo_holds_until_its_end(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """By hand it is said when; whoever minds the schedules sends it then, although it was started anew."""
    held_until(desk, "2999-12-01 07:00")
    early, standing = run("deliver", "--desk", desk), run("status", "--desk", desk)
    tick = run("schedule", "tick", "--desk", desk)
    before = len(hook.heard)
    held_until(desk, "2026-11-01 07:00")
    late = run("schedule", "tick", "--desk", desk)

    assert (early.status, early.out, before) == (0, "", 0)
    assert "harbour/pilots/1 to hook: held until 2999-12-01T07:00:00Z\n" in early.err
    assert standing.status == 0
    assert "harbour/pilots/1 to hook: to be sent at 2999-12-01T07:00:00Z, held until" in standing.out
    assert (tick.status, late.status, len(hook.heard)) == (0, 0, 1)
    assert (desk.parent / "shelf/harbour/pilots/1/manifest.json").is_file()


def test_who_minds_schedules_wakes_for_deliveries(desk: Path) -> None:
    """The end of an embargo and the next try are moments that are waited for; what failed rests at first."""
    found, findings = settings(desk)
    assert found
    assert findings == []
    at = datetime(2026, 11, 22, 6, tzinfo=UTC)
    until = Embargo.model_validate({"audience": "pilots", "until": "2026-11-22 07:00"})
    outbox = Outbox(desk, desk / "output")
    outbox.look(found.schedules, (until,), at)
    assert (outbox.pop(at), outbox.moments()) == (None, [at + timedelta(hours=1)])

    outbox.look(found.schedules, (), at)
    assert outbox.ready(at)
    assert outbox.pop(at) == found.schedules[0]
    outbox.rest(found.schedules[0], at)
    outbox.look(found.schedules, (), at)
    assert (outbox.ready(at), outbox.moments()) == (False, [at + timedelta(seconds=30)])
    # The clock was set back by a day.
    outbox.look(found.schedules, (), at - timedelta(days=1))
    assert outbox.ready(at - timedelta(days=1))


def test_who_minds_schedules_does_not_wait_for_a_store(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where editions are in a store, a process looks into it at the start, now and then, and when an embargo ends."""
    monkeypatch.setenv("BRIEFPRESS_EDITIONS", "s3://bucket/editions")
    found, _ = settings(desk)
    assert found
    at = datetime(2026, 11, 22, 6, tzinfo=UTC)
    until = Embargo.model_validate({"audience": "pilots", "until": "2026-11-22 06:05"})
    outbox = Outbox(desk, desk / "output")
    outbox.look(found.schedules, (), at)
    assert outbox.pop(at) == found.schedules[0]
    outbox.look(found.schedules, (), at)
    assert (outbox.pop(at), outbox.moments()) == (None, [at + timedelta(minutes=15)])
    outbox.look(found.schedules, (until,), at)
    assert outbox.moments() == [at + timedelta(minutes=5)]


def test_a_tick_tries_again_when_it_is_time(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What failed for now waits longer each time, whoever looks in between."""
    hook.answer = 503
    failed = run("schedule", "tick", "--desk", desk)
    hook.answer = 204
    soon, standing = run("schedule", "tick", "--desk", desk), run("status", "--desk", desk)
    heard = len(hook.heard)
    with closing(sqlite3.connect(place(desk / "output") / "deliveries.sqlite")) as base:
        base.execute("update posts set at = ?", ((datetime.now(UTC) - timedelta(minutes=1)).isoformat(),))
        base.commit()
    later = run("schedule", "tick", "--desk", desk)

    assert (failed.status, soon.status, later.status) == (1, 0, 0)
    assert (heard, len(hook.heard)) == (1, 2)
    assert ", answered 503\n" in standing.out


def test_what_is_held_is_settled_by_a_person(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """It is sent again, or noted to have arrived; until then `status` fails."""
    hook.answer = 403
    run("deliver", "--desk", desk)
    standing = run("status", "--desk", desk)
    hook.answer = 204
    again = run("deliver", "--again", "harbour/pilots/1", "--desk", desk)
    nothing = run("deliver", "--again", "harbour/pilots/1", "--desk", desk)

    assert standing.status == 1
    assert "harbour/pilots/1 to hook: NOT SENT AGAIN, answered 403" in standing.out
    assert (again.status, again.out, len(hook.heard)) == (0, "harbour/pilots/1 to hook\n", 2)
    assert (nothing.status, "nothing is held of an edition 'harbour/pilots/1'" in nothing.err) == (2, True)


def test_what_arrived_is_noted(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Whoever heard from the receiver says so, and it is never sent again."""
    hook.answer = 0
    run("deliver", "--desk", desk)
    done = run("deliver", "--arrived", "harbour/pilots/1", "--desk", desk)

    assert (done.status, done.out, len(hook.heard)) == (0, "", 1)
    assert json.loads(run("status", "--desk", desk, "--format", "json").out)[0]["undelivered"] == []


def test_told_to_stop_it_ends_between_two_targets(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Nobody is left unsure: what was under way is noted, and the next one sends the rest."""
    file = desk / "briefpress.yaml"
    file.write_text(file.read_text("utf-8").replace("id: shelf", "id: zshelf"), encoding="utf-8")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines[-1], lines[-2] = lines[-2], lines[-1]
    file.write_text("".join(lines), encoding="utf-8")
    hook.then = lambda: os.kill(os.getpid(), signal.SIGTERM)
    stopped, rest = run("deliver", "--desk", desk), run("deliver", "--desk", desk)

    assert (stopped.status, stopped.out) == (130, "harbour/pilots/1 to hook\n")
    assert (rest.status, rest.out) == (0, "harbour/pilots/1 to zshelf\n")


def test_a_mistake_with_one_target_does_not_cost_the_others(
    desk: Path, hook: Hook, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said without the secret that it may have quoted."""

    def broken(parcel: Parcel, target: Target) -> None:
        assert target.webhook is None
        raise LookupError(parcel.secrets.of(Secret(env="HOOK_SECRET")))

    monkeypatch.setattr(verb, "CARRIERS", {**CARRIERS, "folder": broken})
    ran = run("deliver", "--desk", desk)

    assert (ran.status, ran.out, len(hook.heard)) == (1, "harbour/pilots/1 to hook\n", 1)
    assert ran.err == "harbour/pilots/1 to shelf: LookupError: …\n"


def test_a_record_that_makes_no_sense(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """A row that nobody here wrote is no reason to send anything."""
    run("deliver", "--desk", desk)
    with closing(sqlite3.connect(place(desk / "output") / "deliveries.sqlite")) as base:
        base.execute("update posts set at = 'yesterday'")
        base.commit()
    sent, standing = run("deliver", "--desk", desk), run("status", "--desk", desk)

    assert (sent.status, standing.status, len(hook.heard)) == (2, 2, 1)
    assert "cannot keep what was delivered: a row of it makes no sense" in sent.err
