"""The metadata of a PDF (XMP): the standards it keeps, what it is, and which edition; and reading that back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pikepdf

from briefpress.plan.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

NAMESPACE = "https://briefpress.invalid/ns/edition/1.0/"
"""A name and no place: it cannot resolve (RFC 2606)."""

_FIELDS = {
    "brief": "Id of the brief",
    "audience": "Id of the audience it is for",
    "edition": "Number of the edition, or Draft",
    "issued": "Date of issue",
    "digest": "SHA-256 of all that is printed but the date of issue",
}
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "edition": NAMESPACE,
}


def packet(info: dict[str, str], language: str, identity: Identity | None) -> bytes:
    """Return the metadata of a PDF that is both PDF/A-3a and PDF/UA-1."""
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
    schemas = [_schema("PDF/UA identification", "pdfuaid", {"part": "Part of ISO 14289"}, "Integer")]
    told = [_claimed(), _described(info, language)]
    if identity:
        schemas.append(_schema("Edition of a brief", "edition", _FIELDS, "Text"))
        told.append(_identified(identity))
    body = "\n".join((*told, _extension(schemas)))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {spaces}>
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def identified(file: Path | BinaryIO) -> Identity | None:
    """Return the edition that a PDF says it is, or nothing if it says none; raises pikepdf.PdfError and OSError."""
    with pikepdf.open(file) as pdf, pdf.open_metadata() as meta:
        values = [meta.get(f"{{{NAMESPACE}}}{name}") for name in _FIELDS]
    found = [value for value in values if isinstance(value, str)]
    return Identity(*found) if len(found) == len(_FIELDS) else None


def _claimed() -> str:
    return "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>"


def _described(info: dict[str, str], language: str) -> str:
    """Return what the document information says, in the words of the metadata."""
    said = [f"<dc:format>application/pdf</dc:format>\n<dc:language>{_bag(language)}</dc:language>"]
    for name, key, wrap in (
        ("dc:title", "Title", _alternative),
        ("dc:creator", "Author", _sequence),
        ("dc:description", "Subject", _alternative),
        ("xmp:CreatorTool", "Creator", escape),
        ("xmp:CreateDate", "CreationDate", _date),
        ("xmp:ModifyDate", "ModDate", _date),
        ("pdf:Producer", "Producer", escape),
    ):
        if info.get(key):
            said.append(f"<{name}>{wrap(info[key])}</{name}>")
    return "\n".join(said)


def _identified(identity: Identity) -> str:
    values = [f"<edition:{name}>{escape(getattr(identity, name))}</edition:{name}>" for name in _FIELDS]
    return "\n".join((f"<dc:identifier>{escape(identity.id)}</dc:identifier>", *values))


def _extension(schemas: list[str]) -> str:
    """Return the description of schemas that PDF/A does not know by itself (ISO 19005-3, 6.6.2.3.3)."""
    return f"<pdfaExtension:schemas><rdf:Bag>\n{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas>"


def _schema(title: str, prefix: str, fields: dict[str, str], kind: str) -> str:
    properties = "".join(
        f"""<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{what}</pdfaProperty:description>
</rdf:li>
"""
        for name, what in fields.items()
    )
    return f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_SPACES[prefix]}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>
"""


def _alternative(text: str) -> str:
    return f"<rdf:Alt><rdf:li xml:lang={quoteattr('x-default')}>{escape(text)}</rdf:li></rdf:Alt>"


def _sequence(text: str) -> str:
    return f"<rdf:Seq><rdf:li>{escape(text)}</rdf:li></rdf:Seq>"


def _bag(text: str) -> str:
    return f"<rdf:Bag><rdf:li>{escape(text)}</rdf:li></rdf:Bag>"


def _date(text: str) -> str:
    """Return a date of the document information (D:20261122) as one of the metadata."""
    digits = text.removeprefix("D:")[:8]
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)
