"""Delivering: a new edition reaches each target once, whatever breaks on the way."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import socket
import threading
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish
from briefpress.record import targets
from briefpress.record.deliveries import Ledger
from briefpress.record.kept import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

PLAIN = Path(__file__).parents[1] / "desks/plain"
SECRET = b"a word between us"
_SILENCE = -1


@dataclass
class Hook:
    """An address that takes what is posted to it, or not."""

    url: str = ""
    answer: int = 204
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Listen on this machine."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            if hook.answer == _SILENCE:
                hook.over.wait()
            if hook.answer <= 0:
                self.connection.close()
                return
            self.send_response(hook.answer)
            self.send_header("Location", f"{hook.url}elsewhere")
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield hook
        hook.over.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def desk(tmp_path: Path, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish a small desk, whose schedule sends to a folder and to an address."""
    root = Path(shutil.copytree(PLAIN, tmp_path / "desk"))
    monkeypatch.setenv("HOOK_SECRET", SECRET.decode())
    (root / "briefpress.yaml").write_text(
        "publication: Plain desk\nevidence: unlocked\nschedules:\n  - id: morning\n    every: day at 00:00\n"
        "    formats: [json]\n    deliver:\n      - {id: shelf, folder: ../shelf}\n"
        f"      - {{id: hook, webhook: '{hook.url}', secret: {{env: HOOK_SECRET}}}}\n",
        encoding="utf-8",
    )
    return published(root)


def published(root: Path) -> Path:
    """Issue an edition."""
    order = Order(Wanted(formats=("json",)), always=True)
    publish(root, order, root / "output", date(2026, 11, 22), Unwatched())
    return root


def test_a_new_edition_is_sent_once(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """The folder has its files, the address its description, signed; nothing is sent again."""
    first, again = run("deliver", "--desk", desk), run("deliver", "morning", "--desk", desk)

    assert (first.status, first.out) == (0, "harbour/pilots/1 to shelf\nharbour/pilots/1 to hook\n")
    assert (again.status, again.out, again.err) == (0, "", "")
    edition = desk / "output/harbour/editions/pilots/1"
    shelf = desk.parent / "shelf/harbour/pilots/1"
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == {
        path.name: path.read_bytes() for path in edition.iterdir()
    }
    ((headers, body),) = hook.heard
    at = headers["Briefpress-Timestamp"]
    signed = hmac.new(SECRET, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Briefpress-Signature"] == f"sha256={signed}"
    assert headers["Idempotency-Key"] == "harbour/pilots/1:hook"
    assert json.loads(body)["edition"] == "harbour/pilots/1"
    assert SECRET not in b"".join(path.read_bytes() for path in desk.rglob("*") if path.is_file())


def test_only_the_newest_edition_is_sent(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Who was away gets what holds now, and not what it replaced."""
    published(desk)
    run("deliver", "--desk", desk)

    assert [json.loads(body)["edition"] for _, body in hook.heard] == ["harbour/pilots/2"]


def test_a_withdrawn_edition_is_not_sent(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What nobody should rely on goes to nobody."""
    assert run("withdraw", "harbour/pilots/1", "--why", "A wrong figure", "--desk", desk).status == 0

    assert run("deliver", "--desk", desk).out == ""
    assert hook.heard == []


@pytest.mark.parametrize(("answer", "word"), [(503, "answered 503"), (302, "answered 302")])
def test_what_is_refused_is_sent_again(desk: Path, hook: Hook, run: Callable[..., Ran], answer: int, word: str) -> None:
    """An answer that is no success, or leads elsewhere, is a refusal: the next delivery tries again."""
    hook.answer = answer
    failed = run("deliver", "--desk", desk)
    hook.answer = 204

    assert (failed.status, failed.err) == (1, f"harbour/pilots/1 to hook: {word}\n")
    assert run("deliver", "--desk", desk).out == "harbour/pilots/1 to hook\n"
    assert len(hook.heard) == 2


def test_nobody_there_is_tried_again(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """An address at which nobody listens is a refusal."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        settings = desk / "briefpress.yaml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace(hook.url, f"http://127.0.0.1:{taken.getsockname()[1]}/"), encoding="utf-8")
        assert "hook: cannot be reached" in run("deliver", "--desk", desk).err
    settings.write_text(text, encoding="utf-8")

    assert run("deliver", "--desk", desk).out == "harbour/pilots/1 to hook\n"


def test_what_may_have_arrived_is_not_sent_again(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """A connection that breaks after the words were sent leaves it open whether they were heard."""
    hook.answer = 0
    first = run("deliver", "--desk", desk)
    hook.answer = 204
    second = run("deliver", "--desk", desk)

    assert (first.status, second.status, len(hook.heard)) == (1, 1, 1)
    assert "it may have arrived, so it is not sent again" in first.err
    assert "nobody noted its end, so it is not sent again" in second.err


def test_a_delivery_that_was_cut_short(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """After a crash a folder is filled again, which does no harm; an address is not called again."""
    ledger = Ledger(place(desk / "output"))
    for target in ("shelf", "hook"):
        ledger.begin("harbour/pilots/1", target, "2026-11-22T00:00:00Z", again=False)
    ledger.close()
    ran = run("deliver", "--desk", desk)

    assert (ran.status, ran.out, hook.heard) == (1, "harbour/pilots/1 to shelf\n", [])


def test_no_answer_in_time(desk: Path, hook: Hook, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not answer may have heard."""
    monkeypatch.setattr(targets, "_PATIENCE", 0.2)
    hook.answer = _SILENCE
    ran = run("deliver", "--desk", desk)

    assert ran.status == 1
    assert "it may have arrived, so it is not sent again" in ran.err


@pytest.mark.parametrize(
    ("secret", "word"),
    [
        ("{env: NO_SUCH_SECRET}", "there is no secret: the environment has no NO_SUCH_SECRET"),
        ("{file: gone}", "the secret cannot be read: No such file or directory"),
        ("{file: empty}", "there is no secret: "),
    ],
)
def test_without_its_secret_nothing_is_posted(
    desk: Path, hook: Hook, run: Callable[..., Ran], secret: str, word: str
) -> None:
    """A secret that is not there is a refusal in words."""
    settings = desk / "briefpress.yaml"
    settings.write_text(settings.read_text("utf-8").replace("{env: HOOK_SECRET}", secret), encoding="utf-8")
    (desk / "empty").write_text("\n", encoding="utf-8")
    ran = run("deliver", "--desk", desk)

    assert (ran.status, hook.heard) == (1, [])
    assert f"hook: {word}" in ran.err


def test_a_damaged_edition_and_a_folder_in_the_way(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """What is not whole is sent to nobody; a folder that cannot be is said with its name."""
    (desk.parent / "shelf").write_text("in the way", encoding="utf-8")
    assert "shelf: '" in run("deliver", "--desk", desk).err
    (desk.parent / "shelf").unlink()
    published(desk)
    manifest = desk / "output/harbour/editions/pilots/2/manifest.json"
    manifest.chmod(0o644)
    manifest.write_bytes(b"{}")

    assert run("deliver", "--desk", desk).status == 1
    assert len(hook.heard) == 1


def test_a_schedule_sends_what_it_issues(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """A run that issues an edition is followed by its delivery; a refusal is no success, and is made up for later."""
    hook.answer = 500
    first = run("schedule", "fire", "morning", "--desk", desk)
    hook.answer = 204
    second = run("schedule", "fire", "morning", "--again", "--desk", desk)

    assert (first.status, "not delivered" in first.err) == (1, True)
    assert (second.status, "every target has what is new" in second.err) == (0, True)
    assert len(hook.heard) == 2


def test_what_was_delivered_has_to_be_kept(desk: Path, hook: Hook, run: Callable[..., Ran]) -> None:
    """Without a record nothing is sent."""
    place(desk / "output").mkdir(parents=True)
    (place(desk / "output") / "deliveries.sqlite").write_bytes(b"no database" * 400)
    ran = run("deliver", "--desk", desk)

    assert (ran.status, hook.heard) == (2, [])
    assert ran.err.startswith("briefpress: cannot keep what was delivered: ")
