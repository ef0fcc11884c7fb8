"""A real scheduler and real workers: the same bytes as here, and whatever dies, nothing is lost or written twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import trustme

import clusters
from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened
from clusters import Cluster, begun, cluster, ended, spawned, until
from printing import DESKS, ISSUED, TOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servers import S3

pytestmark = pytest.mark.slow

DAY = date(2026, 7, 1)
"""Nothing of the desk has fallen due."""
BRIEFS = 6
"""Each for two audiences."""
LOOP = "{% for a in range(N) %}{% for b in range(N) %}{% endfor %}{% endfor %}"
FULL = LOOP.replace("N", "1000")
"""Takes about as long as a short PDF."""
ENDLESS = LOOP.replace("N", "100000")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Have a cluster that no test breaks."""
    with cluster(tmp_path_factory.mktemp("shared") / "cluster") as started:
        yield started


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a desk of a dozen short briefs, each of which takes a while to print."""
    return written(tmp_path / "desk", FULL)


def written(desk: Path, loop: str) -> Path:
    """Write a desk of a dozen short briefs, whose pages begin with a loop."""
    shutil.copytree(DESKS / "story", desk)
    brief = desk / "content/briefs/harbour.yaml"
    for number in range(1, BRIEFS):
        text = brief.read_text(encoding="utf-8").replace("id: harbour\n", f"id: harbour-{number}\n", 1)
        brief.with_stem(f"harbour-{number}").write_text(text, encoding="utf-8")
    (desk / "templates").mkdir()
    page = (TOP / "templates/brief.html.j2").read_text(encoding="utf-8")
    begin = "{% block body %}"
    assert begin in page
    (desk / "templates/brief.html.j2").write_text(page.replace(begin, begin + loop), encoding="utf-8")
    return desk


def here(desk: Path, output: Path, *formats: str, day: date = DAY) -> dict[str, bytes]:
    """Build a desk with processes of this machine, and return what was made."""
    wanted = Wanted(formats=formats or ("html",))  # type: ignore[arg-type]
    done = build(opened(desk, day), wanted, output, day, Unwatched())
    assert done.findings == []
    return made(output)


def made(output: Path) -> dict[str, bytes]:
    """Return the artifacts in an output folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.glob("*/*"))
        if path.is_file() and path.parent.name != ".briefpress"
    }


def words(desk: Path, output: Path, form: str = "html", day: date = DAY) -> tuple[str | Path, ...]:
    """Return the words of a build."""
    return ("build", "--desk", desk, "-o", output, "-f", form, "--as-of", day.isoformat(), "--report", "json")


def waiting(output: Path) -> int:
    """Return how many artifacts are finished and wait."""
    return len(list((output / ".briefpress/rack").glob("*.row")))


def report(ran: tuple[int, str, str]) -> tuple[int, Mapping[str, Any], str]:
    """Read the report of a build."""
    status, out, err = ran
    return status, json.loads(out) if out else {}, err


def test_workers_print_the_same_bytes(shared: Cluster, tmp_path: Path) -> None:
    """PDFs, pages and data are those that this machine makes, and the next build has nothing to do."""
    local, output = tmp_path / "local", tmp_path / "output"
    expected = here(DESKS / "good", local, "pdf", "html", "json", day=ISSUED)
    asked = words(DESKS / "good", output, "pdf,html,json", ISSUED)
    status, told, err = report(ended(begun(shared.address, *asked)))

    assert (status, err) == (0, "")
    assert len(told["made"]) == len(expected) > 3
    assert made(output) == expected
    assert not (output / ".briefpress/rack").exists()
    assert report(ended(begun(shared.address, *asked)))[1]["reused"] == len(expected)


def test_editions_are_the_same_too(shared: Cluster, desk: Path, tmp_path: Path) -> None:
    """What is published by a cluster is what is published here, each edition once."""
    common = ("--desk", desk, "--as-of", DAY.isoformat(), "-f", "html,json", "--report", "json")
    for folder, address in (("there", shared.address), ("here", "")):
        env = {} if address else {"BRIEFPRESS_EXECUTOR": "processes"}
        status, told, err = report(ended(begun(address, "publish", *common, "-o", tmp_path / folder, env=env)))
        assert (status, err, len(told["issued"])) == (0, "", 2 * BRIEFS)
    files = {
        folder: {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "there", tmp_path / "here")
    }
    for found in files.values():
        for path in [path for path in found if path.parts[0] == ".briefpress"]:
            del found[path]

    assert files[tmp_path / "there"] == files[tmp_path / "here"]


def test_a_rack_beside_the_output_folder(shared: Cluster, desk: Path, tmp_path: Path) -> None:
    """What is made there is fetched, and taken off; templates stay for the next time."""
    rack, output = tmp_path / "rack", tmp_path / "output"
    ran = ended(begun(shared.address, *words(desk, output), "--rack", rack))

    assert ran[0] == 0, ran
    assert made(output) == here(desk, tmp_path / "local")
    assert not list(rack.glob("*.row"))
    assert len(list(rack.iterdir())) > 50


def test_two_who_ask_for_the_same_get_the_same(shared: Cluster, desk: Path, tmp_path: Path) -> None:
    """They share a rack and what is made; whoever finds that the other has fetched it has it made again."""
    outputs = [tmp_path / name for name in ("one", "two")]
    running = [begun(shared.address, *words(desk, output), "--rack", tmp_path / "rack") for output in outputs]
    for one in running:
        status, told, err = report(ended(one))
        assert (status, err, len(told["made"])) == (0, "", 2 * BRIEFS)

    assert made(outputs[0]) == made(outputs[1]) == here(desk, tmp_path / "local")


def test_a_worker_that_is_killed_loses_nothing(desk: Path, tmp_path: Path) -> None:
    """Whatever it had begun is made by another, and nothing of it is left behind, neither processes nor files."""
    output, home = tmp_path / "output", tmp_path / "tmp"
    home.mkdir()
    with cluster(tmp_path / "cluster", env={"TMPDIR": str(home)}) as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) >= 2, "artifact")
        victims = [pid for number in (1, 2) for pid in started.nursed(number)]
        os.kill(victims[0], signal.SIGKILL)
        status, told, err = report(ended(running))

    assert (status, err) == (0, "")
    until(lambda: not [path.name for path in home.iterdir() if path.name.startswith("briefpress-")], "empty folder")
    assert not [entry for entry in environments() if f"TMPDIR={home}".encode() in entry]
    assert len(victims) == 2
    assert len(told["made"]) == len(set(told["made"])) == 2 * BRIEFS
    assert made(output) == here(desk, tmp_path / "local")


def environments() -> Iterator[bytes]:
    """Yield the environment of every process that can be looked at."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            yield path.read_bytes()


def test_a_worker_that_hangs_loses_nothing(desk: Path, tmp_path: Path) -> None:
    """The scheduler gives it up when it has not been heard of for long, and the other one makes the rest."""
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster", env={"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s"}) as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) >= 2, "artifact")
        started.hang(1)
        status, told, err = report(ended(running))

    assert (status, err) == (0, "")
    assert len(told["made"]) == 2 * BRIEFS


def test_a_scheduler_that_hangs_is_not_waited_for_without_end(desk: Path, tmp_path: Path) -> None:
    """It is as if it were gone."""
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster") as started:
        running = begun(started.address, *words(desk, output), env={"DASK_BRIEFPRESS__PATIENCE": "10s"})
        until(lambda: waiting(output) >= 2, "artifact")
        started.hang(0)
        status, told, err = report(ended(running))

    assert (status, [one["code"] for one in told["findings"]], err) == (1, ["BP544"], "")
    assert made(output) == {}


def test_a_brief_without_end_is_stopped(tmp_path: Path) -> None:
    """Its process is ended, it is named, and the worker makes the others."""
    desk = written(tmp_path / "desk", f"{{% if view.brief == 'harbour-3' %}}{ENDLESS}{{% endif %}}")
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster", 1) as started:
        limited = f"""
import runpy, sys
from briefpress.app.cluster import driver
from briefpress.emit.pool import Limits
driver.Cluster.__init__.__defaults__ = ("", Limits(seconds=10))
sys.argv = ["briefpress", *{[*map(str, words(desk, output)), "-a", "pilots", "--scheduler", started.address]}]
runpy.run_module("briefpress.cli")
"""
        status, told, err = report(ended(spawned("-c", limited)))

    assert (status, [(one["code"], one["file"]) for one in told["findings"]]) == (
        1,
        [("BP507", "harbour-3/pilots.html")],
    ), err
    assert waiting(output) == BRIEFS - 1


def test_a_rack_in_a_store(desk: Path, tmp_path: Path, s3: S3) -> None:
    """Machines need no folder in common."""
    rack, output = f"s3://{s3.bucket()}/rack", tmp_path / "output"
    with cluster(tmp_path / "cluster", 1, env=s3.env) as started:
        ran = ended(begun(started.address, *words(desk, output), "--rack", rack, env=s3.env))

    assert ran[0] == 0, ran
    assert made(output) == here(desk, tmp_path / "local")


def test_a_machine_that_is_gone_loses_nothing(desk: Path, tmp_path: Path) -> None:
    """The other worker makes the rest, when nobody starts the first one again."""
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster") as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) >= 2, "artifact")
        started.kill(1)
        status, told, err = report(ended(running))

    assert (status, err) == (0, "")
    assert len(told["made"]) == 2 * BRIEFS


def test_a_scheduler_that_is_killed_writes_nothing_and_the_next_run_goes_on(desk: Path, tmp_path: Path) -> None:
    """It is said at once; what was made until then is not made again."""
    output = tmp_path / "output"
    with cluster(tmp_path / "first") as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) >= 3, "artifact")
        started.kill(0)
        status, told, err = report(ended(running))
        begun_before = waiting(output)
    kept = {path.name: path.stat().st_mtime_ns for path in (output / ".briefpress/rack").glob("*.row")}

    assert (status, [one["code"] for one in told["findings"]]) == (1, ["BP544"]), err
    assert err == ""
    assert made(output) == {}
    assert 3 <= begun_before < 2 * BRIEFS

    with cluster(tmp_path / "second") as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) > len(kept), "new artifact")
        again = {path.name: path.stat().st_mtime_ns for path in (output / ".briefpress/rack").glob("*.row")}
        ran = ended(running)

    assert ran[0] == 0, ran
    assert {name: again[name] for name in kept} == kept
    assert made(output) == here(desk, tmp_path / "local")


def test_a_driver_that_is_killed_leaves_what_was_made(desk: Path, tmp_path: Path) -> None:
    """The next run takes it from the rack, and nobody's brief is half written."""
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster") as started:
        running = begun(started.address, *words(desk, output))
        until(lambda: waiting(output) >= 3, "artifact")
        running.kill()
        ended(running)
        kept = waiting(output)

        assert made(output) == {}
        assert kept >= 3

        ran = ended(begun(started.address, *words(desk, output)))

    assert ran[0] == 0, ran
    assert made(output) == here(desk, tmp_path / "local")


def test_a_brief_that_kills_every_worker_is_named(tmp_path: Path) -> None:
    """After so many deaths it is given up; all others are made."""
    desk = written(tmp_path / "desk", f"{{% if view.brief == 'harbour-3' %}}{ENDLESS}{{% endif %}}")
    output = tmp_path / "output"
    asked = (*words(desk, output), "harbour-3", "harbour", "-a", "pilots")
    with cluster(tmp_path / "cluster", 0) as started:
        started.work(threads=2)
        running = begun(started.address, *asked)
        until(lambda: waiting(output) == 1, "harmless artifact")
        died = 0
        while running.poll() is None:
            # Whoever prints it now is killed by it.
            for pid in started.nursed(1):
                os.kill(pid, signal.SIGKILL)
                died += 1
                until(lambda pid=pid: not Path(f"/proc/{pid}").exists(), "death")  # type: ignore[misc]
        status, told, err = report(ended(running))

    assert (status, [(one["code"], one["file"]) for one in told["findings"]]) == (
        1,
        [("BP547", "harbour-3/pilots.html")],
    ), err
    assert died >= 2
    assert made(output) == {}


def test_certificates(desk: Path, tmp_path: Path) -> None:
    """With the right ones briefs are made; with a stranger's, or none, nobody is spoken to."""
    ours, theirs = (certificates(tmp_path / name) for name in ("ours", "theirs"))
    output = tmp_path / "output"
    told = [word for key, value in ours.items() for word in (f"--{key}", value)]
    env = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": value for name, value in settings(ours).items()}
    with cluster(tmp_path / "cluster", 1, words=["--protocol", "tls", *told], env=env) as started:
        assert started.address.startswith("tls://")
        # A stranger may know our authority, as that is no secret.
        stranger = {**theirs, "tls-ca-file": ours["tls-ca-file"]}
        for known, code in ((theirs, "BP542"), (stranger, "BP542"), ({}, "BP541"), (ours, "")):
            env = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": value for name, value in settings(known).items()}
            status, said, err = report(ended(begun(started.address, *words(desk, output, "json"), env=env)))

            assert (status, [one["code"] for one in said["findings"]]) == (int(bool(code)), [code] if code else [])
            assert err == ""
            # Both sides look at the other's: ours is what says so here.
            assert known is not theirs or "certificate" in said["findings"][0]["message"].lower()
            assert len(made(output)) == (0 if code else 2 * BRIEFS)
        plain = started.address.replace("tls:", "tcp:")
        status, said, err = report(ended(begun(plain, *words(desk, tmp_path / "other", "json"))))

    assert (status, [one["code"] for one in said["findings"]]) == (1, ["BP542"]), err


def certificates(folder: Path) -> dict[str, str]:
    """Make an authority and a certificate by it, as `dask` wants to be told of them."""
    folder.mkdir()
    authority = trustme.CA()
    own = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    own.cert_chain_pems[0].write_to_path(str(folder / "own.pem"))
    own.private_key_pem.write_to_path(str(folder / "key.pem"))
    return {
        "tls-ca-file": str(folder / "authority.pem"),
        "tls-cert": str(folder / "own.pem"),
        "tls-key": str(folder / "key.pem"),
    }


def settings(known: Mapping[str, str]) -> dict[str, str]:
    """Return certificates as Dask's configuration has them for a client."""
    names = {"tls-ca-file": "CA_FILE", "tls-cert": "CLIENT__CERT", "tls-key": "CLIENT__KEY"}
    return {names[key]: value for key, value in known.items()}


def test_a_worker_of_another_version_is_refused(desk: Path, tmp_path: Path) -> None:
    """It says what differs; nothing is written."""
    other = tmp_path / "other"
    shutil.copytree(clusters.SOURCES, other / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (other / "src/briefpress/__init__.py").write_text('"""Another."""\n__version__ = "9.9.9"\n', encoding="utf-8")
    shutil.copytree(TOP / "templates", other / "templates")
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster", 0) as started:
        started.work(env={"PYTHONPATH": str(other / "src")})
        status, told, err = report(ended(begun(started.address, *words(desk, output))))

    assert (status, [one["code"] for one in told["findings"]]) == (1, ["BP545"]), err
    assert "briefpress 9.9.9" in told["findings"][0]["message"]
    assert made(output) == {}


def test_a_worker_without_briefpress_is_refused(desk: Path, tmp_path: Path) -> None:
    """It is told what it lacks."""
    with cluster(tmp_path / "cluster", 0) as started:
        started.work(env={"PYTHONPATH": str(nothing(tmp_path))})
        status, told, err = report(ended(begun(started.address, *words(desk, tmp_path / "output"))))

    assert (status, [one["code"] for one in told["findings"]]) == (1, ["BP545"]), err
    assert "briefpress" in told["findings"][0]["message"]


def test_a_scheduler_needs_no_briefpress(desk: Path, tmp_path: Path) -> None:
    """It hands on what it is given: only those who print must have the same program."""
    output = tmp_path / "output"
    with cluster(tmp_path / "cluster", 0, env={"PYTHONPATH": str(nothing(tmp_path))}) as started:
        started.work(env={"PYTHONPATH": str(clusters.SOURCES)})
        ran = ended(begun(started.address, *words(desk, output, "json")))

    assert ran[0] == 0, ran
    assert len(made(output)) == 2 * BRIEFS


def nothing(folder: Path) -> Path:
    """Return a folder in which Python finds that there is no briefpress."""
    lacking = folder / "lacking/briefpress"
    lacking.mkdir(parents=True)
    (lacking / "__init__.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'briefpress'\")\n", encoding="utf-8"
    )
    return lacking.parent


def test_nobody_to_work_is_said(desk: Path, tmp_path: Path) -> None:
    """A scheduler without workers is not waited for without end."""
    with cluster(tmp_path / "cluster", 0) as started:
        patience = {"DASK_BRIEFPRESS__PATIENCE": "1s"}
        status, told, err = report(ended(begun(started.address, *words(desk, tmp_path / "output"), env=patience)))

    assert (status, [one["code"] for one in told["findings"]]) == (1, ["BP543"]), err
