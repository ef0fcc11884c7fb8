"""Findings as plain data, and back: to be kept until somebody asks again."""

from __future__ import annotations

from typing import Any

from briefpress.diagnostics import Diagnostic, Label, Place, Span


def written(finding: Diagnostic) -> dict[str, object]:
    """Return plain data."""
    others = list(map(_label, finding.others))
    return {
        "code": finding.code,
        "message": finding.message,
        "label": _label(finding.label),
        "severity": finding.severity,
        "others": others,
        "help": finding.help,
    }


def read(data: dict[str, Any]) -> Diagnostic:
    """Return the finding; raises TypeError and KeyError."""
    others = tuple(map(_labelled, data["others"]))
    return Diagnostic(**{**data, "label": _labelled(data["label"]), "others": others})


def _label(label: Label) -> dict[str, object]:
    kind = "span" if isinstance(label.where, Span) else "place"
    return {kind: label.where._asdict(), "text": label.text}


def _labelled(data: dict[str, Any]) -> Label:
    if "span" in data:
        return Label(Span(**data["span"]), data["text"])
    return Label(_placed(data["place"]), data["text"])


def _placed(data: dict[str, Any]) -> Place:
    return Place(**{**data, "path": tuple(data["path"])})
