"""Reading what was chosen and typed on the upload page."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from riaya import _
from riaya.documents.filing import OTHER
from riaya.documents.filing import Upload
from typing import Any
from zope.i18nmessageid import Message


SEVERAL = "several"
SINGLE_ROWS = ("1", "2", "3", "4", "5")


@dataclass
class FormRow:
    """One row of the form; `awaited` are names chosen before a refusal."""

    name: str
    files: list = field(default_factory=list)
    kind: str = OTHER
    dated_on: str = ""
    confidentiality: str = "standard"
    awaited: str = ""
    is_left_out: bool = False
    errors: list[tuple[str, Message]] = field(default_factory=list)

    @property
    def is_several(self) -> bool:
        """Return True for the row that takes several files at once."""
        return self.name == SEVERAL

    @property
    def chosen_names(self) -> str:
        """Return the names of the chosen files, or those chosen before."""
        return "، ".join(file.filename for file in self.files) or self.awaited


def read_rows(form: Mapping[str, Any]) -> list[FormRow]:
    """Return the rows of a submitted form; an empty form gives empty rows."""
    return [_read_row(form, name) for name in (SEVERAL, *SINGLE_ROWS)]


def read_uploads(rows: list[FormRow]) -> list[Upload]:
    """Return the chosen files; note in its row whatever cannot be read."""
    return [
        upload
        for row in rows
        if not row.is_left_out
        for upload in _read_row_uploads(row)
    ]


def read_upload(row: str, file: Any, **facts: Any) -> Upload:
    """Return a file of a form with its size."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return Upload(row=row, filename=file.filename, stream=file, size=size, **facts)


def is_chosen(value: Any) -> bool:
    """Return True for a file field in which a file was chosen."""
    return bool(getattr(value, "filename", None))


def note_refusals(rows: list[FormRow], refusals: dict[str, Message]) -> None:
    """Put each refusal beside the row of its file."""
    for row in rows:
        for place, file in enumerate(row.files):
            if f"{row.name}/{place}" in refusals:
                row.errors.append((file.filename, refusals[f"{row.name}/{place}"]))


def _read_row(form: Mapping[str, Any], name: str) -> FormRow:
    def read(part: str, default: str = "") -> str:
        value = form.get(f"{part}-{name}", default)
        return value if isinstance(value, str) else default

    files = form.get(f"file-{name}", [])
    return FormRow(
        name=name,
        files=[
            each
            for each in (files if isinstance(files, list) else [files])
            if is_chosen(each)
        ],
        kind=read("kind", OTHER),
        dated_on=read("dated_on").strip(),
        confidentiality=read("confidentiality", "standard"),
        awaited=read("awaited"),
        is_left_out=bool(read("leave_out")),
    )


def _read_row_uploads(row: FormRow) -> list[Upload]:
    if row.awaited and not row.files:
        row.errors.append(
            (
                row.awaited,
                _(
                    "error_choose_file_again",
                    default="Choose this file again, or tick that it is left out.",
                ),
            )
        )
        return []
    try:
        dated_on = date.fromisoformat(row.dated_on) if row.dated_on else None
    except ValueError:
        dated_on = None
        row.errors.append(
            (
                row.dated_on,
                _(
                    "error_date_not_readable",
                    default="Write the date as year-month-day, for example 2026-01-31.",
                ),
            )
        )
    return [
        read_upload(
            f"{row.name}/{place}",
            file,
            kind=row.kind,
            dated_on=dated_on,
            confidentiality=row.confidentiality,
        )
        for place, file in enumerate(row.files)
    ]
