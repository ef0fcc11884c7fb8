"""An address as a target: it is told of an edition, in words that are signed."""

from __future__ import annotations

import hashlib
import hmac
import json
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from typing_extensions import override

from briefpress.record.targets.parcel import Answers, Refused, Unsure

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from typing import IO

    from briefpress.model.delivery import Target
    from briefpress.model.manifest import Manifest
    from briefpress.record.targets.parcel import Parcel

_PASSING = {408, 425, 429}
"""Answers below 500 after which the same words may be taken later."""
_OURS = 500


def carry(parcel: Parcel, target: Target) -> Answers:
    """Post the description of an edition, signed together with the time; raises Refused and Unsure."""
    assert target.webhook  # noqa: S101 - what makes it a webhook
    assert target.secret  # noqa: S101 - which a webhook has
    secret = parcel.secrets.of(target.secret).encode("utf-8", "surrogateescape")
    body, at = _told(parcel.manifest), int(parcel.at.timestamp())
    signature = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": f"{parcel.manifest.id}:{target.id}",
        "Briefpress-Timestamp": str(at),
        "Briefpress-Signature": f"sha256={signature}",
        "User-Agent": "briefpress",
    }
    request = Request(target.webhook, body, headers, method="POST")  # noqa: S310 - the model takes https and this machine alone
    parcel.giving(parcel.parts)
    _posted(request, parcel.patience)
    return {}


def _posted(request: Request, patience: float) -> None:
    try:
        with build_opener(ProxyHandler({}), _Stay).open(request, timeout=patience) as answer:
            answer.read(1)
    except HTTPError as why:
        with why:
            lasting = why.code < _OURS and why.code not in _PASSING
            raise Refused(f"answered {why.code}", lasting=lasting) from None
    except URLError as why:
        if isinstance(why.reason, TimeoutError):
            raise Unsure("no answer in time") from None
        raise Refused(f"cannot be reached: {why.reason}") from None
    except (OSError, HTTPException) as why:
        raise Unsure(f"the answer broke off: {why}") from None


def _told(manifest: Manifest) -> bytes:
    """Return the description of an edition."""
    about = {
        "edition": manifest.id,
        "brief": manifest.brief,
        "audience": manifest.audience,
        "number": manifest.number,
        "title": manifest.title,
        "label": manifest.label,
        "issued": manifest.issued.isoformat(),
        "changes": len(manifest.since.changes) if manifest.since else None,
        "files": {name: {"sha256": one.sha256, "size": one.size} for name, one in sorted(manifest.files.items())},
    }
    return json.dumps(about, ensure_ascii=False, sort_keys=True).encode()


class _Stay(HTTPRedirectHandler):
    """Goes nowhere but where it was sent."""

    @override
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
