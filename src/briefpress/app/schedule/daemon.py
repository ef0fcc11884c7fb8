"""`schedule run`, `tick` and `fire`: a process that minds schedules, awake when its clock or a signal says so."""

from __future__ import annotations

import os
import select
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from briefpress.record import kept as keeping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from briefpress.app.schedule.keeper import Keeper
    from briefpress.model.schedule import Schedule


class Wake:
    """Waits for a signal or for time to pass, and knows whether it was told to stop."""

    def __init__(self, reader: int) -> None:
        self._reader = reader
        self.stopping = False

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Hear that it is time to stop."""
        self.stopping = True

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
        **dict.fromkeys((signal.SIGCHLD, signal.SIGHUP), lambda _number, _frame: None),
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
    with _minding(keeper) as wake:
        while not wake.stopping:
            keeper.step()
            wake.wait(keeper.pause())


def tick(keeper: Keeper) -> None:
    """Do what is due now, and end; raises Busy and OSError."""
    with _minding(keeper) as wake:
        _until_done(keeper, wake, later=False)


def fire(keeper: Keeper, schedule: Schedule, *, again: bool) -> bool:
    """Run a schedule for its newest slot, tries and all, unless it was; tell whether it was run; may raise Busy."""
    with _minding(keeper) as wake:
        keeper.claim(schedule, again=again)
        return _until_done(keeper, wake, later=True)


def _until_done(keeper: Keeper, wake: Wake, *, later: bool) -> bool:
    ran = False
    keeper.step()
    while keeper.waiting(later=later) and not wake.stopping:
        ran = True
        wake.wait(keeper.pause())
        if not wake.stopping:
            keeper.step()
    return ran


@contextmanager
def _minding(keeper: Keeper) -> Iterator[Wake]:
    with keeping.minded(keeper.where), wakened() as wake:
        keeper.open()
        try:
            yield wake
        finally:
            keeper.close()
