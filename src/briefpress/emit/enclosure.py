"""What a PDF carries beside its pages: who it is, and its own evidence as files that machines read."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict, dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from briefpress.model.view import plain
from briefpress.plan.fingerprint import canonical
from briefpress.plan.identity import Identity, identity

if TYPE_CHECKING:
    from briefpress.model.view import Runs, View

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    *("row", "claim", "statement", "kind", "holder", "as_of", "status", "confidence", "marks", "note"),
    *("computed_from", "source", "title", "publisher", "dated", "tier", "grade", "place", "exact", "url", "sha256"),
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a PDF, and what it is to the pages: data they rest on, or the source they were made from."""

    name: str
    media: str
    relation: Literal["Data", "Source"]
    description: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The identity of a brief and the files that go with it."""

    identity: Identity
    files: tuple[Enclosed, ...]


def enclosure(view: View) -> Enclosure:
    """Return what goes into the PDF of a View, all of it taken from the View: its reader may see it."""
    known = identity(view)
    return Enclosure(
        known,
        (
            Enclosed("brief.json", "application/json", "Source", "All that this brief prints", _bytes(canonical(view))),
            Enclosed("evidence.csv", "text/csv", "Data", "The evidence, a line for each anchor", _csv(view).encode()),
            Enclosed("evidence.json", "application/json", "Data", "The evidence and its sources", _json(view, known)),
        ),
    )


def _json(view: View, known: Identity) -> bytes:
    sources = [{key: value for key, value in plain(one).items() if key != "anchor"} for one in view.sources]
    data = {"edition": {"id": known.id, **asdict(known)}, "rows": list(_rows(view)), "sources": sources}
    return _bytes(json.dumps(data, ensure_ascii=False, indent=1))


def _rows(view: View) -> list[dict[str, Any]]:
    return [
        {
            "row": row.row,
            "claim": row.claim,
            "statement": _text(row.statement),
            "kind": row.kind,
            "holder": row.holder,
            "as_of": _plain(row.as_of),
            "status": _plain(row.status),
            "confidence": row.confidence,
            "marks": list(row.marks),
            "note": row.note,
            "computed_from": [cite.row for run in row.computed_from for cite in run.cites],
            "anchors": [
                {"source": one.source, "place": _plain(one.place), "heading": one.heading, "exact": one.exact}
                for one in row.anchors
            ],
        }
        for row in view.rows
    ]


def _csv(view: View) -> str:
    """Return a line for each anchor, and one for a claim without: whatever may be read there is said again."""
    sources = {one.label: one for one in view.sources}
    text = StringIO()
    sheet = csv.DictWriter(text, _COLUMNS, restval="", extrasaction="ignore")
    sheet.writeheader()
    for row, entry in zip(view.rows, _rows(view), strict=True):
        joined = {name: "; ".join(map(str, entry[name])) for name in ("marks", "computed_from")}
        for anchor in row.anchors or (None,):
            cited = {}
            if anchor:
                known = plain(sources[anchor.source])
                cited = {name: known[name] for name in ("title", "publisher", "dated", "tier", "grade", "sha256")}
                cited |= {"source": anchor.source, "place": anchor.place, "exact": anchor.exact, "url": anchor.url}
            cells = {**entry, **joined, **cited}
            sheet.writerow({name: _defused(_plain(str(cells.get(name, "")))) for name in _COLUMNS})
    return text.getvalue()


def _defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _text(runs: Runs) -> str:
    return _plain("".join(run.text for run in runs)).strip()


def _plain(text: str) -> str:
    """Return a text for machines: spaces that keep words together on paper are plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _bytes(text: str) -> bytes:
    return f"{text}\n".encode()
