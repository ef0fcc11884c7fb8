"""A rack in a store: what one machine puts another one finds, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.model.rack import Row, racked, taken, waiting
from briefpress.record import objects
from briefpress.record.objects import Stored
from briefpress.record.storerack import StoreRack

if TYPE_CHECKING:
    from servers import S3


@pytest.fixture
def url(s3: S3) -> str:
    """Return the address of an empty place in a store."""
    return f"s3://{s3.bucket()}/rack"


def test_what_one_puts_another_finds(url: str) -> None:
    """An artifact waits in the store with what is known of it, until somebody takes it off."""
    here, there = StoreRack.of(url), StoreRack.of(url)
    row = racked(here, Row("abc"), b"bytes")

    assert (there.get("abc"), there.has("abc"), there.has("abd")) == (b"bytes", True, False)
    assert waiting(there, "abc") == row
    taken(there, "abc")
    taken(there, "abc")
    assert (waiting(here, "abc"), list(Stored(url).names(""))) == (None, [])


def test_what_is_damaged_is_mended(url: str) -> None:
    """Bytes that are not what their row says do not wait, and whoever makes them again puts them right."""
    rack = StoreRack.of(url)
    racked(rack, Row("abc"), b"bytes")
    Stored(url).put("abc", b"other")
    damaged = waiting(rack, "abc")
    row = racked(rack, Row("abc"), b"bytes")

    assert (damaged, waiting(rack, "abc")) == (None, row)


@pytest.mark.parametrize("call", ["put", "get", "has", "drop"])
def test_a_store_that_refuses_is_told_as_a_disk_would(
    url: str, s3: S3, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Whoever uses a rack hears of an OSError, and nothing is taken for missing."""
    monkeypatch.setattr(objects, "RETRIES", 0)
    rack = StoreRack.of(url)
    s3.spoil(before=9, status=403)

    with pytest.raises(OSError, match="403"):
        getattr(rack, call)("abc", *([b"x"] if call == "put" else []))
    s3.spoil()


@pytest.mark.parametrize("url", ["s3://no-such-bucket/rack", "nowhere"])
def test_no_store_is_no_empty_rack(s3: S3, url: str) -> None:
    """Where there is no store nothing can be put, and nothing is looked for in vain."""
    assert s3.port
    with pytest.raises(OSError, match=f"{url}: "):
        StoreRack.of(url).get("abc")
