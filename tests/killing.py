"""Kills `briefpress publish` at random moments: `python tests/killing.py DESK KILLS SEED`, as `make kills` does.

A process of its own, because it forks: everything is imported once, and every run is a real one that the kernel ends.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from briefpress import cli
from briefpress.app import publish  # noqa: F401 - imported here, so that no child spends its life importing
from briefpress.app.verify import library
from briefpress.record.depot import Folder
from briefpress.record.shelf import registered

MOMENTS = ("anywhere", "while writing")


@dataclass
class Tally:
    """How the kills went."""

    kills: int = 0
    """Runs that the kernel ended before they had finished."""
    writing: int = 0
    """Those that left something half written."""
    placed: int = 0
    """Those that left editions without their names, or the register without them: the next run issued these."""
    issued: int = 0
    """Sets of editions on the shelf at the end."""


class Bad(Exception):
    """Something was lost or mixed."""


def started(desk: Path) -> int:
    """Begin to publish in a child, and return its process."""
    child = os.fork()
    if child:
        return child
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    sys.argv = ["briefpress", "publish", "-f", "json", "--desk", str(desk), "--as-of", "2026-07-01"]
    try:
        cli.main()
    except SystemExit as left:
        os._exit(int(str(left.code)))
    finally:
        os._exit(3)


def finished(desk: Path) -> None:
    """Publish, and see that it went well."""
    _, status = os.waitpid(started(desk), 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise Bad(f"a run after a kill ends with {os.waitstatus_to_exitcode(status)}")


def staged(output: Path) -> bool:
    """Tell whether editions are being written."""
    return any((output / ".briefpress").glob("staging-*"))


def killed(desk: Path, longest: float, chance: random.Random) -> bool:
    """Publish and kill that; tells whether it was still running."""
    child = started(desk)
    if chance.choice(MOMENTS) == "anywhere":
        time.sleep(chance.uniform(0, longest))
    else:
        end = time.monotonic() + 10 * longest
        while (
            not staged(desk / "output")
            and time.monotonic() < end
            and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        ):
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, longest / 20))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def sets(output: Path) -> int:
    """Return how many sets of editions there are, each whole and of both audiences, or say what is wrong."""
    findings, _ = library(Folder(output))
    if findings:
        raise Bad(findings[0].message)
    register, _ = registered(output)
    numbers = {tuple(entry.number for entry in register.of(pair)) for pair in register.pairs()}
    if len(numbers) > 1 or any(found != tuple(range(1, len(found) + 1)) for found in numbers):
        raise Bad(f"readers see a mix: {numbers}")
    return len(next(iter(numbers), ()))


def kills(desk: Path, count: int, seed: int) -> Tally:
    """Kill so many runs; every time the shelf is whole, and the next run finishes the work; raises Bad."""
    chance, output, tally = random.Random(seed), desk / "output", Tally()  # noqa: S311 - no secret
    begin = time.monotonic()
    finished(desk)
    longest = time.monotonic() - begin
    claims = desk / "content/claims/claims.yaml"
    text = claims.read_text(encoding="utf-8")
    for number in range(count):
        claims.write_text(text.replace("number: 7", f"number: {number + 10}"), encoding="utf-8")
        before = sets(output)
        tally.kills += killed(desk, longest, chance)
        between = sets(output)
        tally.writing += staged(output)
        tally.placed += any((output / ".briefpress").glob("staging-*/editions.json"))
        finished(desk)
        tally.issued = sets(output)
        leftovers = [str(path) for path in output.rglob("*") if path.name.endswith(".tmp") or "staging-" in path.name]
        if leftovers or between not in {before, before + 1} or tally.issued != before + 1:
            raise Bad(f"round {number}: {before}, {between}, {tally.issued} sets, left over: {leftovers}")
    return tally


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(kills(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))) + "\n")
