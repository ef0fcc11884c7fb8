"""Nothing is lost: whatever ends a run, the editions on disk are whole, and the next run goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.record.hold import Busy, held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

    Run = Callable[..., Ran]

TOP = Path(__file__).parents[1]
STORY = TOP / "tests/desks/story"
JSON = ("-f", "json", "--as-of", "2026-07-01")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of a small desk."""
    return Path(shutil.copytree(STORY, tmp_path / "desk"))


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(desk: Path) -> None:
    """Give both audiences something new to read."""
    claims = desk / "content/claims/claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("number: 7", "number: 8"), encoding="utf-8")


@pytest.mark.parametrize(
    "count", [pytest.param(6, id="six"), pytest.param(500, id="five hundred", marks=pytest.mark.slow)]
)
def test_kills_at_random_moments(desk: Path, count: int) -> None:
    """After every kill -9 no reader sees half a publish, and the next run issues what was to be issued."""
    command = [sys.executable, str(TOP / "tests/killing.py"), str(desk), str(count), "7"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    sys.stdout.write(ran.stdout)
    assert json.loads(ran.stdout)["issued"] == count + 1


HOLDER = """
import sys
from contextlib import contextmanager
from pathlib import Path
from briefpress.record.hold import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(desk: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the output folder of the desk until it is sent a line."""
    command = [sys.executable, "-c", HOLDER, str(desk / "output")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


@pytest.mark.parametrize("verb", ["build", "publish", "withdraw"])
def test_a_second_builder_is_told(run: Run, desk: Path, holder: subprocess.Popen[str], verb: str) -> None:
    """Whoever comes second writes nothing and leaves with a status that a scheduler knows as: try again later."""
    assert holder.poll() is None
    words = ("harbour/pilots/1", "--why", "x") if verb == "withdraw" else JSON
    ran = run(verb, *words, "--desk", desk)

    assert (ran.status, tree(desk / "output")) == (75, {})
    assert ran.err.splitlines()[-1] == (
        f"briefpress: another briefpress is writing into '{desk / 'output'}'; try again later, or with --wait"
    )


def test_a_killed_holder_holds_nothing(run: Run, desk: Path, holder: subprocess.Popen[str]) -> None:
    """The lock ends with the process: nobody has to remove anything."""
    holder.kill()
    holder.wait()

    assert run("publish", *JSON, "--desk", desk).status == 0


def test_waiting_for_the_other(desk: Path, holder: subprocess.Popen[str]) -> None:
    """With --wait the second one goes on when the first is done."""
    command = [sys.executable, "-m", "briefpress.cli", "publish", *JSON, "--wait", "--desk", str(desk)]
    waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(1)
    assert holder.stdin is not None
    holder.stdin.write("go\n")
    holder.stdin.flush()
    out, err = waiting.communicate()

    assert (waiting.returncode, len(out.splitlines())) == (0, 2), err


def test_holding_leaves_nothing_behind(tmp_path: Path) -> None:
    """Folders that were made to be held are gone again if nothing was written."""
    with held(tmp_path / "new/output"), pytest.raises(Busy, match="another briefpress"), held(tmp_path / "new/output"):
        pass

    assert list(tmp_path.iterdir()) == []


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    """Have a disk of its own at a folder, with room for little."""
    folder.mkdir(parents=True)
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - wherever it is


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own, with room for little."""
    with mounted(tmp_path / "disk") as disk:
        yield disk


def test_another_disk_may_be_mounted_below_the_output(run: Run, desk: Path) -> None:
    """No name can be moved from one disk to another: what goes there is on that disk before anything moves."""
    with mounted(desk / "output/harbour"):
        assert run("build", *JSON, "--desk", desk).status == 0
        on_both = tree(desk / "output")
    shutil.rmtree(desk / "output")
    run("build", *JSON, "--desk", desk)

    assert tree(desk / "output").keys() == on_both.keys()


def test_a_full_disk_keeps_the_last_editions(run: Run, desk: Path, small_disk: Path) -> None:
    """The finding names the disk, what was issued stays whole, and once there is room the next run goes on."""
    output = small_disk / "output"
    assert run("publish", *JSON, "--desk", desk, "-o", output).status == 0
    before = tree(output)
    (small_disk / "filler").write_bytes(b"x" * (200 * 1024 - sum(map(len, before.values()))))
    changed(desk)
    full = run("publish", *JSON, "--desk", desk, "-o", output, "--report", "concise")
    kept = tree(output)
    (small_disk / "filler").unlink()

    assert full.status == 1
    assert f"BP504]: cannot write to '{output}': no space left on device" in full.err
    assert kept == before
    assert run("publish", *JSON, "--desk", desk, "-o", output).status == 0
    assert run("verify", "--desk", desk, "-o", output).status == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(run: Run, desk: Path) -> None:
    """What may not be written is said, and a build with nothing to do needs not write."""
    run("build", *JSON, "--desk", desk)
    (desk / "output").chmod(0o555)
    unchanged = run("build", *JSON, "--desk", desk)
    refused = run("publish", *JSON, "--desk", desk)
    (desk / "output").chmod(0o755)

    assert (unchanged.status, refused.status) == (0, 1)
    assert "BP504" in refused.err


def test_leftovers_of_a_killed_build_are_cleared(run: Run, desk: Path) -> None:
    """What a run that was killed had begun to write is gone after the next one."""
    run("build", *JSON, "--desk", desk)
    left = desk / f"output/harbour/.pilots.json.{'0' * 32}.tmp"
    left.write_bytes(b"half")
    changed(desk)
    run("build", *JSON, "--desk", desk)

    assert not left.exists()


def test_an_edition_is_on_disk_before_it_has_its_name(desk: Path, tmp_path: Path) -> None:
    """Files and folders are synced before they are renamed, and the register comes last."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace")
    log = tmp_path / "log"
    program = [sys.executable, "-m", "briefpress.cli", "publish", *JSON, "--desk", str(desk)]
    calls = "trace=fsync,rename,renameat,renameat2,openat,close"
    subprocess.run([strace, "-f", "-y", "-o", str(log), "-e", calls, *program], check=True, capture_output=True)
    lines = [line.split(maxsplit=1)[1] for line in log.read_text(encoding="utf-8").splitlines()]
    named = [number for number, line in enumerate(lines) if line.startswith("rename") and "/editions/" in line]
    synced = [number for number, line in enumerate(lines) if line.startswith("fsync") and "manifest.json" in line]
    entered = [number for number, line in enumerate(lines) if line.startswith("rename") and "editions.json" in line]

    assert len(named) == len(synced) == 2
    assert max(synced) < min(named) < max(named) < max(entered)
