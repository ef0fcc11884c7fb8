"""Has builders race for the next edition in a store: `python tests/racing.py DESK URL ROUNDS SEED`.

A process of its own, because it forks: everything is imported once, and every run is a real one that the kernel may
end. It asks the store nothing itself: the library that does has threads, which a fork leaves behind.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from briefpress import cli
from briefpress.app import publish  # noqa: F401 - imported here, so that no child spends its life importing
from briefpress.app.verify import library
from briefpress.model.manifest import ordered
from briefpress.record.bucket import Bucket
from briefpress.record.objects import Stored

READERS = 2
BUSY = 75
_DAY = "2026-07-01"


@dataclass
class Tally:
    """How the rounds went."""

    rounds: int = 0
    won: int = 0
    """Builders that issued editions."""
    overtaken: int = 0
    """Those that heard of another."""
    late: int = 0
    """Those that found nothing to do by then."""
    kills: int = 0
    """Those that the kernel ended before they had finished."""
    entered: int = 0
    """Those of them whose editions were issued all the same."""
    issued: int = 0
    """Sets of editions in the store at the end."""


class Bad(Exception):
    """Something was lost, torn or issued twice."""


def begun(desk: Path, gate: int) -> int:
    """Fork a builder that publishes once the gate opens, and return its process."""
    child = os.fork()
    if child:
        return child
    for number in (1, 2):
        os.dup2(os.open(desk / f"said.{number}", os.O_CREAT | os.O_TRUNC | os.O_WRONLY), number)
    sys.argv = ["briefpress", "publish", "-f", "json", "--desk", str(desk), "--as-of", _DAY, "--report", "json"]
    try:
        os.read(gate, 1)
        cli.main()
    except SystemExit as left:
        os._exit(int(str(left.code)))
    finally:
        os._exit(3)


def sets(url: str, *, new: bool = False) -> int:
    """Return how many sets of editions there are, each whole and of both audiences; raises Bad.

    To read every file back takes long after many rounds: `new` reads those of the newest alone.
    """
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(into, json.dumps(_sets(url, new=new)).encode())
        except Bad as why:
            os.write(into, json.dumps(str(why)).encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out) as stream:
        told: int | str = json.loads(stream.read() or '"the store could not be asked"')
    os.waitpid(child, 0)
    if isinstance(told, str):
        raise Bad(told)
    return told


def _sets(url: str, *, new: bool) -> int:
    depot = Bucket(Stored(url))
    register = depot.registered()[0]
    last = max((entry.number for entry in register.editions), default=0)
    read = ordered(tuple(entry for entry in register.editions if entry.number >= last - 2))
    findings = depot.faults(read) if new else library(depot)[0]
    if findings:
        raise Bad(findings[0].message)
    numbers = {tuple(entry.number for entry in register.of(pair)) for pair in register.pairs()}
    if len(numbers) > 1 or any(found != tuple(range(1, len(found) + 1)) for found in numbers):
        raise Bad(f"readers see a mix: {numbers}")
    return len(next(iter(numbers), ()))


def issued(desk: Path) -> int:
    """Return how many editions a builder said that it issued."""
    return len(json.loads((desk / "said.1").read_bytes())["issued"])


def races(desk: Path, url: str, rounds: int, seed: int) -> Tally:
    """Have two builders race, and kill one of them every other time; look at the store after each round; raises Bad."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - no secret
    claims = (desk / "content/claims/claims.yaml").read_text(encoding="utf-8")
    desks = [Path(shutil.copytree(desk, desk.parent / f"builder-{number}")) for number in range(2)]
    longest = 0.0
    for number in range(rounds):
        for one, builder in enumerate(desks):
            # Half of the time both would issue the very same.
            value = 10 + 2 * number + (one if number % 2 else 0)
            text = claims.replace("number: 7", f"number: {value}")
            (builder / "content/claims/claims.yaml").write_text(text, encoding="utf-8")
        before, (out, gate) = tally.won + tally.entered, os.pipe()
        children = [begun(builder, out) for builder in desks]
        start = time.monotonic()
        os.write(gate, b"go")
        if number and number % 4 > 1:
            time.sleep(chance.uniform(longest / 4, longest))
            os.kill(children[0], signal.SIGKILL)
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        longest = max(longest, time.monotonic() - start) if number else time.monotonic() - start
        os.close(out)
        os.close(gate)
        _counted(tally, list(zip(desks, ends, strict=True)), sets(url, new=number % 10 > 0) - before)
        tally.rounds += 1
    tally.issued = sets(url)
    return tally


def _counted(tally: Tally, ended: list[tuple[Path, int]], new: int) -> None:
    """Add up a round; raises Bad where what the builders said is not what the store has."""
    won = 0
    for desk, end in ended:
        if end == -signal.SIGKILL:
            tally.kills += 1
        elif end == BUSY:
            tally.overtaken += 1
        elif end == 0 and issued(desk) in {0, READERS}:
            won += issued(desk) // READERS
            tally.late += not issued(desk)
        else:
            raise Bad(f"a builder ended with {end}: {(desk / 'said.2').read_text()}")
    killed = any(end == -signal.SIGKILL for _, end in ended)
    if not won <= new <= won + killed or (new == 0 and not killed):
        raise Bad(f"{won} builders said that they issued, and {new} sets were")
    tally.won += won
    tally.entered += new - won


if __name__ == "__main__":
    told = races(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(asdict(told)) + "\n")
