"""What looking at the pages costs beside printing them: a table to read, not a test.

Run it with `python tests/bench/layout.py [TIMES]`. Shares are of CPU time in one process, the least of several runs.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from briefpress.app.desk import opened
from briefpress.app.expected import expected
from briefpress.emit import layout
from briefpress.emit.html import paper
from briefpress.emit.pdf import paged
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.check.proof import Printed
    from briefpress.diagnostics import Diagnostic
    from briefpress.emit.layout.seen import Seen

TOP = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)


class Clock:
    """Remembers the least time that each stage took."""

    def __init__(self) -> None:
        self.least: dict[str, float] = {}

    def timed(self, name: str, stage: Callable[[Seen], Iterable[Diagnostic]]) -> Callable[[Seen], Iterable[Diagnostic]]:
        """Return a look that is timed."""

        def look(seen: Seen) -> list[Diagnostic]:
            begun = process_time()
            found = list(stage(seen))
            self.note(name, begun)
            return found

        return look

    def note(self, name: str, begun: float) -> None:
        """Take the time since a stage began."""
        self.least[name] = min(self.least.get(name, float("inf")), process_time() - begun)


def measured(one: Printed, page: str, times: int) -> dict[str, float]:
    """Return the least CPU time of a print without looks, of one with them, and of each look."""
    library, templates, clock = opened(TOP, AS_OF).library, Templates.of(TOP), Clock()
    assert library
    held_to = expected(library, one.edition, one.view, large=False)
    looks = layout.LOOKS
    for _ in range(times):
        begun = process_time()
        paged(page, templates, "a.pdf")
        clock.note("print", begun)
        layout.LOOKS = tuple(clock.timed(look.__name__, look) for look in looks)
        look = layout.look

        def whole(*given: object, look: Callable[..., list[Diagnostic]] = look) -> list[Diagnostic]:
            begun = process_time()
            found = look(*given)
            clock.note("all looks", begun)
            return found

        layout.look = whole  # type: ignore[assignment]  # the same look, with a clock
        paged(page, templates, "a.pdf", expected=held_to)
        layout.look, layout.LOOKS = look, looks
    return clock.least


def main(times: int) -> None:
    """Print a table: the share of each look in the print of each brief."""
    for one in opened(TOP, AS_OF).printed:
        page, _ = paper(one.view, one.edition.audience.template, Templates.of(TOP), "print")
        least = measured(one, page, times)
        whole = least.pop("print")
        sys.stdout.write(
            f"{one.audience}: " + ", ".join(f"{name} {took / whole:.1%}" for name, took in least.items()) + "\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
