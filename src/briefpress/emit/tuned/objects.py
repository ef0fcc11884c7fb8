"""Objects of a PDF: written by their type, and what does not change while they are made is looked up once."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import Any

import pydyf
from pydyf import PDF, Array, Dictionary, Stream, String

_to_bytes = pydyf._to_bytes  # noqa: SLF001 - the engine shows no other way
_data, _stream = attrgetter("data"), vars(Stream)["data"].fget


def _float(number: float) -> bytes:
    return (b"%d" % number) if number.is_integer() else f"{number:f}".rstrip("0").encode()


_AS = {
    bytes: bytes,
    str: partial(str.encode, encoding="ascii"),
    int: b"%d".__mod__,
    float: _float,
    Dictionary: _data,
    Array: _data,
    String: _data,
}


def to_bytes(item: Any) -> Any:  # noqa: ANN401 - the engine has no types
    """Write an object as PDF does."""
    return _AS.get(type(item), _to_bytes)(item)  # type: ignore[operator]  # as above


def dictionary(given: Any) -> bytes:  # noqa: ANN401
    """Write a dictionary."""
    written = []
    for key, value in given.items():
        kind = type(value)
        if kind is str:
            told = value.encode("ascii")
        elif kind is bytes:
            told = value
        else:
            told = to_bytes(value)
        written.append(b"/%b %b" % (to_bytes(key), told))
    return b"<<%b>>" % b"".join(written)


def array(given: Any) -> bytes:  # noqa: ANN401
    """Write an array."""
    return b"[%b]" % b" ".join([to_bytes(one) for one in given])


def pages(pdf: Any) -> Any:  # noqa: ANN401
    """Return the references of pages, which the engine asks for with every tag."""
    kids = pdf.pages["Kids"]
    count, found = pdf.__dict__.get("referred", (-1, ()))
    if count != len(kids):
        found = tuple([b"%d 0 R" % number for number in kids[::3]])
        pdf.referred = len(kids), found
    return found


def stream(given: Any) -> Any:  # noqa: ANN401
    """Write a stream."""
    given.stream = [b"\n".join([one if type(one) is bytes else to_bytes(one) for one in given.stream])]
    return _stream(given)


FUNCTIONS = ((_to_bytes, to_bytes),)
METHODS = (
    (Dictionary, "data", property(dictionary)),
    (Array, "data", property(array)),
    (Stream, "data", property(stream)),
    (PDF, "page_references", property(pages)),
)
