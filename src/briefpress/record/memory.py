"""Lines that are kept from one run to the next. What is damaged, or was written by another program, is not there."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from msgspec import DecodeError, Raw, json

from briefpress.model.view import text as plainly
from briefpress.record.store import STATE, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

T = TypeVar("T")

_in_order = json.Encoder(enc_hook=plainly).encode
_sorted = json.Encoder(enc_hook=plainly, order="deterministic").encode
_SUM = 32
"""Hex digits of the checksum before each line."""


def kept(output: Path, name: str, program: str, kind: type[T]) -> list[T]:
    """Return what was kept under a name by this program."""
    found: list[T] = []
    with suppress(OSError):
        lines, decoder = (output / STATE / name).read_bytes().split(b"\n"), json.Decoder(kind)
        for line in lines[1:] if lines[0] == program.encode() else ():
            if _sum(line[_SUM:]) == line[:_SUM]:
                with suppress(DecodeError):
                    found.append(decoder.decode(line[_SUM:]))
    return found


def keep(output: Path, name: str, program: str, things: Iterable[object]) -> None:
    """Keep things in place of those before. Where that cannot be done, the next run finds out for itself."""
    # The readers of a brief stay in the order of its file.
    texts = map(_in_order, things)
    data = b"\n".join([program.encode(), *(_sum(text) + text for text in texts)])
    with suppress(OSError):
        replace(output / STATE / name, data)


def packed(thing: object) -> Raw:
    """Return what is to be kept inside something else, its sets and names sorted, and unpacked where it is wanted."""
    return Raw(_sorted(thing))


def _sum(text: bytes) -> bytes:
    return sha256(text).hexdigest()[:_SUM].encode()
