"""The union of blocks."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import content
from briefpress.model import blocks
from briefpress.model.blocks import AnyBlock, Block

TEMPLATES = Path(__file__).parents[3] / "templates" / "blocks"


def test_every_block_is_in_the_union() -> None:
    """A block class that stands in a module of the package can be written in a brief."""
    modules = [import_module(f"briefpress.model.blocks.{module.name}") for module in iter_modules(blocks.__path__)]
    classes = {item for module in modules for _, item in inspect.getmembers(module, inspect.isclass)}

    assert {item for item in classes if issubclass(item, Block)} - {Block} == set(get_args(get_args(AnyBlock)[0]))


def test_every_block_has_a_template_and_every_template_a_block() -> None:
    """The templates that come with briefpress print every kind of block and nothing that does not exist."""
    assert {path.name for path in TEMPLATES.iterdir()} == {f"{kind}.html.j2" for kind in content.kinds()}
