"""Stores and servers of files: an edition arrives whole, is read again, and is put there once."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh
import pytest
from typing_extensions import override

from briefpress.app import deliver as verb
from receivers import nobody
from sent import published, sending
from servers import KEY, SECRET, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran
    from servers import S3

WORD = "a word between us"
FILES = ["SHA256SUMS", "changes.json", "changes.md", "harbour-pilots-1.json", "manifest.json"]


@dataclass
class Depot:
    """A place that is sent editions: its settings, and what it has."""

    target: str
    """With a hole for the port."""
    port: int
    look: Callable[[], dict[str, bytes]]
    spoil: Callable[[], None]

    def at(self, port: int = 0) -> str:
        """Return the target, on another port if one is given."""
        return self.target.replace("PORT", str(port or self.port))


@pytest.fixture
def bucket(s3: S3) -> Depot:
    """Have a bucket in a store that speaks S3."""
    from obstore.store import S3Store

    name = s3.bucket()
    store = S3Store(name, endpoint=s3.endpoint, client_options={"allow_http": True})

    def look() -> dict[str, bytes]:
        return {one["path"]: bytes(store.get(one["path"]).bytes()) for some in store.list("shelf") for one in some}

    target = f"{{id: depot, s3: {{bucket: {name}, folder: shelf, endpoint: 'http://127.0.0.1:PORT'}}}}"
    return Depot(target, s3.port, look, lambda: s3.spoil(before=9, method="PUT", status=500))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the keys of a server and of a client."""
    folder = tmp_path_factory.mktemp("keys")
    for name, word in (("host", ""), ("client", ""), ("locked", "open sesame"), ("other", "")):
        key = asyncssh.generate_private_key("ssh-ed25519", comment=name)
        (folder / name).touch(0o600)
        key.write_private_key(str(folder / name), passphrase=word or None)
        key.write_public_key(str(folder / f"{name}.pub"))
    return folder


SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def openssh(keys: Path, where: Path, port: int) -> Iterator[None]:
    """Run OpenSSH's server with a configuration of our own."""
    shutil.copy(keys / "client.pub", where / "authorized")
    text = (
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {keys / 'host'}\nAuthorizedKeysFile {where / 'authorized'}\n"
        f"PidFile {where / 'pid'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        f"ForceCommand internal-sftp -d {where}\nSubsystem sftp internal-sftp\n"
    )
    (where / "config").write_text(text, encoding="utf-8")
    Path("/run/sshd").mkdir(exist_ok=True)
    assert SSHD is not None
    with (where / "log").open("wb") as log:
        server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(where / "config")], stderr=log)
    try:
        while b"listening on 127.0.0.1" not in (where / "log").read_bytes():
            assert server.poll() is None, (where / "log").read_bytes()
            time.sleep(0.01)
        yield
    finally:
        server.terminate()
        server.wait()


class Door(asyncssh.SSHServer):
    """Lets in whoever has a key, or knows the word."""

    @override
    def password_auth_supported(self) -> bool:
        return True

    @override
    def validate_password(self, username: str, password: str) -> bool:
        return password == WORD


@contextmanager
def ours(keys: Path, where: Path, port: int) -> Iterator[None]:
    """Run a server in a thread of its own, where there is no other or a password is to be taken."""
    shutil.copy(keys / "client.pub", where / "authorized")
    over, listening = asyncio.Event(), threading.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        options = {
            "server_host_keys": [str(keys / "host")],
            "authorized_client_keys": str(where / "authorized"),
            "sftp_factory": lambda channel: asyncssh.SFTPServer(channel, chroot=bytes(where)),
        }
        async with await asyncssh.create_server(Door, "127.0.0.1", port, **options):
            listening.set()
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    listening.wait()
    yield
    loop.call_soon_threadsafe(over.set)
    thread.join()
    loop.close()


@pytest.fixture
def server(keys: Path, tmp_path: Path) -> Iterator[Depot]:
    """Have a folder on a server that speaks SFTP: OpenSSH's, where it can be run."""
    where, port = tmp_path / "server", nobody()
    where.mkdir()
    known = (keys / "host.pub").read_text("utf-8").split()
    (where / "known").write_text(f"* {known[0]} {known[1]}\n", encoding="utf-8")

    def look() -> dict[str, bytes]:
        found = where.glob("shelf/**/*")
        return {str(path.relative_to(where)): path.read_bytes() for path in found if path.is_file()}

    def spoil() -> None:
        (where / "shelf").write_text("in the way", encoding="utf-8")

    target = (
        f"{{id: depot, sftp: {{server: '127.0.0.1:PORT', user: root, folder: shelf, key: {{file: {keys / 'client'}}},"
        f" known_hosts: {where / 'known'}}}}}"
    )
    with openssh(keys, where, port) if SSHD and os.geteuid() == 0 else ours(keys, where, port):
        yield Depot(target, port, look, spoil)


@pytest.fixture(params=["bucket", "server"])
def depot(request: pytest.FixtureRequest) -> Depot:
    """Have a place of either kind."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Depot)
    return found


@pytest.fixture
def send(issued: Path, tmp_path: Path, run: Callable[..., Ran]) -> Callable[[str], Ran]:
    """Deliver to a target."""
    return lambda target: run("deliver", "--desk", sending(issued, tmp_path, target))


def whole(depot: Depot, desk: Path, number: int = 1) -> bool:
    """Tell whether a place has an edition as it was issued, and nothing else."""
    edition = desk / f"output/harbour/editions/pilots/{number}"
    expected = {f"shelf/harbour/pilots/{number}/{path.name}": path.read_bytes() for path in edition.iterdir()}
    return depot.look() == expected


def test_an_edition_is_put_there_once(send: Callable[[str], Ran], depot: Depot, tmp_path: Path) -> None:
    """All of its files arrive; without anything new nothing is said to the place."""
    with Line(depot.port) as line:
        first = send(depot.at(line.port))
        calls = line.calls
        again = send(depot.at(line.port))

        assert (first.status, first.out, first.err) == (0, "harbour/pilots/1 to depot\n", "")
        assert (again.status, again.out, again.err, line.calls) == (0, "", "", calls)
    assert whole(depot, tmp_path / "desk")


def test_a_record_that_is_lost(send: Callable[[str], Ran], depot: Depot, tmp_path: Path) -> None:
    """What is there already is read and left as it is."""
    send(depot.at())
    shutil.rmtree(tmp_path / "desk/output/.briefpress/schedule")
    before = depot.look()
    again = send(depot.at())

    assert (again.status, again.out) == (0, "harbour/pilots/1 to depot\n")
    assert depot.look() == before


def test_another_edition_of_that_name_is_left_alone(
    send: Callable[[str], Ran], depot: Depot, tmp_path: Path, issued: Path, run: Callable[..., Ran]
) -> None:
    """Two desks that send to one place do not write over each other."""
    send(depot.at())
    other = sending(issued, tmp_path / "other", depot.at())
    shutil.rmtree(other / "output")
    published(other, 999)
    ran = run("deliver", "--desk", other)

    assert (ran.status, ran.out) == (1, "")
    assert "'harbour/pilots/1' is there and is another edition" in ran.err
    assert whole(depot, tmp_path / "desk")


def test_a_line_that_breaks(send: Callable[[str], Ran], depot: Depot, tmp_path: Path) -> None:
    """After half of the bytes nothing that is not whole has a name, and the next delivery completes it."""
    with Line(depot.port, up=6_000) as line:
        first = send(depot.at(line.port))
    edition = tmp_path / "desk/output/harbour/editions/pilots/1"
    cut = {name: data for name, data in depot.look().items() if not name.endswith(".part")}
    second = send(depot.at())

    assert (first.status, first.out) == (1, "")
    assert all(data == (edition / Path(name).name).read_bytes() for name, data in cut.items())
    assert (second.status, second.out, whole(depot, tmp_path / "desk")) == (0, "harbour/pilots/1 to depot\n", True)


def test_nobody_there(send: Callable[[str], Ran], depot: Depot) -> None:
    """A place that cannot be reached is a refusal for now, in one line of words."""
    ran = send(depot.at(nobody()))

    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("harbour/pilots/1 to depot: ")
    assert SECRET not in ran.err


def test_a_place_that_is_too_slow(send: Callable[[str], Ran], depot: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not answer is not waited for longer than we said."""
    monkeypatch.setattr(verb, "PATIENCE", 0.3)
    with Line(depot.port, pause=5) as line:
        before = time.monotonic()
        ran = send(depot.at(line.port))

    assert (ran.status, ran.out) == (1, "")
    assert time.monotonic() - before < 60


def test_a_place_that_cannot_keep_it(send: Callable[[str], Ran], depot: Depot) -> None:
    """A store that fails, or a file in the way, is a refusal for now."""
    depot.spoil()
    ran = send(depot.at())

    assert (ran.status, ran.out) == (1, "")
    assert "so it is not sent again" not in ran.err


def test_a_store_that_refuses(send: Callable[[str], Ran], s3: S3, bucket: Depot) -> None:
    """Keys that may not write are refused for good; one that is not there is said with its name."""
    s3.spoil(before=1, method="PUT", status=403)
    refused = send(bucket.at())
    again = send(bucket.at())
    missing = send(bucket.at().replace("bucket: bucket-", "bucket: none-"))

    assert (refused.status, SECRET in refused.err) == (1, False)
    assert again.err.endswith("so it is not sent again\n")
    assert "there is no bucket at s3://none-" in missing.err


def test_keys_of_a_store_may_be_named(
    send: Callable[[str], Ran], bucket: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target may have keys of its own, from the environment and from a file."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", "AWS_REGION"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("DEPOT_KEY", KEY)
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    keys = "endpoint: E".join(
        ("", f", region: eu-west-1, key: {{env: DEPOT_KEY}}, secret: {{file: {tmp_path}/secret}}}}}}")
    )
    target = bucket.at().removesuffix("}}") + keys.removeprefix("endpoint: E")

    assert send(target).status == 0
    assert whole(bucket, tmp_path / "desk")


def test_a_server_whose_key_is_not_known(send: Callable[[str], Ran], server: Depot, keys: Path, tmp_path: Path) -> None:
    """Nothing is sent to a server that may be another, and none is trusted at first sight."""
    words = (keys / "other.pub").read_text("utf-8").split()
    (tmp_path / "server/known").write_text(f"* {words[0]} {words[1]}\n", encoding="utf-8")
    other = send(server.at())
    (tmp_path / "server/known").unlink()
    none = send(server.at())

    assert "its key is not one that is known for it" in other.err
    assert "says which key the server has" in none.err
    assert server.look() == {}


def test_a_key_that_is_not_let_in(send: Callable[[str], Ran], server: Depot, keys: Path) -> None:
    """A key that the server does not know is refused for good, until the desk names another."""
    target = server.at().replace(str(keys / "client"), str(keys / "other"))
    first, again = send(target), send(target)

    assert "permission denied" in first.err.lower()
    assert again.err.endswith("so it is not sent again\n")
    assert send(server.at()).status == 0


def test_a_password_for_a_server(
    send: Callable[[str], Ran], keys: Path, server: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may want a word instead of a key; a wrong one is refused for good, and neither is said."""
    (tmp_path / "another").mkdir()
    monkeypatch.setenv("DEPOT_WORD", WORD)
    monkeypatch.setenv("DEPOT_WRONG", "canary")
    port = nobody()
    right = server.at(port).replace(f"key: {{file: {keys / 'client'}}}", "password: {env: DEPOT_WORD}")
    with ours(keys, tmp_path / "another", port):
        wrong = send(right.replace("DEPOT_WORD", "DEPOT_WRONG"))
        taken = send(right)

    assert (wrong.status, "canary" in wrong.err, taken.status, taken.err) == (1, False, 0, "")
    assert (tmp_path / "another/shelf/harbour/pilots/1/manifest.json").is_file()


def test_a_key_under_lock(
    send: Callable[[str], Ran], server: Depot, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A private key may have a passphrase, which is never said."""
    shutil.copy(keys / "locked.pub", tmp_path / "server/authorized")
    locked = server.at().replace(f"{{file: {keys / 'client'}}}", "{env: DEPOT_KEY}")
    monkeypatch.setenv("DEPOT_KEY", (keys / "locked").read_text("utf-8"))
    monkeypatch.setenv("DEPOT_WORD", "a wrong word")
    without = send(locked)
    target = locked.replace("{env: DEPOT_KEY}", "{env: DEPOT_KEY}, passphrase: {env: DEPOT_WORD}")
    wrong = send(target)
    monkeypatch.setenv("DEPOT_WORD", "open sesame")

    assert "the key cannot be read" in without.err
    assert "the key cannot be read" in wrong.err
    assert "wrong word" not in wrong.err
    assert send(target).status == 0


def test_a_manifest_comes_last(send: Callable[[str], Ran], s3: S3, bucket: Depot) -> None:
    """Whoever waits for the manifest finds everything that it names."""
    s3.spoil(before=9, method="PUT", path="manifest.json", status=500)
    send(bucket.at())
    there = bucket.look()

    assert sorted(Path(name).name for name in there) == [name for name in FILES if name != "manifest.json"]
    s3.spoil()
    assert send(bucket.at()).status == 0
    manifest = json.loads(bucket.look()["shelf/harbour/pilots/1/manifest.json"])
    assert set(manifest["files"]) == set(FILES) - {"manifest.json", "SHA256SUMS"}
