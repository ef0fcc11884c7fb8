"""What a worker does with an order, and what it says where it cannot; without a cluster, but with its processes."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from briefpress.app.artifact import Style, jobs
from briefpress.app.cluster import worker
from briefpress.app.cluster.exchange import Exchange
from briefpress.app.cluster.fit import differences, fit
from briefpress.app.cluster.worker import Died, Order, Unseen, printed
from briefpress.app.desk import opened
from briefpress.diagnostics import Span, error
from briefpress.emit.artifact import Result
from briefpress.emit.pool import Limits, Warm
from briefpress.emit.templates import Templates
from briefpress.model.rack import Row, racked, waiting
from briefpress.record.rack import FolderRack
from printing import DESKS, ISSUED
from warmed import Here, here

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.emit.artifact import Task
    from servers import S3

__all__ = ["here"]

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def rack(tmp_path: Path) -> FolderRack:
    """Return a rack that all see."""
    return FolderRack(tmp_path / "rack")


def order(rack: FolderRack, task: Task | None = None) -> Order:
    """Return an order for a brief, with all that belongs to it on the rack."""
    laid = Exchange.of(str(rack.folder), FolderRack(rack.folder / "own")).laid(Templates.of(DESKS / "good"))
    return Order(task or tasks()[0], str(rack.folder), laid, Limits(seconds=60))


def tasks() -> list[Task]:
    """Return what a build of the good desk would make."""
    desk = opened(DESKS / "good", ISSUED)
    assert desk.library
    return [job.task for job in jobs(desk.library, desk.printed, Style(("json",)), {}, ISSUED, {})]


def made(asked: Order) -> Row:
    """Have an order carried out."""
    answer = printed(fit(), pickle.dumps(asked))
    assert answer.row
    return answer.row


def never(*_: object) -> Result:
    """Be asked for what is there."""
    raise AssertionError


def test_what_is_made_waits_on_the_rack(rack: FolderRack, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once: whoever asks again is told what waits, unless that was damaged."""
    monkeypatch.setattr(worker, "Warm", Warm)
    asked = order(rack)
    row = made(asked)

    assert rack.get(row.key)
    assert row.spent

    with monkeypatch.context() as patched:
        patched.setattr(Warm, "made", never)
        assert made(asked) == waiting(rack, row.key)

    rack.put(row.key, b"damaged")
    assert made(asked).sha256 == row.sha256
    assert waiting(rack, row.key)


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_rack_that_is_not_the_same_is_told(rack: FolderRack, how: str) -> None:
    """A worker that does not see the templates as they were put there prints nothing with others."""
    asked = order(rack)
    name, known = asked.templates[0]
    if how == "gone":
        rack.drop(known)
    else:
        rack.put(known, b"damaged")
    with pytest.raises(Unseen) as told:
        printed(fit(), pickle.dumps(asked))

    assert name in told.value.told
    assert pickle.loads(pickle.dumps(told.value)).told == told.value.told  # noqa: S301 - our own


def test_a_rack_that_takes_nothing_is_told(rack: FolderRack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is no bug of the program."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "rack/abc")

    asked = order(rack)
    monkeypatch.setattr(FolderRack, "put", full)
    with pytest.raises(Unseen) as told:
        printed(fit(), pickle.dumps(asked))

    assert "no space left on device" in told.value.told


def test_another_version_is_told_before_anything_is_read(rack: FolderRack) -> None:
    """Orders of another program may mean something else, or nothing."""
    answer = printed({**fit(), "weasyprint": "1.0"}, b"not for us")

    assert answer.row is None
    assert answer.unfit == (f"weasyprint {fit()['weasyprint']} instead of 1.0",)
    assert not rack.folder.exists()


def test_versions_are_of_all_that_shapes_bytes() -> None:
    """The program, the engine and the system's libraries; what is missing differs from what is there."""
    known = fit()

    assert {"briefpress", "Python", "weasyprint", "Pango", "HarfBuzz", "FreeType", "zlib"} <= known.keys()
    assert "none" not in known.values()
    assert differences(known) == []
    assert differences({name: text for name, text in known.items() if name != "Pango"}) == [
        f"Pango {known['Pango']} instead of none"
    ]


def test_a_process_that_dies_is_worth_another_try(rack: FolderRack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order fails, so that it is given to somebody; what to say at last goes with it."""
    found = error("BP509", "it ended", Span("a"))
    monkeypatch.setattr(Here, "made", lambda _self, task: Result(task.name, found=[found]))
    with pytest.raises(Died) as told:
        printed(fit(), pickle.dumps(order(rack)))

    assert pickle.loads(pickle.dumps(told.value)).finding == found  # noqa: S301 - our own


def test_a_bug_comes_home(rack: FolderRack, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no trouble of the cluster's."""

    def wrong(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Here, "made", wrong)

    assert isinstance(printed(fit(), pickle.dumps(order(rack))).bug, ZeroDivisionError)


def test_processes_and_templates_of_few_desks_are_kept(rack: FolderRack) -> None:
    """A worker that prints for many desks is not filled by them."""
    asked = order(rack)
    homes = []
    for count in (1, 2, 3):
        left = Order(asked.task, asked.rack, asked.templates[count:], asked.limits)
        rack.drop(asked.task.key)
        made(left)
        homes.append(worker.benches[-1].home)

    assert [home.is_dir() for home in homes] == [False, True, True]
    assert len(worker.benches) == 2


def test_what_was_fetched_is_taken_off(rack: FolderRack, tmp_path: Path) -> None:
    """It is on the rack of the output folder then; what is damaged is not fetched."""
    own = FolderRack(tmp_path / "own")
    exchange = Exchange.of(str(rack.folder), own)
    row = racked(rack, Row("abc"), b"bytes")
    rack.put("abc", b"other")

    assert exchange.fetched(row) is None
    assert exchange.left("abc") is None

    row = racked(rack, Row("abc"), b"bytes")

    assert exchange.left("abc") == row
    assert exchange.left("abc") is None
    assert waiting(own, "abc") == row
    assert list(rack.folder.iterdir()) == []


def test_one_rack_for_all_keeps_what_it_has(rack: FolderRack) -> None:
    """Where it is that of the output folder, a build moves its artifacts from there."""
    exchange = Exchange.of("", rack)
    row = racked(rack, Row("abc"), b"bytes")

    assert exchange.fetched(row) == row
    assert waiting(rack, "abc") == row


def test_a_rack_in_a_store(s3: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines without a folder in common see one rack; a store that is away is told as what it is."""
    monkeypatch.setattr(worker, "Warm", Warm)
    url, own = f"s3://{s3.bucket()}/rack", FolderRack(tmp_path / "own")
    exchange = Exchange.of(url, own)
    asked = Order(tasks()[0], exchange.name, exchange.laid(Templates.of(DESKS / "good")), Limits(seconds=60))
    row = made(asked)

    assert exchange.fetched(row) == row
    assert waiting(own, row.key) == waiting(FolderRack(tmp_path / "own"), row.key)
    assert exchange.left(row.key) is None
    s3.spoil(before=9, status=403)
    with pytest.raises(Unseen, match="the store answers 403"):
        exchange.left(row.key)
    s3.spoil(before=99, status=403)
    with pytest.raises(Unseen, match="the store answers 403"):
        printed(fit(), pickle.dumps(asked))
