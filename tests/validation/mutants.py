"""A good PDF spoilt on purpose, each time in one way: a judge that lets one pass is no judge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Spoiling = Callable[[pikepdf.Pdf], None]


class Mutant(NamedTuple):
    """One way to spoil a PDF, and the standards that it then breaks."""

    spoil: Spoiling
    breaks: tuple[str, ...]


def written(good: Path, folder: Path) -> dict[str, Path]:
    """Write every mutant of a good PDF into a folder; return the files by the names of the mutants."""
    files = {}
    for name, mutant in MUTANTS.items():
        files[name] = folder / f"{name}.pdf"
        with pikepdf.open(good) as pdf:
            before = _state(pdf)
            mutant.spoil(pdf)
            assert _state(pdf) != before, f"nothing to spoil: {name}"
            pdf.save(files[name], fix_metadata_version=False, deterministic_id=True)
    return files


def _state(pdf: pikepdf.Pdf) -> list[bytes]:
    streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    texts = [one.unparse(resolved=True) for one in (*pdf.objects, *(stream.stream_dict for stream in streams))]
    return [*texts, *(stream.read_bytes() for stream in streams)]


def _elements(pdf: pikepdf.Pdf, *kinds: str) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem" and one.S in kinds:
            yield one


def _annotations(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.get("/Annots", [])


def _files(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from (one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/Filespec")


def _fonts(pdf: pikepdf.Pdf, key: str) -> Iterator[Any]:
    yield from (one for one in pdf.objects if isinstance(one, Dictionary) and key in one)


def _metadata(pattern: str, otherwise: str = "") -> Spoiling:
    def spoil(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        pdf.Root.Metadata.write(re.sub(pattern, otherwise, text, flags=re.DOTALL).encode())

    return spoil


def _without(*keys: str) -> Spoiling:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return spoil


def _each(found: Callable[[pikepdf.Pdf], Iterator[Any]], change: Callable[[Any], None]) -> Spoiling:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for one in list(found(pdf)):
            change(one)

    return spoil


def _drop(*keys: str) -> Callable[[Any], None]:
    def change(item: Any) -> None:  # noqa: ANN401 - any object of a PDF
        for key in keys:
            if key in item:
                del item[key]

    return change


def _set(key: str, value: object) -> Callable[[Any], None]:
    def change(item: Any) -> None:  # noqa: ANN401 - any object of a PDF
        item[key] = value

    return change


def _unheaded(pdf: pikepdf.Pdf) -> None:
    for one in _elements(pdf, "/TH", "/TD"):
        _drop("/Scope", "/Headers")(one.get("/A", {}))


def _unmarked(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].Contents
    page.write(re.sub(rb"/\w+\n<</MCID \d+>>\nBDC\n(.*?)EMC\n", rb"\1", page.read_bytes(), count=1, flags=re.DOTALL))


def _scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.beep(0)"))


BOTH = ("ua1", "3a")
MUTANTS: dict[str, Mutant] = {
    "language-removed": Mutant(_without("/Lang"), ("ua1",)),
    "title-removed": Mutant(_metadata("<dc:title>.*?</dc:title>"), ("ua1",)),
    "title-not-shown": Mutant(_without("/ViewerPreferences"), ("ua1",)),
    "metadata-removed": Mutant(_without("/Metadata"), BOTH),
    "ua-claim-removed": Mutant(_metadata("<pdfuaid:part>1</pdfuaid:part>"), ("ua1",)),
    "a-claim-removed": Mutant(_metadata("<pdfaid:part>3</pdfaid:part>"), ("3a",)),
    "schema-undescribed": Mutant(_metadata("<pdfaExtension:schemas>.*</pdfaExtension:schemas>"), ("3a",)),
    "tree-cut": Mutant(_without("/StructTreeRoot"), BOTH),
    "not-marked": Mutant(_without("/MarkInfo"), BOTH),
    "text-untagged": Mutant(_unmarked, ("ua1",)),
    "description-removed": Mutant(_each(lambda pdf: _elements(pdf, "/Figure"), _drop("/Alt")), ("ua1",)),
    "headers-lost": Mutant(_unheaded, ("ua1",)),
    "heading-skipped": Mutant(_each(lambda pdf: _elements(pdf, "/H2"), _set("/S", Name.H4)), ("ua1",)),
    "list-without-items": Mutant(_each(lambda pdf: _elements(pdf, "/LI"), _set("/S", Name.P)), ("ua1",)),
    "link-unnamed": Mutant(_each(_annotations, _drop("/Contents")), ("ua1",)),
    "link-untagged": Mutant(_each(lambda pdf: _elements(pdf, "/Link"), _set("/S", Name.Span)), ("ua1",)),
    "order-of-tabs-lost": Mutant(_each(lambda pdf: iter(pdf.pages), _drop("/Tabs")), ("ua1",)),
    "font-unembedded": Mutant(_each(lambda pdf: _fonts(pdf, "/FontFile3"), _drop("/FontFile3")), BOTH),
    "letters-unmapped": Mutant(_each(lambda pdf: _fonts(pdf, "/ToUnicode"), _drop("/ToUnicode")), BOTH),
    "colours-undefined": Mutant(_without("/OutputIntents"), ("3a",)),
    "file-unrelated": Mutant(_each(_files, _drop("/AFRelationship")), ("3a",)),
    "file-unassociated": Mutant(_each(lambda pdf: iter([pdf.Root]), _set("/AF", Array())), ("3a",)),
    "file-without-type": Mutant(_each(lambda pdf: (one.EF.F for one in _files(pdf)), _drop("/Subtype")), ("3a",)),
    "script-added": Mutant(_scripted, ("3a",)),
}
