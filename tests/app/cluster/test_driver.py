"""What is done with a scheduler's answers: a real one and its worker, on threads of this process."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import dask
import pytest
from distributed import LocalCluster
from typing_extensions import override

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.cluster import driver, fit, worker
from briefpress.app.cluster.driver import Cluster
from briefpress.app.cluster.exchange import Exchange
from briefpress.app.desk import opened
from briefpress.app.executor import HERE, put
from briefpress.diagnostics import Span, error
from briefpress.emit import artifact
from briefpress.emit.artifact import Result
from briefpress.record.rack import FolderRack
from printing import DESKS, ISSUED
from warmed import Here, here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.app.build import Built, Progress
    from briefpress.emit.artifact import Task
    from briefpress.model.rack import Rack, Row

__all__ = ["here"]

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture(scope="module")
def threads() -> Iterator[LocalCluster]:
    """Have a scheduler and a worker that no test breaks."""
    with local() as started:
        yield started


def local(workers: int = 1) -> LocalCluster:
    """Return a scheduler and workers on threads of this process."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    )


@pytest.fixture(autouse=True)
def _glancing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_GLANCE", 0.1)


def built(cluster: LocalCluster, output: Path, rack: str = "", progress: Progress | None = None) -> Built:
    """Build the good desk as JSON with a cluster."""
    wanted = Wanted(formats=("json",), executor=Cluster(cluster.scheduler_address, rack))
    return build(opened(DESKS / "good", ISSUED), wanted, output, ISSUED, progress or Unwatched())


def made(output: Path) -> dict[str, bytes]:
    """Return the artifacts in an output folder."""
    return {path.name: path.read_bytes() for path in output.glob("*/*.json") if path.parent.name != ".briefpress"}


def codes(done: Built) -> list[str]:
    """Return what was found."""
    return [finding.code for finding in done.findings]


def test_a_cluster_makes_the_same_bytes(threads: LocalCluster, tmp_path: Path) -> None:
    """Also over a rack that is not that of the output folder, which is left empty but for the templates."""
    wanted = Wanted(formats=("json",), executor=HERE)
    build(opened(DESKS / "good", ISSUED), wanted, tmp_path / "here", ISSUED, Unwatched())
    for output, rack in ((tmp_path / "one", ""), (tmp_path / "two", str(tmp_path / "rack"))):
        done = built(threads, output, rack)

        assert (done.findings, len(done.made)) == ([], 2)
        assert made(output) == made(tmp_path / "here")
    assert not list((tmp_path / "rack").glob("*.row"))


def test_what_waits_on_the_rack_is_not_made_again(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier run may have ended before it could fetch it: then no worker is asked."""
    rack = tmp_path / "rack"
    with monkeypatch.context() as patched:
        patched.setattr(Exchange, "fetched", lambda *_: None)
        assert codes(built(threads, tmp_path / "first", str(rack))) == ["BP546"]
    waits = sorted(path.name for path in rack.glob("*.row"))
    monkeypatch.setattr(driver, "Client", None)

    assert len(waits) == 2
    assert len(built(threads, tmp_path / "second", str(rack)).made) == 2
    assert not list(rack.glob("*.row"))


def test_an_artifact_that_is_damaged_on_the_way_is_made_again(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver believes the sha256 it was told, not the rack."""
    times: list[str] = []

    def damaging(rack: Rack, key: str, result: Result) -> Row:
        known = put(rack, key, result)
        times.append(key)
        if times.count(key) == 1:
            rack.put(key, b"damaged")
        return known

    monkeypatch.setattr(worker, "put", damaging)
    done = built(threads, tmp_path / "output")

    assert (done.findings, len(done.made), len(times)) == ([], 2, 4)


def test_a_brief_whose_process_dies_is_tried_again(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice; then it is named, and nobody else fails."""
    times: list[str] = []

    def dying(here: Here, task: Task) -> Result:
        times.append(task.name)
        if "managers" in task.name or times.count(task.name) > 2:
            return artifact.made(task, here.templates)
        return Result(task.name, found=[error("BP509", "it ended", Span(task.name))])

    monkeypatch.setattr(Here, "made", dying)
    done = built(threads, tmp_path / "output")

    assert (done.findings, len(done.made), max(map(times.count, times))) == ([], 2, 3)


def test_a_brief_that_never_survives_is_named(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are made, and wait for the next build."""

    def dying(here: Here, task: Task) -> Result:
        if "managers" in task.name:
            return artifact.made(task, here.templates)
        return Result(task.name, found=[error("BP509", "it ended", Span(task.name))])

    monkeypatch.setattr(Here, "made", dying)
    done = built(threads, tmp_path / "output")

    assert codes(done) == ["BP509"]
    assert made(tmp_path / "output") == {}
    assert len(list((tmp_path / "output/.briefpress/rack").glob("*.row"))) == 1


def test_findings_come_home_with_their_places(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker finds is told as if it had been found here."""

    def finding(_here: Here, task: Task) -> Result:
        return Result(task.name, found=[error("BP511", "page 1 goes on", task.expected.otherwise)])

    monkeypatch.setattr(Here, "made", finding)
    done = built(threads, tmp_path / "output")

    assert set(codes(done)) == {"BP511"}
    assert all(one.label.where.file.endswith(".yaml") and one.label.where.line for one in done.findings)  # type: ignore[union-attr]


def test_a_bug_of_a_worker_is_a_bug(threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised here, where it can be reported."""

    def wrong(*_: object) -> Result:
        raise ZeroDivisionError

    monkeypatch.setattr(Here, "made", wrong)
    with pytest.raises(ZeroDivisionError):
        built(threads, tmp_path / "output")


def test_a_worker_of_another_version_ends_the_build(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One finding for all briefs."""
    monkeypatch.setattr(driver, "fit", lambda: {**fit.fit(), "Pango": "0.1"})
    done = built(threads, tmp_path / "output")

    assert codes(done) == ["BP545"]
    assert "instead of 0.1" in done.findings[0].message


def test_a_rack_that_a_worker_does_not_see_ends_the_build(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a folder does that is not shared."""
    monkeypatch.setattr(worker, "rack_of", lambda _: FolderRack(tmp_path / "elsewhere"))
    done = built(threads, tmp_path / "output")

    assert codes(done) == ["BP546"]
    assert str(tmp_path / "output/.briefpress/rack") in done.findings[0].message


def test_a_rack_that_takes_nothing_ends_the_build(threads: LocalCluster, tmp_path: Path) -> None:
    """Before a worker is asked."""
    (tmp_path / "rack").write_text("a file", encoding="utf-8")

    assert codes(built(threads, tmp_path / "output", str(tmp_path / "rack"))) == ["BP546"]


def test_a_scheduler_that_goes_away_ends_the_build(tmp_path: Path) -> None:
    """At once, with one finding, and nothing is written."""
    # What is left of it looks for the scheduler, in vain.
    with dask.config.set({"distributed.comm.timeouts.connect": "200ms"}), local(0) as cluster:

        class Leaving(Unwatched):
            """Ends the scheduler as soon as it has work."""

            @override
            def step(self, name: str) -> None:
                cluster.loop.add_callback(cluster.scheduler.close)

        done = built(cluster, tmp_path / "output", progress=Leaving())

    assert codes(done) == ["BP544"]
    assert made(tmp_path / "output") == {}


def test_a_scheduler_without_workers_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So long as was said."""
    monkeypatch.setattr(driver, "_patience", lambda: 0.3)
    with local(0) as cluster:
        assert codes(built(cluster, tmp_path / "output")) == ["BP543"]


def test_few_artifacts_are_at_the_scheduler_at_once(
    threads: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are to make: it holds no desk in memory."""
    monkeypatch.setattr(driver, "_FEWEST", 1)
    monkeypatch.setattr(driver, "_AHEAD", 2)
    desk = tmp_path / "desk"
    shutil.copytree(DESKS / "story", desk)
    brief = desk / "content/briefs/harbour.yaml"
    for number in range(1, 10):
        text = brief.read_text(encoding="utf-8").replace("id: harbour\n", f"id: harbour-{number}\n", 1)
        brief.with_stem(f"harbour-{number}").write_text(text, encoding="utf-8")

    class Counting(Unwatched):
        """Counts what was begun and is not over."""

        now = most = 0

        @override
        def step(self, name: str) -> None:
            """Count one more."""
            self.now += 1
            self.most = max(self.most, self.now)

        @override
        def done(self, name: str) -> None:
            """Count one less."""
            self.now -= 1

    day, counting = ISSUED.replace(month=7, day=1), Counting()
    wanted = Wanted(formats=("json",), executor=Cluster(threads.scheduler_address))
    done = build(opened(desk, day), wanted, tmp_path / "output", day, counting)

    assert (done.findings, len(done.made), counting.now) == ([], 20, 0)
    assert 1 < counting.most <= 2 * 2
