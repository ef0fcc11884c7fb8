"""Every kind of block, in one union."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefpress.model.blocks.argued import (
    IssuesBlock,
    OptionsBlock,
    RisksBlock,
    ScenariosBlock,
    VerificationBlock,
    WatchBlock,
)
from briefpress.model.blocks.base import Block
from briefpress.model.blocks.changes import ChangesBlock
from briefpress.model.blocks.chart import ChartBlock, StripBlock
from briefpress.model.blocks.conflicts import ConflictsBlock
from briefpress.model.blocks.contents import ContentsBlock
from briefpress.model.blocks.listed import (
    EvidenceBlock,
    GlossaryBlock,
    LedgerBlock,
    MethodBlock,
    SourcesBlock,
    TimelineBlock,
)
from briefpress.model.blocks.matrix import MatrixBlock
from briefpress.model.blocks.prose import CalloutBlock, ProseBlock
from briefpress.model.blocks.table import TableBlock

AnyBlock = Annotated[
    ProseBlock
    | CalloutBlock
    | TableBlock
    | ChartBlock
    | StripBlock
    | MatrixBlock
    | TimelineBlock
    | LedgerBlock
    | ConflictsBlock
    | ChangesBlock
    | ScenariosBlock
    | OptionsBlock
    | VerificationBlock
    | IssuesBlock
    | RisksBlock
    | WatchBlock
    | GlossaryBlock
    | EvidenceBlock
    | SourcesBlock
    | MethodBlock
    | ContentsBlock,
    Field(discriminator="block"),
]

__all__ = ["AnyBlock", "Block"]
