"""What is not delivered, for whoever minds schedules and whoever asks how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.plan.sending import errands
from briefpress.record.deliveries import glance
from briefpress.record.kept import place

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from briefpress.plan.sending import Errand, Orders
    from briefpress.record.depot import Depot


def undelivered(orders: Orders, kept: Depot, output: Path, now: datetime) -> list[Errand]:
    """Return what is not delivered, looked at beside whoever delivers; raises Unavailable and sqlite3.Error."""
    if not any(one.deliver for one in orders.schedules):
        return []
    register, _ = kept.registered()
    return errands(orders, register, glance(place(output)), now)
