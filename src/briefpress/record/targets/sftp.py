"""A server that speaks SFTP as a target: files get their names when they are whole, and are read again."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.record.targets.parcel import Answers, Refused, stocked
from briefpress.record.targets.remote import installed, patience_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.delivery import Sftp, Target
    from briefpress.record.targets.parcel import Parcel, Secrets


def carry(parcel: Parcel, target: Target) -> Answers:
    """Put the files of an edition into a folder of a server; raises Refused."""
    with opened(target, parcel.secrets, parcel.patience) as place:
        return stocked(parcel, place)


@contextmanager
def opened(target: Target, secrets: Secrets, patience: float) -> Iterator[_Server]:
    """Have a server in which files can be put; raises Refused."""
    sftp = target.sftp
    assert sftp  # noqa: S101 - what makes it one
    with installed():
        from sshfs import SSHFileSystem
    host, port = sftp.address
    hosts = (secrets.root / Path(sftp.known_hosts).expanduser()).absolute()
    if not hosts.is_file():
        raise Refused(f"no file '{hosts}' says which key the server has")
    with _said():
        store: Any = SSHFileSystem(
            host.strip("[]"),
            port=port,
            username=sftp.user,
            **_way_in(sftp, secrets),
            # Without a file the library would trust any server.
            known_hosts=str(hosts),
            # What stands in the home of whoever runs this is not what the desk says.
            config=None,
            agent_path=None,
            connect_timeout=patience,
            login_timeout=patience,
            timeout=2 * patience,
            skip_instance_cache=True,
        )
        try:
            yield _Server(store, sftp.folder, patience)
        finally:
            # The library works in a thread of its own, and would keep the connection as long as that.
            store.loop.call_soon_threadsafe(store.client.abort)


def _way_in(sftp: Sftp, secrets: Secrets) -> dict[str, object]:
    """Return the key or the password; raises Refused."""
    if sftp.password:
        return {"password": secrets.of(sftp.password), "client_keys": None}
    import asyncssh

    assert sftp.key  # noqa: S101 - which there is without a password
    passphrase = secrets.of(sftp.passphrase) if sftp.passphrase else None
    try:
        return {"client_keys": [asyncssh.import_private_key(secrets.of(sftp.key) + "\n", passphrase)]}
    except (asyncssh.Error, ValueError) as why:
        raise Refused(f"the key cannot be read: {why}") from None


@dataclass(frozen=True)
class _Server:
    store: Any
    top: str
    patience: float

    def _way(self, name: str) -> str:
        return f"{self.top}/{name}" if self.top else name

    def read(self, name: str) -> bytes | None:
        try:
            size: int = self.store.info(self._way(name), timeout=self.patience)["size"]
            found: bytes = self.store.cat_file(self._way(name), timeout=patience_for(size, self.patience))
        except FileNotFoundError:
            return None
        return found

    def write(self, name: str, data: bytes) -> None:
        folder, slash, last = self._way(name).rpartition("/")
        # Always the same name: what was begun and cut short is written over.
        temporary = f"{folder}{slash}.{last}.part"
        self.store.pipe_file(temporary, data, timeout=patience_for(len(data), self.patience))
        self.store.mv(temporary, self._way(name), timeout=self.patience)


@contextmanager
def _said() -> Iterator[None]:
    """Say in words why a server refused; raises Refused."""
    from asyncssh import Error, HostKeyNotVerifiable

    try:
        yield
    except HostKeyNotVerifiable:
        raise Refused("its key is not one that is known for it") from None
    except PermissionError as why:
        raise Refused(f"permission denied: {why}", lasting=True) from None
    except TimeoutError:
        raise Refused("no answer in time") from None
    except (Error, OSError, ValueError) as why:
        raise Refused(f"cannot be reached: {why}") from None
