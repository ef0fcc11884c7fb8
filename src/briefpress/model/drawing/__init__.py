"""Drawings: where every stroke and word of a chart stands, worked out before any template sees it."""

from __future__ import annotations
