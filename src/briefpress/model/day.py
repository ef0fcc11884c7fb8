"""The day for which briefs speak, which knows how long what was asked of it stays as it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable


class Day(date):
    """A date that notes the first later day on which one of the comparisons made with it would come out otherwise.

    Whoever does anything else with it may get something else on any other day. What is thought with it is the same on
    every day until then: up to the first comparison that differs, the same is compared.
    """

    until: date | None = None
    """The first day after it on which anything may differ, or nothing where that is never."""

    @classmethod
    def of(cls, day: date) -> Day:
        """Return a day of which nothing was asked yet."""
        return cls(day.year, day.month, day.day)

    @property
    def plain(self) -> date:
        """The date, for whoever prints it and thinks nothing."""
        return date.fromordinal(date.toordinal(self))

    @override
    def __lt__(self, other: date) -> bool:
        found = super().__lt__(other)
        if found is True:
            self._on(other)
        return found

    @override
    def __le__(self, other: date) -> bool:
        found = super().__le__(other)
        if found is True:
            self._after(other)
        return found

    @override
    def __gt__(self, other: date) -> bool:
        found = super().__gt__(other)
        if found is False:
            self._after(other)
        return found

    @override
    def __ge__(self, other: date) -> bool:
        found = super().__ge__(other)
        if found is False:
            self._on(other)
        return found

    @override
    def __eq__(self, other: object) -> bool:
        found = super().__eq__(other)
        if found is True:
            self._after(self)
        elif isinstance(other, date) and super().__lt__(other):
            self._on(other)
        return found

    @override
    def __ne__(self, other: object) -> bool:
        found = self == other
        return found if found is NotImplemented else not found

    @override
    def __hash__(self) -> int:
        self._after(self)
        return super().__hash__()

    @override
    def __getattribute__(self, name: str) -> Any:
        if name in _READS:
            self._after(self)
        return super().__getattribute__(name)

    def differs(self, day: date) -> None:
        """Note a later day on which something differs for whoever thought with another Day in its place."""
        self._on(day)

    def _on(self, day: date) -> None:
        if self.until is None or date.__lt__(day, self.until):
            self.until = day

    def _after(self, day: date) -> None:
        if date.toordinal(day) < _LAST:
            self._on(date.fromordinal(date.toordinal(day) + 1))


_LAST = date.max.toordinal()
_READS = frozenset(name for name in vars(date) if not name.startswith("__"))


def _noting(name: str) -> Callable[..., Any]:
    plain = getattr(date, name)

    def noted(day: Day, *given: object) -> object:
        day._after(day)  # noqa: SLF001 - a method of it
        return plain(day, *given)

    return noted


for _name in ("__add__", "__radd__", "__sub__", "__rsub__", "__repr__", "__reduce__"):
    setattr(Day, _name, _noting(_name))
