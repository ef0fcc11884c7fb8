"""Objects in a store, by obstore: create-only and compare-and-swap puts, patience with an end, refusals in words."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from datetime import timedelta
from mimetypes import guess_type
from os import environ
from typing import TYPE_CHECKING, Any, Protocol, cast

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.model.address import is_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obstore.store import ClientConfig, ObjectStore, RetryConfig

Version = dict[str, str]
"""What an object has to be for a swap to be taken."""
PATIENCE = timedelta(seconds=30)
"""How long one request may take, its body included."""
RETRIES = 3
_LATER = "try again later; with BRIEFPRESS_EDITIONS=output the desk does without its store"
_RIGHTS = "keys come from the environment, such as AWS_ACCESS_KEY_ID, or from the machine; they may get, put and list"
CONDITIONAL = "take a store with conditional writes, as S3, GCS and Azure have them"
_GONE = ("NoSuchBucket", "ContainerNotFound", "specified bucket does not exist")
_KEYS = ("169.254.169.254", "metadata.google.internal", "Account must be specified", "MissingAccount")
_TOLD = (
    (_GONE, ("BP606", "there is no such bucket", "", "make it, or mend the address")),
    (_KEYS, ("BP606", "no keys: neither the environment nor this machine has any", "", _RIGHTS)),
    (("certificate", "UnknownIssuer"), ("BP606", "its certificate is not trusted", "", "SSL_CERT_FILE names others")),
    (("builder error",), ("BP606", "its endpoint has no TLS", "", "only one on this machine may do without")),
    (
        ("Unable to recognise", "Could not parse"),
        ("BP606", "this is no address of a store", "", "for example s3://bucket/prefix"),
    ),
    (("timed out", "TimedOut"), ("BP605", "does not answer in time", "", _LATER)),
)
"""What the words of obstore and those below it mean, where it has no status to tell."""
_STATUS = re.compile(r"status code: (\d{3})")
_WORD = re.compile(r"<Code>(\w{1,40})</Code>")
_CROWDED, _FAULT, _UNKNOWN, _DENIED = 429, 500, 501, (401, 403)


class Unavailable(Exception):
    """A store does not do what it was asked for; `passing` tells whether it may a minute later."""

    def __init__(self, finding: Diagnostic, *, passing: bool = False) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.passing = passing


class Objects(Protocol):
    """A place for objects; whatever it is asked raises Unavailable."""

    @property
    def url(self) -> str:
        """Where it is."""

    def get(self, name: str) -> tuple[bytes, Version] | None:
        """Return an object and its version, if it is there."""

    def has(self, name: str) -> bool:
        """Tell whether an object is there."""

    def drop(self, name: str) -> None:
        """Delete an object, if it is there."""

    def create(self, name: str, data: bytes) -> bool:
        """Put an object that is not there; tell whether it was put."""

    def swap(self, name: str, data: bytes, version: Version) -> bool:
        """Put an object in place of one that has this version; tell whether it was put."""

    def put(self, name: str, data: bytes) -> None:
        """Put an object, whatever was there."""

    def names(self, below: str) -> Iterator[str]:
        """Yield the names of the objects below a name."""

    def refused(self, code: str, message: str, name: str = "", help: str = "") -> Unavailable:
        """Return a refusal that is about this place."""


class Stored:
    """Objects below an address such as `s3://bucket/prefix`; keys come from the environment or the machine."""

    def __init__(self, url: str, where: Span | None = None) -> None:
        self.url = url.rstrip("/")
        self._where = where or Span(url)
        try:
            from obstore.store import from_url
        except ImportError:
            hint = "pip install 'briefpress[store]'"
            raise self.refused("BP606", "the library for object stores is not installed", help=hint) from None
        client: ClientConfig = {"timeout": PATIENCE, "connect_timeout": min(PATIENCE, timedelta(seconds=5))}
        if is_here(_endpoint()):
            client["allow_http"] = True
        retries: RetryConfig = {
            "max_retries": RETRIES,
            "retry_timeout": PATIENCE * 2,
            "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2), "base": 2},
        }
        with self._spoken():
            self._store: ObjectStore = from_url(self.url, client_options=client, retry_config=retries)

    def get(self, name: str) -> tuple[bytes, Version] | None:
        """Return an object and its version, if it is there; raises Unavailable."""
        import obstore

        with self._spoken():
            try:
                found = obstore.get(self._store, name)
                data = found.bytes().to_bytes()
            except FileNotFoundError as why:
                if any(word in str(why) for word in _GONE):
                    raise
                return None
            meta = found.meta
        version = {key: value for key in ("e_tag", "version") if (value := cast("dict[str, Any]", meta)[key])}
        return data, version

    def has(self, name: str) -> bool:
        """Tell whether an object is there; raises Unavailable."""
        import obstore

        with self._spoken():
            try:
                obstore.head(self._store, name)
            except FileNotFoundError:
                return False
        return True

    def drop(self, name: str) -> None:
        """Delete an object, if it is there; raises Unavailable."""
        import obstore

        with self._spoken(), suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    def create(self, name: str, data: bytes) -> bool:
        """Put an object that is not there, and tell whether it was put; raises Unavailable."""
        from obstore.exceptions import AlreadyExistsError

        with self._spoken():
            try:
                self._put(name, data, "create")
            except AlreadyExistsError:
                return False
        return True

    def swap(self, name: str, data: bytes, version: Version) -> bool:
        """Put an object in place of one that has this version, and tell whether it was put; raises Unavailable."""
        from obstore.exceptions import PreconditionError

        with self._spoken():
            try:
                self._put(name, data, version)
            except PreconditionError:
                return False
        return True

    def put(self, name: str, data: bytes) -> None:
        """Put an object, whatever was there; raises Unavailable."""
        with self._spoken():
            self._put(name, data, "overwrite")

    def names(self, below: str) -> Iterator[str]:
        """Yield the names of the objects below a name; raises Unavailable."""
        import obstore

        with self._spoken():
            for some in obstore.list(self._store, below or None, chunk_size=1000):
                yield from (one["path"] for one in some)

    def refused(self, code: str, message: str, name: str = "", help: str = "") -> Unavailable:
        """Return a refusal that is about this place."""
        where = Span(f"{self.url}/{name}") if name else self._where
        return Unavailable(error(code, f"{self.url}: {message}", where, help=help), passing=code == "BP605")

    def _put(self, name: str, data: bytes, mode: Any) -> None:  # noqa: ANN401 - the type of obstore is for checkers alone
        import obstore

        kind = guess_type(name)[0] or "application/octet-stream"
        # In one piece: conditions hold for whole puts alone.
        obstore.put(self._store, name, data, mode=mode, use_multipart=False, attributes={"Content-Type": kind})

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        """Say in words of ours why a store refused: its own may quote addresses with keys in them."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError, ValueError) as why:
            raise self._refusal(str(why)) from None

    def _refusal(self, text: str) -> Unavailable:
        for words, refusal in _TOLD:
            if any(one in text for one in words):
                return self.refused(*refusal)
        status, word = _STATUS.search(text), _WORD.search(text)
        if status is None:
            return self.refused("BP605", "cannot be reached, or breaks off", help=_LATER)
        number = int(status[1])
        answer = f"the store answers {number}{f' ({word[1]})' if word else ''}"
        if number == _UNKNOWN:
            return self.refused("BP607", f"{answer}, so it lacks what this takes", help=CONDITIONAL)
        if number == _CROWDED or number >= _FAULT:
            return self.refused("BP605", answer, help=_LATER)
        return self.refused("BP606", answer, help=_RIGHTS if number in _DENIED else "")


def _endpoint() -> str:
    """Return the address of the store, where the environment names one."""
    return environ.get("AWS_ENDPOINT_URL_S3") or environ.get("AWS_ENDPOINT_URL") or environ.get("AWS_ENDPOINT") or ""
