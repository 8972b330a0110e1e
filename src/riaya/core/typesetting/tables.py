"""Tables of HTML, repaired: every cell gets a place of its own in a full grid."""

from dataclasses import dataclass
from dataclasses import field
from itertools import takewhile
from typing import Any


# Beyond that a column has no room for a word.
MOST_COLUMNS = 24
# How wide a column may want to be, in letters.
NARROWEST, WIDEST = 6, 45
PADDING = 5


@dataclass
class Cell:
    """A cell as it was written; a stray one stands outside of all cells."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    is_head: bool = False
    colspan: int = 1
    rowspan: int = 1
    is_stray: bool = False


@dataclass
class Row:
    """The cells of a row, and the part of the table it stands in."""

    section: str
    cells: list[Cell] = field(default_factory=list)


def lay_out(rows: list[Row]) -> dict[str, Any] | None:
    """Return a table with the place of every cell, or None for one without cells.

    Cells that would overlap or leave the grid are made smaller, and those behind
    the last column go on in rows of their own.
    """
    rows = [part for row in rows if row.cells for part in _split(row)]
    if not rows:
        return None
    heads = list(takewhile(_is_head, rows))
    if len(heads) == len(rows):
        # A head without a body would be repeated above nothing.
        heads = []
    cells = _place(heads, 0) + _place(rows[len(heads) :], len(heads))
    columns = _drop_idle_columns(cells)
    for cell in cells:
        if cell.pop("is_stray"):
            cell["colspan"] = columns - cell["x"]
    return {
        "kind": "table",
        "columns": columns,
        "weights": _weigh(cells, columns),
        "heads": len(heads),
        "cells": cells,
    }


def _split(row: Row) -> list[Row]:
    """Return a row as rows that are no longer than the grid is wide."""
    parts, room = [Row(row.section)], MOST_COLUMNS
    for cell in row.cells:
        cell.colspan = max(1, min(cell.colspan, MOST_COLUMNS))
        if cell.colspan > room:
            parts.append(Row(row.section))
            room = MOST_COLUMNS
        room -= cell.colspan
        parts[-1].cells.append(cell)
    return parts


def _is_head(row: Row) -> bool:
    return row.section == "thead" or all(cell.is_head for cell in row.cells)


def _place(rows: list[Row], first: int) -> list[dict[str, Any]]:
    """Return the cells of neighbouring rows with their places."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            while (x, y) in taken:
                x += 1
            width = 1
            while width < cell.colspan and (x + width, y) not in taken:
                width += 1
            height = max(1, min(cell.rowspan, len(rows) - y))
            taken |= {
                (x + right, y + down)
                for right in range(width)
                for down in range(height)
            }
            placed.append(
                {
                    "x": x,
                    "y": first + y,
                    "colspan": width,
                    "rowspan": height,
                    "is_head": cell.is_head or row.section == "thead",
                    "is_stray": cell.is_stray,
                    "blocks": cell.blocks,
                }
            )
            x += width
    return placed


def _drop_idle_columns(cells: list[dict[str, Any]]) -> int:
    """Leave out the columns in which no cell begins; return how many remain."""
    starts = sorted({cell["x"] for cell in cells})
    position = {start: number for number, start in enumerate(starts)}
    for cell in cells:
        reach = range(cell["x"], cell["x"] + cell["colspan"])
        cell["colspan"] = sum(x in position for x in reach)
        cell["x"] = position[cell["x"]]
    return len(starts)


def _weigh(cells: list[dict[str, Any]], columns: int) -> list[int]:
    """Return how much room each column wants for its longest text."""
    weights = [NARROWEST] * columns
    for cell in cells:
        if cell["colspan"] == 1:
            words = read_words(cell["blocks"])
            wanted = len(" ".join(words)) + PADDING
            weights[cell["x"]] = max(weights[cell["x"]], min(wanted, WIDEST))
    return weights


def read_words(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the words of blocks, those of inner blocks too, in their order."""
    words: list[str] = []
    for block in blocks:
        text = "".join(run.get("text", " ") for run in block.get("runs", ()))
        words += text.split()
        words += read_words(block.get("blocks", []))
        for item in block.get("items", ()):
            words += read_words(item)
        for cell in block.get("cells", ()):
            words += read_words(cell["blocks"])
    return words
