"""Writing numbers, dates and the words for kinds and bounds, by the Unicode CLDR and a house style."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from briefpress.model.likelihood import RANGES

if TYPE_CHECKING:
    from decimal import Decimal

    from briefpress.model.audience import NumberStyle
    from briefpress.model.claim import Anchor, ClaimKind
    from briefpress.model.dates import PartialDate, Precision
    from briefpress.model.likelihood import Likelihood
    from briefpress.model.quantity import Bound, Quantity

NBSP = "\N{NO-BREAK SPACE}"

_BOUNDS: dict[Bound, str] = {
    "about": "about",
    "nearly": "nearly",
    "over": "over",
    "up-to": "up to",
    "at-least": "at least",
}
_SCALES = {"k": "thousand", "m": "million", "bn": "billion", "tn": "trillion"}
_DATES: dict[Precision, str] = {"day": "d MMM y", "month": "MMM y", "quarter": "QQQ y", "year": "y"}

KINDS: dict[ClaimKind, str] = {
    "reported": "Reported",
    "plan": "Plan",
    "forecast": "Forecast",
    "opinion": "Opinion",
    "event": "Event",
    "rumour": "Rumour",
    "definition": "Definition",
    "derived": "Computed",
    "gap": "Not stated",
}


def quantity(value: Quantity, style: NumberStyle, language: str, *, short: bool = False) -> str:
    """Write a quantity with its bound; `short` leaves the unit's words out."""
    bound, number, unit = parts(value, style, language)
    if short and not value.currency and unit:
        unit = _SCALES[value.scale] if value.scale and style.scale == "long" else ""
    return (f"{bound} " if bound else "") + number + (f"{NBSP}{unit}" if unit else "")


def parts(value: Quantity, style: NumberStyle, language: str) -> tuple[str, str, str]:
    """Write a quantity in three parts: its bound, its number, and the words behind the number."""
    bound = _BOUNDS[value.bound] if value.bound else ""
    if value.words:
        return bound, value.words, ""
    ends = [end for end in (value.number, value.low, value.high) if end is not None]
    digits = "–".join(number(end, language) for end in ends)
    scale = _SCALES[value.scale] if value.scale and style.scale == "long" else ""
    if value.scale and not scale:
        digits += value.scale
    if value.currency:
        # The sign of an amount stands before its currency, as the Unicode CLDR has it for English.
        minus = digits.startswith("−") * "−"
        return bound, minus + _currency(value.currency, style) + digits.removeprefix("−"), scale
    if value.unit == "%":
        return bound, f"{digits}{NBSP + scale if scale else ''}%", ""
    return bound, digits, NBSP.join(word for word in (scale, value.unit) if word)


def number(value: Decimal, language: str) -> str:
    """Write a decimal with all the places it was given, grouped, with a true minus sign."""
    exponent = value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, pattern, locale=_locale(language)).replace("-", "−")


def date(value: PartialDate, language: str) -> str:
    """Write a date to the precision it was given."""
    return format_date(value.first, _DATES[value.precision], locale=_locale(language)).replace(" ", NBSP)


def likelihood(word: Likelihood) -> str:
    """Write a word of likelihood with its range, since readers do not look ranges up."""
    low, high = RANGES[word]
    return f"{word.replace('-', ' ')} ({low}–{high}%)"


def fragment(url: str, anchor: Anchor) -> str:
    """Return a link to the anchor's words in the page (WICG Scroll to Text Fragment)."""
    parts = [_directive(anchor.exact)]
    if anchor.prefix:
        parts.insert(0, f"{_directive(anchor.prefix)}-")
    if anchor.suffix:
        parts.append(f"-{_directive(anchor.suffix)}")
    page, _, place = url.partition("#")
    # A page address may come with a passage of its own, copied from a browser; ours is the one meant.
    return f"{page}#{place.partition(':~:')[0]}:~:text={','.join(parts)}"


def _directive(words: str) -> str:
    """Return words for a text directive, in which a bare `&`, `,` or `-` would divide them."""
    return quote(words, safe="").replace("-", "%2D")


def letters(index: int) -> str:
    """Return a, b, … z, aa, ab … for 0, 1, …: links that are not numerals."""
    text = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        text = chr(ord("a") + rest) + text
        index -= 1
    return text


def _currency(code: str, style: NumberStyle) -> str:
    if style.currency == "code":
        return f"{code}{NBSP}"
    # A bare $ is the US dollar here and other dollars carry a letter, whatever the brief's language.
    symbol = get_currency_symbol(code, locale="en_US")
    return f"{symbol}{NBSP}" if symbol[-1].isalpha() else symbol


def _locale(language: str) -> str:
    return language.replace("-", "_")
