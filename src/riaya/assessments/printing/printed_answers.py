"""The answers of a form as its printed page shows them."""

from AccessControl import getSecurityManager
from plone.app.uuid.utils import uuidToObject
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.reading.sections import Block
from riaya.assessments.reading.views import AssessmentView
from riaya.core.typesetting.pdf import write_words
from riaya.core.typesetting.pictures import shrink_picture
from riaya.core.vocabularies import get_language
from riaya.forms.answering.describing import AnswerLine
from typing import Any


NOT_ANSWERED = "–"
NOT_OPEN = _("msg_file_not_open", default="A document that is not open to you")


def describe_block(block: Block, view: AssessmentView) -> dict[str, Any]:
    """Return a section with its answers, tables and inner sections.

    `view` knows which attached files the reader may see.
    """
    heading = block.heading
    is_entry = heading is not None and not block.columns
    return {
        "label": heading.label if heading else "",
        "number": str(heading.number or "") if heading and is_entry else "",
        "answers": [
            {
                "label": line.label,
                "text": _write(line, view),
                "pictures": find_pictures(line.files, view.context),
            }
            for line in block.answers
        ],
        "columns": [column.label for column in block.columns],
        "rows": [
            [
                str(entry.heading.number) if entry.heading else "",
                *(
                    _write(view.find_cell(entry, column), view)
                    for column in block.columns
                ),
            ]
            for entry in block.entries
        ],
        "sections": [describe_block(each, view) for each in block.sections],
    }


def find_pictures(names: tuple[str, ...], assessment: Assessment) -> list[list[int]]:
    """Return small copies of the attached pictures that the reader may see."""
    uids = assessment.attachments or {}
    documents = [
        uuidToObject(uids[name], unrestricted=True) for name in names if name in uids
    ]
    may = getSecurityManager().checkPermission
    pictures = [
        document.image
        for document in documents
        if getattr(document, "image", None) and may("View", document)
    ]
    small = [shrink_picture(picture.data) for picture in pictures]
    return [each for each in small if each is not None]


def _write(line: AnswerLine | None, view: AssessmentView) -> str:
    if line is None:
        return ""
    if line.files:
        return "\n".join(
            file.name if file.url else write_words(NOT_OPEN, get_language())
            for file in view.find_files(line)
        )
    return line.text or NOT_ANSWERED
