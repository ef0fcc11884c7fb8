"""Times of a schedule in plain words, and the cron lines that they come down to."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

_WEEK = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_YEAR = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_GROUPS = {"day": "*", "weekday": "1-5", "weekend": "0,6"}
_NTH = {"first": "#1", "second": "#2", "third": "#3", "fourth": "#4", "last": "L"}
_LENGTHS = {"": 31, **dict.fromkeys(_YEAR, 31), **dict.fromkeys(("april", "june", "september", "november"), 30)}
_LENGTHS["february"] = 29

_AT = re.compile(r"(?P<when>.+?) at (?P<times>\d\d:\d\d(?:(?:, | and )\d\d:\d\d)*)")
_STEP = re.compile(r"(?P<count>[1-9]\d?) (?P<unit>minute|hour)s")
_OF_MONTH = re.compile(r" of (?:the|every) month\Z")
_ORDINAL = re.compile(r"(?P<day>[1-9]\d?)(?:st|nd|rd|th)")
_DATE = re.compile(r"(?P<day>[1-9]\d?) (?P<month>[a-z]+)")
_JOINT = re.compile(r", | and ")


def cron_of_every(text: str) -> str:
    """Return the cron line for words that follow `every`; raises PydanticCustomError."""
    words = _folded(text).removeprefix("every ")
    if words == "hour":
        return "0 * * * *"
    if step := _STEP.fullmatch(words):
        return _stepped(text, int(step["count"]), step["unit"])
    when, times = _split(text, words)
    days = _GROUPS.get(when) or _named(when)
    if days is None:
        raise _unknown(text)
    return f"{times} * * {days}"


def cron_of_on(text: str) -> str:
    """Return the cron line for words that follow `on`; raises PydanticCustomError."""
    when, times = _split(text, _folded(text).removeprefix("on "))
    when = _OF_MONTH.sub("", when).removeprefix("the ")
    if when in ("last day", "last weekday"):
        return f"{times} {'L' if when == 'last day' else 'LW'} * *"
    nth, _, day = when.partition(" ")
    if nth in _NTH and day in _WEEK:
        return f"{times} * * {_WEEK.index(day)}{_NTH[nth]}"
    if (found := _DATE.fullmatch(when)) and found["month"] in _YEAR:
        return f"{times} {_days(text, [found['day']], found['month'])} {_YEAR.index(found['month']) + 1} *"
    ordinals = [_ORDINAL.fullmatch(part.removeprefix("the ")) for part in _JOINT.split(when)]
    if any(one is None for one in ordinals):
        raise _unknown(text)
    return f"{times} {_days(text, [one['day'] for one in ordinals if one], '')} * *"


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _split(text: str, words: str) -> tuple[str, str]:
    """Return the days that words name, and minute and hour as cron has them."""
    found = _AT.fullmatch(words)
    if not found:
        raise _unknown(text)
    times = [tuple(map(int, time.split(":"))) for time in _JOINT.split(found["times"])]
    if any(hour > 23 or minute > 59 for hour, minute in times):  # noqa: PLR2004 - hours and minutes
        raise PydanticCustomError("bad_words", "'{text}' has a time that no clock shows", {"text": text})
    if len({minute for _, minute in times}) > 1:
        raise PydanticCustomError(
            "bad_words", "the times of '{text}' differ in their minutes: write two schedules", {"text": text}
        )
    hours = ",".join(str(hour) for hour in sorted({hour for hour, _ in times}))
    return found["when"], f"{times[0][1]} {hours}"


def _stepped(text: str, count: int, unit: str) -> str:
    whole = 60 if unit == "minute" else 24
    if whole % count or count == whole:
        raise PydanticCustomError(
            "bad_words", "'{text}' does not divide {whole}: its steps would differ", {"text": text, "whole": whole}
        )
    return f"*/{count} * * * *" if unit == "minute" else f"0 */{count} * * *"


def _named(when: str) -> str | None:
    days = _JOINT.split(when)
    if not all(day in _WEEK for day in days):
        return None
    return ",".join(str(number) for number in sorted({_WEEK.index(day) for day in days}))


def _days(text: str, days: list[str], month: str) -> str:
    if any(int(day) > _LENGTHS[month] for day in days):
        raise PydanticCustomError("bad_words", "'{text}' is not in the calendar", {"text": text})
    return ",".join(str(day) for day in sorted(map(int, days)))


def _unknown(text: str) -> PydanticCustomError:
    return PydanticCustomError("bad_words", "'{text}' is no time that is understood here", {"text": text})
