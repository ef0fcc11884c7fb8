"""Mailboxes as a target: what changed as the words of a mail, the brief attached."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from mimetypes import guess_type
from typing import TYPE_CHECKING

from briefpress.diagnostics import cause
from briefpress.model.delivery import bare
from briefpress.model.files import ending
from briefpress.record.targets.parcel import Answers, Refused, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.delivery import Mail, Target
    from briefpress.record.targets.parcel import Parcel

_GO_ON, _LASTING = 354, range(500, 600)
_TAKEN = (250, 251)


def carry(parcel: Parcel, target: Target) -> Answers:
    """Send one mail to all who have not got it; raises Refused."""
    mail = target.mail
    assert mail  # noqa: S101 - what makes it a mail
    data = message(parcel, target.id, mail).as_bytes()
    password = parcel.secrets.of(mail.password) if mail.password else ""
    try:
        server = _reached(mail, parcel.patience)
        try:
            if mail.user:
                server.login(mail.user, password)
            return _handed(server, bare(mail.sender), data, parcel)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPResponseException as why:
        raise _answered(why.smtp_code, why.smtp_error) from None
    except smtplib.SMTPException as why:
        raise Refused(f"cannot be reached: {why}") from None
    except UnicodeError:
        raise Refused("the user or the password has letters that a server of mail cannot be told") from None
    except ssl.SSLCertVerificationError as why:
        raise Refused(f"its certificate is not trusted: {why.verify_message}") from None
    except OSError as why:
        raise Refused(f"cannot be reached: {cause(why)}") from None


def _reached(mail: Mail, patience: float) -> smtplib.SMTP:
    host, port = mail.address
    name = host.strip("[]")
    if mail.tls == "implicit":
        server: smtplib.SMTP = smtplib.SMTP_SSL(name, port, timeout=patience, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(name, port, timeout=patience)
    try:
        if mail.tls == "starttls":
            # Whoever stands between may leave out that the server can encrypt: then nothing is said.
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _handed(server: smtplib.SMTP, sender: str, data: bytes, parcel: Parcel) -> Answers:
    """Hand a mail over step by step, because it matters after which of them the connection breaks."""
    code, said = server.mail(sender, [f"size={len(data)}"] if server.has_extn("size") else [])
    if code not in _TAKEN:
        raise _answered(code, said)
    answers: Answers = {}
    for part in parcel.parts:
        code, said = server.rcpt(part)
        if code not in _TAKEN:
            answers[part] = _answered(code, said)
    taken = tuple(part for part in parcel.parts if part not in answers)
    if not taken:
        return answers
    code, said = server.docmd("DATA")
    if code != _GO_ON:
        return {**answers, **dict.fromkeys(taken, _answered(code, said))}
    # A line that is a full stop alone ends the mail: any other that begins with one gets a second.
    server.send(re.sub(rb"(?m)^\.", b"..", data))
    parcel.giving(taken)
    try:
        server.send(b".\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPServerDisconnected, OSError):
        return {**answers, **dict.fromkeys(taken, Unsure("the connection broke before the answer"))}
    return answers if code in _TAKEN else {**answers, **dict.fromkeys(taken, _answered(code, said))}


def _answered(code: int, said: bytes | str) -> Refused:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Refused(f"answered {code} {' '.join(text.split())}".rstrip(), lasting=code in _LASTING)


def message(parcel: Parcel, target: str, mail: Mail) -> EmailMessage:
    """Return the mail that brings an edition; sent again, it has the same id. Raises Refused."""
    manifest, letter = parcel.manifest, parcel.letter
    domain = bare(mail.sender).rpartition("@")[2]
    found = EmailMessage(SMTP.clone(cte_type="7bit"))
    found["Subject"] = letter.subject
    found["From"] = mail.sender
    found["To"] = ", ".join(mail.to) or "undisclosed-recipients:;"
    found["Date"] = format_datetime(parcel.at)
    found["Message-ID"] = _id(domain, target, manifest.id, manifest.view)
    # The same for every edition of a pair: so they make one thread.
    found["References"] = _id(domain, target, manifest.brief, manifest.audience)
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(letter.plain)
    found.add_alternative(letter.html, subtype="html")
    for name in _attached(parcel, mail):
        kind, _, form = (guess_type(name)[0] or "application/octet-stream").partition("/")
        found.add_attachment(parcel.read(name), maintype=kind, subtype=form, filename=name)
    return found


def _id(domain: str, *about: str) -> str:
    return f"<{sha256(chr(0).join(about).encode()).hexdigest()[:32]}@{domain}>"


def _attached(parcel: Parcel, mail: Mail) -> Iterator[str]:
    one = parcel.manifest
    for form in mail.attach:
        name = f"{one.brief}-{one.audience}-{one.number}.{ending(form)}"
        if name in one.files:
            yield name
