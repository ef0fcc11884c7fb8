"""Plain data as JSON and back, every place of a decimal kept, and its digest."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.load.nodes import Plain


def digest(data: Plain) -> str:
    """Return the sha256 of plain data."""
    return sha256(exactly(data).encode()).hexdigest()


def exactly(data: object) -> str:
    """Return plain data as JSON that keeps every place of a decimal."""
    return json.dumps(data, ensure_ascii=False, default=_exact)


_EXACT = "\0"
"""No key of YAML can hold this character, so nothing else is written so."""


def _exact(number: object) -> dict[str, str]:
    return {_EXACT: str(number)}


def again(data: Any) -> Plain:  # noqa: ANN401 - whatever JSON holds
    """Return plain data of JSON; raises ValueError."""
    if isinstance(data, dict):
        if data.keys() == {_EXACT}:
            try:
                return Decimal(str(data[_EXACT]))
            except InvalidOperation:
                raise ValueError(data) from None
        return {key: again(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(map(again, data))
    if isinstance(data, float):
        raise ValueError(data)  # noqa: TRY004 - as for any JSON that this program did not write
    plainly: Plain = data
    return plainly
