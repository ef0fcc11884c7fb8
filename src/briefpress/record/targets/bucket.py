"""A store that speaks S3 as a target: every object is put whole, and read again."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from briefpress.model.address import is_here
from briefpress.record.targets.parcel import Answers, Refused, stocked
from briefpress.record.targets.remote import installed, patience_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.delivery import Target
    from briefpress.record.targets.parcel import Parcel, Secrets

_TRIES = 2


def carry(parcel: Parcel, target: Target) -> Answers:
    """Put the files of an edition into a bucket; raises Refused."""
    largest = max(one.size for one in parcel.entry.files.values())
    with opened(target, parcel.secrets, patience_for(largest, parcel.patience)) as place:
        return stocked(parcel, place)


@contextmanager
def opened(target: Target, secrets: Secrets, patience: float) -> Iterator[_Bucket]:
    """Have a bucket in which files can be put; raises Refused."""
    bucket = target.s3
    assert bucket  # noqa: S101 - what makes it one
    with installed():
        from obstore.fsspec import FsspecStore
    of = secrets.of
    keys = (
        {"access_key_id": of(bucket.key), "secret_access_key": of(bucket.secret)}
        if bucket.key and bucket.secret
        else {}
    )
    config = {"endpoint": bucket.endpoint, "region": bucket.region, **keys}
    for name in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        secrets.hide(os.environ.get(name, ""))
    endpoint = bucket.endpoint or os.environ.get("AWS_ENDPOINT_URL", "")
    # Typed for others than us: a word of fsspec's own is not among its overloads.
    make: Any = FsspecStore
    store = make(
        "s3",
        config={key: value for key, value in config.items() if value},
        client_options={
            "timeout": timedelta(seconds=patience),
            "connect_timeout": timedelta(seconds=patience),
            # In the clear only to this machine, as everywhere.
            "allow_http": is_here(endpoint),
        },
        retry_config={"max_retries": _TRIES, "retry_timeout": timedelta(seconds=3 * patience)},
        skip_instance_cache=True,
    )
    yield _Bucket(store, f"s3://{bucket.bucket}/{bucket.folder.strip('/')}".rstrip("/"))


@dataclass(frozen=True)
class _Bucket:
    store: Any
    top: str

    def read(self, name: str) -> bytes | None:
        with _said():
            try:
                found: bytes = self.store.cat_file(f"{self.top}/{name}")
            except FileNotFoundError:
                return None
            return found

    def write(self, name: str, data: bytes) -> None:
        with _said():
            try:
                self.store.pipe_file(f"{self.top}/{name}", data)
            except FileNotFoundError:
                raise Refused(f"there is no bucket at {self.top}") from None


@contextmanager
def _said() -> Iterator[None]:
    """Say in words why a store refused; raises Refused."""
    from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

    try:
        yield
    except (PermissionDeniedError, UnauthenticatedError, PermissionError) as why:
        raise Refused(_short(why), lasting=True) from None
    except (BaseError, OSError, ValueError) as why:
        raise Refused(_short(why)) from None


def _short(why: Exception) -> str:
    """Return the first line of what the library says: below it is what it was made of."""
    return str(why).partition("\n")[0].strip() or type(why).__name__
