"""`schedule run`, `tick` and `fire`: a process that minds schedules, awake when its clock or a signal says so."""

from __future__ import annotations

import errno
import os
import select
import signal
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from briefpress.diagnostics import counted
from briefpress.record import kept as keeping
from briefpress.record.hold import Busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from briefpress.app.schedule.keeper import Keeper
    from briefpress.model.schedule import Schedule

_LOOK = 1.0
"""Seconds between two looks whether another has ended."""


class Stopped(Exception):
    """It was told to stop before everything was done: the next one does the rest."""


class Wake:
    """Waits for a signal or for time to pass, and knows whether it was told to stop."""

    def __init__(self, reader: int) -> None:
        self._reader = reader
        self.stopping = False
        self.asked = False
        """Whether somebody wants the settings and the clock looked at now."""

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Hear that it is time to stop."""
        self.stopping = True

    def ask(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Hear that somebody changed something."""
        self.asked = True

    def wait(self, seconds: float) -> None:
        """Wait so long at most. A select goes by the clock that is faked, and a signal ends it without a race."""
        if select.select([self._reader], [], [], seconds)[0]:
            with suppress(BlockingIOError):
                os.read(self._reader, 4096)


@contextmanager
def wakened() -> Iterator[Wake]:
    """Have signals wake us: SIGTERM and SIGINT to stop, the end of a build to look at it, SIGHUP to read again."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    wake = Wake(reader)
    looked: dict[signal.Signals, object] = {
        **dict.fromkeys((signal.SIGTERM, signal.SIGINT), wake.stop),
        # With no handler of Python's the wakeup would not be written.
        signal.SIGCHLD: lambda _number, _frame: None,
        signal.SIGHUP: wake.ask,
    }
    before = {number: signal.signal(number, handler) for number, handler in looked.items()}  # type: ignore[arg-type]
    earlier = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield wake
    finally:
        signal.set_wakeup_fd(earlier)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)


def run(keeper: Keeper) -> None:
    """Mind schedules until told to stop; raises Busy and OSError."""
    with _minding(keeper) as (wake, ours):
        keeper.say("info", "minding", f"minds what is made in '{keeper.output}'")
        while not wake.stopping:
            if not ours():
                # Somebody else may mind them in a new folder by now, and what we keep nobody would find.
                raise FileNotFoundError(errno.ENOENT, "the folder was taken away", str(keeper.where))
            asked, wake.asked = wake.asked, False
            keeper.step()
            if asked:
                keeper.say("info", "looked", f"looked at {counted(len(keeper.schedules), 'schedule')} and the clock")
            wake.wait(keeper.pause())


def tick(keeper: Keeper) -> None:
    """Do what is due now, and end; raises Stopped, Busy and OSError."""
    with _minding(keeper) as (wake, _):
        _until_done(keeper, wake, later=False)
    _finished(keeper, wake)


def fire(keeper: Keeper, schedule: Schedule, *, again: bool, wait: bool) -> bool:
    """Run a schedule for its newest slot, unless it was; tell whether it was run; raises what `tick` does."""
    with _minding(keeper, wait=wait) as (wake, _):
        keeper.claim(schedule, again=again)
        ran = _until_done(keeper, wake, later=True)
    _finished(keeper, wake)
    return ran


def _until_done(keeper: Keeper, wake: Wake, *, later: bool) -> bool:
    ran = False
    keeper.step()
    while keeper.waiting(later=later) and not wake.stopping:
        ran = True
        wake.wait(keeper.pause())
        if not wake.stopping:
            keeper.step()
    return ran


def _finished(keeper: Keeper, wake: Wake) -> None:
    if wake.stopping and keeper.waiting(later=True):
        raise Stopped


@contextmanager
def _minding(keeper: Keeper, *, wait: bool = False) -> Iterator[tuple[Wake, Callable[[], bool]]]:
    with ExitStack() as stack:
        wake = stack.enter_context(wakened())
        ours = _held(keeper, wake, stack, wait=wait)
        keeper.open()
        stack.callback(keeper.close)
        yield wake, ours


def _held(keeper: Keeper, wake: Wake, stack: ExitStack, *, wait: bool) -> Callable[[], bool]:
    """Be the only one who minds the schedules, and return what tells whether we still are."""
    said = False
    while not wake.stopping:
        try:
            return stack.enter_context(keeping.minded(keeper.where))
        except Busy as why:
            if not wait:
                raise
            if not said:
                keeper.say("info", "waiting", f"waits: {why}")
        said = True
        wake.wait(_LOOK)
    raise Stopped
