"""What blocks of formatted text are put into: lists, tables, quotes, and their parts.

Each takes what stands in it, also what has no business there, so that no word
is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from riaya.core.typesetting.runs import find_text_direction
from riaya.core.typesetting.tables import Cell
from riaya.core.typesetting.tables import lay_out
from riaya.core.typesetting.tables import read_words
from riaya.core.typesetting.tables import Row
from typing import Any


Block = dict[str, Any]

# Deeper inside of each other they lose their shape: a line would have no room.
DEEPEST = 10
NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I."}
MOST_SPANNED = 1000


@dataclass
class Flow:
    """Blocks one after the other."""

    blocks: list[Block] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Add a block."""
        self.blocks.append(block)

    def finish(self) -> Block | None:
        """Return what is complete now as one block; nothing for a part of another."""
        return None


@dataclass
class Quote(Flow):
    """What somebody else said."""

    def finish(self) -> Block | None:
        """Return the quotation."""
        return {"kind": "quote", "blocks": self.blocks} if self.blocks else None


@dataclass
class Itemisation(Flow):
    """A list; each item has blocks of its own."""

    numbering: str = ""
    start: int = 1
    items: list[list[Block]] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Add what stands between items: a list to the item before, text as an item."""
        if self.items and block["kind"] == "list":
            self.items[-1].append(block)
        else:
            self.items.append([block])

    def finish(self) -> Block | None:
        """Return the list."""
        items = [item for item in self.items if item]
        if not items:
            return None
        return {
            "kind": "list",
            "numbering": self.numbering,
            "start": self.start,
            "items": items,
        }


@dataclass
class Terms(Flow):
    """Terms and what they mean."""

    parts: list[dict[str, Any]] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Add what stands between terms."""
        self.parts.append({"is_term": False, "blocks": [block]})

    def finish(self) -> Block | None:
        """Return the list of terms."""
        parts = [part for part in self.parts if part["blocks"]]
        return {"kind": "terms", "cells": parts} if parts else None


@dataclass
class Table(Flow):
    """Rows of cells; what stands outside of all cells is a row of its own."""

    rows: list[Row] = field(default_factory=list)
    section: str = "tbody"

    def take(self, block: Block) -> None:
        """Add what stands between cells."""
        self.rows.append(Row(self.section, [Cell([block], is_stray=True)]))
        # The cells behind it do not stand beside it.
        self.rows.append(Row(self.section))

    def begin_row(self) -> None:
        """Begin a row."""
        self.rows.append(Row(self.section))

    def begin_cell(self, attributes: Mapping[str, str], *, is_head: bool) -> Cell:
        """Return a new cell in the last row."""
        if not self.rows:
            self.begin_row()
        cell = Cell(
            is_head=is_head,
            colspan=_read_count(attributes.get("colspan", ""), MOST_SPANNED),
            # None at all means to the end.
            rowspan=_read_count(attributes.get("rowspan", ""), MOST_SPANNED),
        )
        self.rows[-1].cells.append(cell)
        return cell

    def finish(self) -> Block | None:
        """Return the table, or only its caption."""
        table = lay_out(self.rows)
        if table is not None:
            return table | {"blocks": self.blocks}
        return {"kind": "quote", "blocks": self.blocks} if self.blocks else None


Frame = Flow


@dataclass
class Open:
    """A tag that is open, and what its blocks are put into, if anything new."""

    tag: str
    frame: Frame | None
    dir: str
    lang: str


def find_frame(
    tag: str, attributes: Mapping[str, str], around: Frame, depth: int
) -> Frame | None:
    """Return what the blocks of a tag are put into, or None for what is around it."""
    if isinstance(around, Table):
        return _find_part_of_table(tag, attributes, around)
    if isinstance(around, Itemisation) and tag == "li":
        item = Flow()
        around.items.append(item.blocks)
        return item
    if isinstance(around, Terms) and tag in ("dt", "dd"):
        part = Flow()
        around.parts.append({"is_term": tag == "dt", "blocks": part.blocks})
        return part
    return None if depth >= DEEPEST else _find_container(tag, attributes)


def _find_container(tag: str, attributes: Mapping[str, str]) -> Frame | None:
    if tag in ("ul", "menu"):
        return Itemisation()
    if tag == "ol":
        numbering = NUMBERINGS.get(attributes.get("type", ""), "1.")
        start = _read_count(attributes.get("start", ""), 100_000)
        return Itemisation(numbering=numbering, start=start)
    if tag == "dl":
        return Terms()
    if tag == "table":
        return Table()
    return Quote() if tag == "blockquote" else None


def _find_part_of_table(
    tag: str, attributes: Mapping[str, str], table: Table
) -> Frame | None:
    if tag in ("td", "th"):
        cell = table.begin_cell(attributes, is_head=tag == "th")
        return Flow(cell.blocks)
    if tag == "caption":
        return Flow(table.blocks)
    if tag == "tr":
        table.begin_row()
    elif tag in ("thead", "tbody", "tfoot"):
        table.section = tag
    # A list between cells is one more cell that nobody wrote.
    return _find_container(tag, attributes)


def find_inner_direction(block: Block, default: str) -> str:
    """Return the direction of all that is in a block."""
    return find_text_direction(" ".join(read_words([block])), default)


def _read_count(text: str, most: int) -> int:
    return (
        min(int(text), most)
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text)
        else 1
    )
