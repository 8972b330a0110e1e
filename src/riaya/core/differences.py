"""What differs between two versions, field by field.

The fields are already described in words: titles instead of codes, dates and
files as text (see `describing`).  Nothing here knows Plone.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any
from typing import TypeVar
from unicodedata import bidirectional

import re


Part = TypeVar("Part")


class FieldChange(StrEnum):
    """What became of a piece of text or of a row."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


class Prose(str):
    """Text that is compared word by word; other text is compared as a whole."""

    __slots__ = ()


@dataclass(frozen=True)
class DescribedRow:
    """A row in words: its id where it has one, and its cells by their titles."""

    key: str
    cells: dict[str, str]


@dataclass(frozen=True)
class DescribedField:
    """A field in words."""

    name: str
    title: str
    value: str | list[str] | list[DescribedRow]


@dataclass(frozen=True)
class DifferencePiece:
    """A stretch of text and what became of it."""

    change: FieldChange
    text: str


@dataclass(frozen=True)
class CellDifference:
    """A changed cell of a row."""

    title: str
    pieces: list[DifferencePiece]


@dataclass(frozen=True)
class RowDifference:
    """A row that was added, removed or changed; `label` is its id or its place."""

    change: FieldChange
    label: str
    cells: list[CellDifference]


@dataclass(frozen=True)
class FieldDifference:
    """A changed field: `pieces` of text, `items` of a list or `rows`."""

    name: str
    title: str
    pieces: list[DifferencePiece]
    items: list[DifferencePiece]
    rows: list[RowDifference]


def find_differences(
    old: Sequence[DescribedField], new: Sequence[DescribedField]
) -> list[FieldDifference]:
    """Return the fields that differ, in the order of the newer version.

    A field that only one of the versions has is compared with nothing.
    """
    earlier = {field.name: field for field in old}
    later = {field.name for field in new}
    pairs = [(earlier.get(field.name), field) for field in new]
    pairs += [(field, None) for field in old if field.name not in later]
    return [
        _compare_fields(was, now)
        for was, now in pairs
        if (was and was.value) != (now and now.value) and not _are_both_empty(was, now)
    ]


def compare_text(old: str, new: str) -> list[DifferencePiece]:
    """Return pieces of text: word by word for prose, as a whole otherwise."""
    if old == new:
        return [DifferencePiece(FieldChange.SAME, new)] if new else []
    if isinstance(old, Prose) or isinstance(new, Prose):
        return [
            DifferencePiece(change, "".join(words))
            for change, words in _match(_split_words(old), _split_words(new))
        ]
    pieces = [
        DifferencePiece(FieldChange.REMOVED, old),
        DifferencePiece(FieldChange.ADDED, new),
    ]
    return [piece for piece in pieces if piece.text]


def find_direction(pieces: Sequence[DifferencePiece]) -> str:
    """Return rtl or ltr by the first letter, or auto where there is none.

    A browser does not look into marked words to find the direction of a line.
    """
    for letter in "".join(piece.text for piece in pieces):
        if bidirectional(letter) in {"R", "AL"}:
            return "rtl"
        if bidirectional(letter) == "L":
            return "ltr"
    return "auto"


def find_moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the names, in both, that stand in another order."""
    shared = set(before) & set(after)
    earlier = [name for name in before if name in shared]
    later = [name for name in after if name in shared]
    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    kept = {
        name
        for block in matcher.get_matching_blocks()
        for name in earlier[block.a : block.a + block.size]
    }
    return shared - kept


def compare_rows(
    old: Sequence[DescribedRow], new: Sequence[DescribedRow]
) -> list[RowDifference]:
    """Return the rows that differ: matched by id, or by place where ids are missing."""
    if _have_ids(old) and _have_ids(new):
        return list(_compare_rows_with_ids(old, new))
    return list(_compare_rows_by_place(old, new))


def _compare_fields(
    was: DescribedField | None, now: DescribedField | None
) -> FieldDifference:
    field = now or was or DescribedField("", "", "")
    old: Any = was.value if was else type(field.value)()
    new: Any = now.value if now else type(field.value)()
    pieces: list[DifferencePiece] = []
    items: list[DifferencePiece] = []
    rows: list[RowDifference] = []
    if isinstance(field.value, str):
        pieces = compare_text(old, new)
    elif any(isinstance(each, DescribedRow) for each in (*old, *new)):
        rows = compare_rows(old, new)
    else:
        items = [
            DifferencePiece(change, item)
            for change, part in _match(old, new)
            for item in part
        ]
    return FieldDifference(field.name, field.title, pieces, items, rows)


def _are_both_empty(was: DescribedField | None, now: DescribedField | None) -> bool:
    return not (was and was.value) and not (now and now.value)


def _split_words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _match(
    old: Sequence[Part], new: Sequence[Part]
) -> Iterator[tuple[FieldChange, Sequence]]:
    for tag, i, j, k, m in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield FieldChange.SAME, new[k:m]
            continue
        if i < j:
            yield FieldChange.REMOVED, old[i:j]
        if k < m:
            yield FieldChange.ADDED, new[k:m]


def _have_ids(rows: Sequence[DescribedRow]) -> bool:
    keys = [row.key for row in rows]
    return all(keys) and len(set(keys)) == len(keys)


def _compare_rows_with_ids(
    old: Sequence[DescribedRow], new: Sequence[DescribedRow]
) -> Iterator[RowDifference]:
    earlier = {row.key: row for row in old}
    for row in new:
        difference = _compare_row(row.key, earlier.pop(row.key, None), row)
        if difference:
            yield difference
    for row in earlier.values():
        yield _describe_whole_row(FieldChange.REMOVED, row.key, row)


def _compare_rows_by_place(
    old: Sequence[DescribedRow], new: Sequence[DescribedRow]
) -> Iterator[RowDifference]:
    """Leave rows out that only moved; pair the others in the order they stand."""
    before, after = ([tuple(row.cells.items()) for row in rows] for rows in (old, new))
    for tag, i, j, k, m in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(j - i, m - k)):
            was = old[i + step] if i + step < j else None
            now = new[k + step] if k + step < m else None
            place = k + step if now else i + step
            difference = _compare_row(str(place + 1), was, now)
            if difference:
                yield difference


def _compare_row(
    label: str, was: DescribedRow | None, now: DescribedRow | None
) -> RowDifference | None:
    if was is None:
        return _describe_whole_row(FieldChange.ADDED, label, now)
    if now is None:
        return _describe_whole_row(FieldChange.REMOVED, label, was)
    cells = [
        CellDifference(title, compare_text(was.cells.get(title, ""), text))
        for title, text in now.cells.items()
        if was.cells.get(title, "") != text
    ]
    return RowDifference(FieldChange.CHANGED, label, cells) if cells else None


def _describe_whole_row(
    change: FieldChange, label: str, row: DescribedRow | None
) -> RowDifference:
    cells = row.cells.items() if row else ()
    return RowDifference(
        change,
        label,
        [
            CellDifference(title, [DifferencePiece(change, text)])
            for title, text in cells
            if text
        ],
    )
