"""Whoever delivers may be killed between any two steps: nothing is lost, and nobody who can tell gets it twice."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefpress.app import deliver as verb
from briefpress.app.undelivered import undelivered
from briefpress.model.manifest import Register
from briefpress.model.schedule import Embargo, Schedule
from briefpress.plan.sending import Orders
from briefpress.record.deliveries import Ledger
from briefpress.record.depot import Folder
from briefpress.record.targets import CARRIERS, folder
from briefpress.record.targets.parcel import Answers, Refused, Unsure
from receivers import Post, posting
from sent import published, sending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Parcel
    from conftest import Ran
    from receivers import Hook
    from servers import S3

_ROUNDS = 60
ANN, BO = "ann@example.org", "bo@example.net"
MAIL = {"server": "localhost", "tls": "none", "sender": "desk@example.org", "to": (ANN, BO), "attach": ("json",)}
HOOK = {"webhook": "https://example.org", "secret": {"env": "HOOK"}}
TARGETS: tuple[dict[str, Any], ...] = (
    {"id": "shelf", "folder": "../shelf"},
    {"id": "hook", **HOOK},
    {"id": "held-hook", "unsure": "hold", **HOOK},
    {"id": "mail", "mail": MAIL},
    {"id": "again", "unsure": "again", "mail": MAIL},
)
ORDERS = Orders((Schedule.model_validate({"id": "morning", "every": "hour", "deliver": TARGETS}),))
MODES = ("takes", "is busy", "refuses", "takes and says nothing", "hears nothing", "breaks")
TAKES, BUSY, REFUSES, SILENT, _, BREAKS = MODES
START = datetime(2026, 11, 22, 6, tzinfo=UTC)


class Killed(BaseException):
    """The end of a process, as far as this one can play it."""


def said(key: tuple[str, str, str]) -> str:
    """Return what a delivery is called."""
    edition, target, part = key
    return f"{edition} to {target}" + (f" ({part})" if part else "")


@dataclass
class World:
    """Receivers that behave as they are told, a clock, and a process that can be killed at any step."""

    root: Path
    register: Register
    now: datetime = START
    left: int = -1
    """Steps to the kill; none below zero."""
    modes: dict[str, str] = field(default_factory=dict)
    got: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How often whom an edition reached, which a receiver that knows keys or ids counts once."""
    calls: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    known: set[tuple[str, str, str]] = field(default_factory=set)
    """What was on record as taken when a delivery ended."""
    embargo: datetime = START
    wrong: list[str] = field(default_factory=list)
    wholes: int = 0
    """Deliveries that were to be killed and came to their end before."""

    def step(self) -> None:
        """Do one step, or be killed."""
        self.left -= 1
        if self.left == 0:
            raise Killed

    @property
    def orders(self) -> Orders:
        """What is sent, and what is held back."""
        until = Embargo.model_validate({"audience": "pilots", "until": f"{self.embargo:%Y-%m-%d %H:%M}"})
        return Orders(ORDERS.schedules, (until,))

    def issue(self, count: int) -> None:
        """Have so many editions."""
        shown = self.register.model_copy(update={"editions": self.register.editions[:count]})
        (self.root / "output/editions.json").write_text(shown.model_dump_json(), encoding="utf-8")

    def deliver(self, kill: int = -1) -> set[str]:
        """Deliver, and be killed after so many steps."""
        self.left = kill
        try:
            done = verb.deliver(self.orders, self.root, self.root / "output")
        except Killed:
            return set()
        finally:
            self.left = -1
        self.wholes += kill > 0
        self.known |= {key for key in self.calls if said(key) in done.done}
        return {*done.done, *done.failed, *done.held}

    def carry(self, parcel: Parcel, target: Target) -> Answers:
        """Bring an edition to a webhook or to mailboxes, as they are told to behave."""
        if self.now < self.embargo:
            self.wrong.append("sent early")
        answers: Answers = {}
        keys = {part: (parcel.manifest.id, str(target.id), part) for part in parcel.parts}
        for part in parcel.parts:
            mode = self.modes.get(f"{target.id}{part}", TAKES)
            if mode in (BUSY, REFUSES):
                answers[part] = Refused(mode, lasting=mode == REFUSES)
        self.step()
        given = tuple(part for part in parcel.parts if part not in answers)
        parcel.giving(given)
        self.step()
        for part in given:
            if keys[part] in self.known:
                self.wrong.append(f"{keys[part]} was known to be taken")
            self.calls[keys[part]] += 1
            mode = self.modes.get(f"{target.id}{part}", TAKES)
            if mode in (TAKES, SILENT, BREAKS):
                self.got[keys[part]] += 1
            if mode == BREAKS:
                raise LookupError(mode)
            if mode != TAKES:
                answers[part] = Unsure(mode)
        self.step()
        return answers


@pytest.fixture(scope="session")
def editions(issued: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Register]:
    """Return a desk with three editions, and their Register."""
    root = Path(shutil.copytree(issued, tmp_path_factory.mktemp("three") / "desk"))
    published(published(root, 450), 470)
    return root, Register.model_validate_json((root / "output/editions.json").read_bytes())


@pytest.fixture
def world(editions: tuple[Path, Register], tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Return what makes a new world."""
    root, register = editions
    patch = pytest.MonkeyPatch()
    worlds: list[World] = []

    def make() -> World:
        new = tmp_path / uuid4().hex
        new.mkdir()
        (new / "briefpress.yaml").symlink_to(root / "briefpress.yaml")
        (new / "output/harbour").mkdir(parents=True)
        (new / "output/harbour/editions").symlink_to(root / "output/harbour/editions")
        worlds[:] = [World(new, register)]
        return worlds[0]

    def stepping(real: Callable[..., None]) -> Callable[..., None]:
        def call(*words: object) -> None:
            worlds[0].step()
            real(*words)
            worlds[0].step()

        return call

    def written(place: Any, name: str, data: bytes) -> None:  # noqa: ANN401 - a place of the module's own
        if place.read(name) == data:
            worlds[0].wrong.append(f"{name} was there")
        real_write(place, name, data)

    real_write = stepping(folder._Folder.write)  # noqa: SLF001 - a kill strikes inside
    real_note = stepping(Ledger._write)  # noqa: SLF001 - the same

    def noted(ledger: Ledger, words: str, rows: list[tuple[object, ...]]) -> None:
        # This process is not really killed, so nothing has to be on disk.
        ledger._base.execute("pragma synchronous = off")  # noqa: SLF001 - the same
        real_note(ledger, words, rows)

    patch.setattr(os, "fsync", lambda _: None)
    patch.setattr(Ledger, "_write", noted)
    patch.setattr(folder._Folder, "write", written)  # noqa: SLF001 - the same

    def carry(parcel: Parcel, target: Target) -> Answers:
        return worlds[0].carry(parcel, target)

    patch.setattr(verb, "CARRIERS", {**CARRIERS, "webhook": carry, "mail": carry})
    patch.setattr(verb, "_now", lambda: worlds[0].now)
    yield make
    patch.undo()


parts = st.sampled_from(["hook", "held-hook", f"mail{ANN}", f"mail{BO}", f"again{ANN}"])
deliveries = st.tuples(
    st.just(0) | st.integers(1, 70), st.dictionaries(parts, st.sampled_from(MODES)), st.integers(0, 90)
)
issues = st.integers(1, 3)


def tell(world: Callable[[], World], story: list[tuple[int, dict[str, str], int] | int], embargo: int = 0) -> World:
    """Have editions issued and delivered, with kills on the way, and look what came of it."""
    now = world()
    now.embargo = START + timedelta(minutes=embargo)
    newest = 1
    now.issue(newest)
    for one in story:
        if isinstance(one, int):
            newest = max(newest, one)
            now.issue(newest)
        else:
            kill, now.modes, minutes = one
            now.deliver(kill)
            now.now += timedelta(minutes=minutes)
    now.modes, now.now = {}, now.now + timedelta(days=1)
    now.deliver()
    before, name = now.calls.copy(), f"harbour/pilots/{newest}"
    told = now.deliver()

    shelf = now.root / "../shelf" / name
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == {
        path.name: path.read_bytes() for path in (now.root / f"output/harbour/editions/pilots/{newest}").iterdir()
    }
    assert now.wrong == []
    assert now.calls == before, "a second delivery sends nothing"
    open_ = {one.key for one in undelivered(now.orders, Folder(now.root / "output"), now.root / "output", now.now)}
    for target in ORDERS.schedules[0].deliver[1:]:
        for part in target.parts:
            key = (name, target.id, part)
            assert (key in open_) == (said(key) in told)
            assert now.got[key] or key in open_, "lost, and nobody was told"
    assert all(count == 1 for (_, target, _), count in now.got.items() if target in ("held-hook", "mail"))
    shutil.rmtree(now.root.parent / "shelf")
    return now


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(deliveries | issues, max_size=10), st.integers(-30, 90))
def test_killed_between_any_two_steps(
    world: Callable[[], World], story: list[tuple[int, dict[str, str], int] | int], embargo: int
) -> None:
    """Whatever receivers do and whenever the process is killed: what can arrive does, and nobody hears of it twice.

    Webhooks and mail that may be repeated are told by their key and id; the others get it once at most, and where
    nobody knows whether they did, that is said.
    """
    tell(world, story, embargo)


def test_killed_at_each_step(world: Callable[[], World]) -> None:
    """A delivery to five targets has some fifty steps: after each of them it is killed once, and made up for."""
    steps = 0
    while steps < 200:
        steps += 1
        now = tell(world, [(steps, {}, 0)])
        if now.wholes:
            break

    assert 40 < steps < 200


def run_and_kill(desk: Path, wait: float = 60, on: Callable[[int], None] = lambda _: None) -> int:
    """Deliver in a process of its own, which is killed after so many seconds, and return its status."""
    with (desk.parent / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefpress.cli", "deliver", "--desk", str(desk)], stdout=log, stderr=log
        )
    on(process.pid)
    try:
        return process.wait(wait)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def test_killed_before_a_receiver_could_answer(
    issued: Path, tmp_path: Path, hook: Hook, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A webhook is called again by the same key; mail is held, and said to be."""
    monkeypatch.setenv("HOOK", "a word between us")
    pids: list[int] = []
    post = Post()

    def kill() -> None:
        if pids:
            os.kill(pids.pop(), signal.SIGKILL)

    post.then = hook.then = kill
    with posting(post):
        mail = f"{{id: mail, mail: {{server: 'localhost:{post.port}', tls: none, sender: d@e.org, to: [a@e.org]}}}}"
        call = f"{{id: hook, webhook: '{hook.url}', secret: {{env: HOOK}}}}"
        desk = sending(issued, tmp_path, mail, call)
        statuses = [run_and_kill(desk, on=pids.append), run_and_kill(desk, on=pids.append)]
        pids.clear()
        last = run("deliver", "--desk", desk)

    assert statuses == [-signal.SIGKILL, -signal.SIGKILL]
    assert (last.status, last.out, len(post.took), len(hook.heard)) == (1, "harbour/pilots/1 to hook\n", 1, 2)
    assert "mail (a@e.org): it was cut short: it may have arrived, so it is not sent again" in last.err
    assert len({headers["Idempotency-Key"] for headers, _ in hook.heard}) == 1


@pytest.mark.slow
def test_kills_at_any_time(
    issued: Path, tmp_path: Path, hook: Hook, s3: S3, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty processes are killed with real servers at the other end."""
    monkeypatch.setenv("HOOK", "a word between us")
    draw, struck = random.Random(20261122), 0  # noqa: S311 - no secret
    begun = time.monotonic()
    run_and_kill(sending(issued, tmp_path / "first", "{id: shelf, folder: ../shelf}"))
    usual = time.monotonic() - begun
    for number in range(_ROUNDS):
        bucket, post = s3.bucket(), Post()
        with posting(post):
            desk = sending(
                issued,
                tmp_path / str(number),
                f"{{id: depot, s3: {{bucket: {bucket}, endpoint: '{s3.endpoint}'}}}}",
                "{id: shelf, folder: ../shelf}",
                f"{{id: hook, webhook: '{hook.url}', secret: {{env: HOOK}}}}",
                f"{{id: mail, mail: {{server: 'localhost:{post.port}', tls: none, sender: d@e.org, to: [a@e.org]}}}}",
            )
            hook.heard.clear()
            struck += run_and_kill(desk, draw.uniform(0.3, 1.7) * usual) < 0
            last, after = run("deliver", "--desk", desk), run("deliver", "--desk", desk)
        held = "it may have arrived" in last.err
        edition = desk / "output/harbour/editions/pilots/1"
        files = {path.name: path.read_bytes() for path in edition.iterdir()}
        shelf = {path.name: path.read_bytes() for path in (desk.parent / "shelf/harbour/pilots/1").iterdir()}

        assert shelf == files
        assert all(s3.ask("GET", f"/{bucket}/harbour/pilots/1/{name}") == 200 for name in files)
        assert len({headers["Idempotency-Key"] for headers, _ in hook.heard}) == 1
        assert len(hook.heard) <= 2
        assert len(post.took) == 1 or (held and not post.took)
        assert (after.out, after.status) == ("", int(held))
    sys.stdout.write(f"{struck} of {_ROUNDS} killed before their end\n")
    assert struck > 10
