"""Style sheets: one that names nothing but elements is read once in a process."""

from __future__ import annotations

import re
from collections import OrderedDict
from copy import copy
from logging import Handler
from typing import TYPE_CHECKING, Any

from typing_extensions import override
from weasyprint import CSS
from weasyprint.logger import LOGGER

if TYPE_CHECKING:
    from logging import LogRecord

_KEPT: OrderedDict[tuple[str, str, str], Any] = OrderedDict()
_MOST = 32
_FAR = re.compile(r"@(?!media\b)|gradient\(", re.IGNORECASE)
"""What reaches beyond the sheet, or is changed where it is used."""


class _Told(Handler):
    """Notices whether something is complained of."""

    told = False

    @override
    def emit(self, record: LogRecord) -> None:
        self.told = True


def sheet(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the engine has no types
    """Return a style sheet, read now or before."""
    text = named.get("string")
    if given or text is None or _FAR.search(text):
        return CSS(*given, **named)
    key = (text, named["base_url"], named["media_type"])
    found = _KEPT.get(key) or _read(key, named)
    found = copy(found)
    found.page_rules, found.layers = named["page_rules"], named["layers"]
    return found


def _read(key: tuple[str, str, str], named: dict[str, Any]) -> Any:  # noqa: ANN401
    told = _Told()
    LOGGER.addHandler(told)
    try:
        found = CSS(**named)
    finally:
        LOGGER.removeHandler(told)
    # What was complained of has to be complained of again.
    if not told.told:
        found.page_rules = found.layers = None
        _KEPT[key] = found
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return found


FUNCTIONS = ((CSS, sheet),)
