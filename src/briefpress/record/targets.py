"""Sending an edition: into a folder, or a description of it to an address."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from typing_extensions import override

from briefpress.diagnostics import cause
from briefpress.record.store import settle, staged

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from pathlib import Path
    from typing import IO

    from briefpress.model.delivery import Secret
    from briefpress.model.manifest import Manifest

_PATIENCE = 20
_BAD = 400


class Refused(Exception):
    """It was not taken, so that it can be sent again."""


class Unsure(Exception):
    """It may have been taken, so that it must not be sent again."""


def secret_of(secret: Secret, root: Path) -> bytes:
    """Return a secret; raises Refused."""
    if secret.env is not None:
        found = os.environ.get(secret.env, "").encode()
        where = f"the environment has no {secret.env}"
    else:
        path = root / (secret.file or "")
        try:
            found = path.read_bytes().strip()
        except OSError as why:
            raise Refused(f"the secret cannot be read: {why.strerror}") from None
        where = f"'{path}' is empty"
    if not found:
        raise Refused(f"there is no secret: {where}")
    return found


def copied(edition: Path, names: list[str], target: Path) -> None:
    """Put the files of an edition into a folder, each whole or not at all; raises Refused."""
    waiting: list[tuple[Path, Path]] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        waiting.extend((staged(target / name, (edition / name).read_bytes()), target / name) for name in names)
        for temporary, path in waiting:
            temporary.replace(path)
        settle(target)
    except OSError as why:
        raise Refused(f"'{why.filename or target}': {cause(why)}") from None
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def told(manifest: Manifest) -> bytes:
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


def posted(url: str, key: str, body: bytes, secret: bytes, at: int) -> None:
    """Post a body, signed together with the time; raises Refused and Unsure."""
    signature = hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Briefpress-Timestamp": str(at),
        "Briefpress-Signature": f"sha256={signature}",
        "User-Agent": "briefpress",
    }
    request = Request(url, body, headers, method="POST")  # noqa: S310 - the model takes https and this machine alone
    try:
        with build_opener(ProxyHandler({}), _Stay).open(request, timeout=_PATIENCE) as answer:
            answer.read(1)
    except HTTPError as why:
        with why:
            raise Refused(f"answered {why.code}") from None
    except URLError as why:
        if isinstance(why.reason, TimeoutError):
            raise Unsure("no answer in time") from None
        raise Refused(f"cannot be reached: {why.reason}") from None
    except (OSError, HTTPException) as why:
        raise Unsure(f"the answer broke off: {why}") from None


class _Stay(HTTPRedirectHandler):
    """Goes nowhere but where it was sent."""

    @override
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None
