"""Formatted text for the printed page: HTML as a tree of plain values.

What TinyMCE writes is read as what it says, never as markup of the page: a
template walks through the tree and sets each value (`/rich_text.typ`).  HTML
that is broken, nested without end or hostile loses its shape, and no word.
"""

from collections.abc import Iterable
from riaya.core.typesetting.pdf import clean
from riaya.core.typesetting.reader import FindTarget
from riaya.core.typesetting.reader import LoadPicture
from riaya.core.typesetting.reader import read
from riaya.core.typesetting.runs import find_text_direction
from riaya.core.typesetting.runs import get_direction
from riaya.core.typesetting.runs import Look
from riaya.core.typesetting.runs import Runs
from riaya.core.typesetting.tables import Cell
from riaya.core.typesetting.tables import lay_out
from riaya.core.typesetting.tables import Row
from typing import Any

import re


UNENDED = re.compile("<(?!!--)")


def read_html(
    html: str,
    language: str,
    load_picture: LoadPicture = lambda address: None,
    find_target: FindTarget = lambda address: "",
) -> list[dict[str, Any]]:
    """Return the blocks of an HTML text in their order, as JSON can hold them.

    `language` is that of the text, as far as it does not say otherwise.  A block has a `kind`:
    heading, paragraph, code, list, terms, table, quote, picture or rule; what has
    text has `runs` and goes in direction `dir`.  The same HTML gives the same blocks;
    no HTML raises an error.
    """
    whole = _end_tags(clean(html))
    return _settle_levels(read(whole, language, load_picture, find_target))


def make_paragraph(text: str, language: str, target: str = "") -> dict[str, Any]:
    """Return a plain text as a paragraph; `target` is the label of where it leads."""
    direction = find_text_direction(text, get_direction(language))
    runs = Runs()
    runs.add(text, Look(target=target))
    return {
        "kind": "paragraph",
        "runs": runs.finish(direction),
        "dir": direction,
        "lang": "",
    }


def make_table(
    head: Iterable[str], rows: Iterable[Iterable[str]], language: str
) -> dict[str, Any]:
    """Return a table of plain texts with one row above the columns."""
    lines = [Row("thead", [_as_cell(text, language) for text in head])]
    lines += [Row("tbody", [_as_cell(text, language) for text in row]) for row in rows]
    table = lay_out(lines) or {}
    return table | {"blocks": [], "dir": get_direction(language)}


def _as_cell(text: str, language: str) -> Cell:
    return Cell([make_paragraph(text, language)])


def _end_tags(html: str) -> str:
    """Return HTML whose last tag ends; what ends nowhere is text, and no comment."""
    tags, end, text = html.rpartition(">")
    return tags + end + UNENDED.sub("&lt;", text)


def _settle_levels(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks with headings that begin at 1 and leave no level out."""
    around: list[int] = []
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"]
            around = [*(each for each in around if each < level), level]
            block["level"] = len(around)
    return blocks
