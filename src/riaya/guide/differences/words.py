"""What changed between two editions, in sentences."""

from collections.abc import Iterator
from riaya import _
from riaya.core.differences import DifferencePiece
from riaya.core.differences import FieldChange
from riaya.core.differences import FieldDifference
from riaya.core.differences import RowDifference
from zope.i18nmessageid import Message


STEP_ADDED = _("msg_guide_step_added", default="This step is new.")
STEP_REMOVED = _("msg_guide_step_removed", default="This step no longer exists.")
MOVED = _("msg_guide_part_moved", default="Stands at another place.")


def say_moved_from(chapter: str) -> Message:
    """Return where a step stood before."""
    return _(
        "msg_guide_step_moved_from",
        default="Stood in the chapter “${chapter}” before.",
        mapping={"chapter": chapter},
    )


def say_field(field: FieldDifference) -> Iterator[Message]:
    """Return a sentence for each thing that changed in a field; texts are not repeated."""
    if field.pieces:
        yield _say_text(field)
    for item in field.items:
        if item.change is not FieldChange.SAME:
            yield _say_item(field.title, item.change, item.text)
    for row in field.rows:
        if row.change is FieldChange.CHANGED:
            yield from _say_row(field.title, row)
        else:
            yield _say_item(field.title, row.change, _write_row(row))


def _say_text(field: FieldDifference) -> Message:
    is_prose = any(piece.change is FieldChange.SAME for piece in field.pieces)
    before, after = (
        _join(field.pieces, FieldChange.ADDED),
        _join(field.pieces, FieldChange.REMOVED),
    )
    if is_prose or not before or not after or "\n" in before + after:
        return _(
            "msg_guide_text_changed",
            default="${field}: the wording is another.",
            mapping={"field": field.title},
        )
    return _say_instead(field.title, before, after)


def _say_row(title: str, row: RowDifference) -> Iterator[Message]:
    for cell in row.cells:
        before = _join(cell.pieces, FieldChange.ADDED) or "–"
        after = _join(cell.pieces, FieldChange.REMOVED) or "–"
        field = title if len(row.cells) == 1 else f"{title} ({cell.title})"
        yield _say_instead(f"{field}, {row.label}", before, after)


def _say_instead(field: str, before: str, after: str) -> Message:
    return _(
        "msg_guide_value_changed",
        default="${field}: ${after} instead of ${before}.",
        mapping={"field": field, "after": after, "before": before},
    )


def _say_item(title: str, change: FieldChange, text: str) -> Message:
    if change is FieldChange.ADDED:
        return _(
            "msg_guide_item_added",
            default="${field}: “${item}” is new.",
            mapping={"field": title, "item": text},
        )
    return _(
        "msg_guide_item_removed",
        default="${field}: “${item}” is no longer there.",
        mapping={"field": title, "item": text},
    )


def _write_row(row: RowDifference) -> str:
    cells = [_join(cell.pieces, FieldChange.CHANGED) for cell in row.cells]
    return " · ".join(filter(None, [row.label, *cells]))


def _join(pieces: list[DifferencePiece], without: FieldChange) -> str:
    """Return the text of one side: without what was added, or what was removed."""
    return "".join(piece.text for piece in pieces if piece.change is not without)
