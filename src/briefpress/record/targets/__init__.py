"""Kinds of targets: each carries a Parcel, and says who of it did not take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.record.targets import bucket, folder, mail, sftp, webhook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.record.targets.parcel import Carrier, Opener

CARRIERS: Mapping[str, Carrier] = {
    "folder": folder.carry,
    "s3": bucket.carry,
    "sftp": sftp.carry,
    "webhook": webhook.carry,
    "mail": mail.carry,
}
PLACES: Mapping[str, Opener] = {"folder": folder.opened, "s3": bucket.opened, "sftp": sftp.opened}
"""The kinds that keep files, and so a feed of them."""
