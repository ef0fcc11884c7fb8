"""The last pass over a PDF: what two standards ask for in one file, and what goes inside it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name, ObjectStreamMode, Stream

from briefpress.emit.xmp import packet

if TYPE_CHECKING:
    from briefpress.emit.enclosure import Enclosure
    from briefpress.emit.tagging import Apart, Kind

_ARTIFACTS: dict[Kind, bytes] = {
    "Header": b"/Artifact\n<</Type /Pagination /Subtype /Header /Attached [/Top]>>\nBDC\n",
    "Footer": b"/Artifact\n<</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>\nBDC\n",
    "Layout": b"/Artifact\n<</Type /Layout>>\nBDC\n",
}
_MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC\n")


def finished(data: bytes, apart: Apart, enclosure: Enclosure | None) -> bytes:
    """Return a PDF as one that is both PDF/A-3a and PDF/UA-1, with its enclosure; the same bytes every time."""
    whole = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        _set_apart(pdf, apart)
        if enclosure:
            _enclose(pdf, enclosure)
        # An outline that nobody sees helps nobody.
        pdf.Root.PageMode = Name.UseOutlines
        info = {str(key).lstrip("/"): str(value) for key, value in pdf.docinfo.items()}
        told = packet(info, str(pdf.Root.Lang), enclosure.identity if enclosure else None)
        pdf.Root.Metadata = Stream(pdf, told, Type=Name.Metadata, Subtype=Name.XML)
        pdf.save(whole, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False)
    return whole.getvalue()


def _set_apart(pdf: pikepdf.Pdf, apart: Apart) -> None:
    """Take running heads and feet out of what is read aloud: they are marked as artifacts (ISO 14289-1, 7.8)."""
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        kinds = apart[number]

        def artifact(match: re.Match[bytes], kinds: dict[int, Kind] = kinds) -> bytes:
            kind = kinds.get(int(match[1]))
            return _ARTIFACTS[kind] if kind else match[0]

        page.Contents.write(_MARKED.sub(artifact, page.Contents.read_bytes()))
        # The engine lists pages first, and in order.
        for mark in kinds:
            parents[2 * number + 1][mark] = None


def _enclose(pdf: pikepdf.Pdf, enclosure: Enclosure) -> None:
    # The date of issue, as the time of making would give other bytes each time.
    issued = f"D:{enclosure.identity.issued.replace('-', '')}000000Z"
    enclosed = Array()
    for one in enclosure.files:
        spec = AttachedFileSpec(
            pdf,
            one.data,
            description=one.description,
            filename=one.name,
            mime_type=one.media,
            creation_date=issued,
            mod_date=issued,
        )
        spec.relationship = Name(f"/{one.relation}")
        pdf.attachments[one.name] = spec
        enclosed.append(spec.obj)
    pdf.Root.AF = enclosed
