"""Putting documents into a case file, and replacing them.

Several documents of one submission are stored together or not at all.
"""

from dataclasses import dataclass
from datetime import date
from plone import api
from plone.app.versioningbehavior.behaviors import IVersionable
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.rfc822.interfaces import IPrimaryFieldInfo
from riaya import _
from riaya.cases.content import Case
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_rows
from riaya.documents.checking import accept_file
from riaya.documents.checking import check_file
from riaya.documents.checking import clean_name
from riaya.documents.exceptions import DocumentCannotBeMoved
from riaya.documents.exceptions import DocumentRefused
from riaya.documents.exceptions import DocumentsRefused
from riaya.documents.interfaces import ICaseDocument
from riaya.documents.listing import CONFIDENTIALITIES
from riaya.documents.listing import KINDS
from riaya.documents.versions.history import check_unchanged
from typing import Any
from typing import BinaryIO
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectCreatedEvent
from zope.lifecycleevent import ObjectModifiedEvent

import re


LAYOUT = "case-document-view"
OTHER = "other"
IMPERSONAL_ID = re.compile(r"document-\d+")


@dataclass(frozen=True)
class Upload:
    """One chosen file with what is said about it; `row` names its place in the form."""

    row: str
    filename: str
    stream: BinaryIO
    size: int
    kind: str = OTHER
    dated_on: date | None = None
    confidentiality: str = "standard"


def store_documents(case: Case, uploads: list[Upload]) -> list:
    """Put files into a case file and return the documents.

    Raises DocumentsRefused, with a sentence for each refused file, and then
    stores none of them.
    """
    refusals = find_refusals(uploads)
    if refusals:
        raise DocumentsRefused(
            _(
                "error_documents_refused",
                default="Nothing was stored: ${count} of ${total} files cannot be taken.",
                mapping={"count": len(refusals), "total": len(uploads)},
            ),
            refusals,
        )
    return [_store(case, upload) for upload in uploads]


def find_refusals(uploads: list[Upload]) -> dict[str, Message]:
    """Return why files cannot be taken, by their row."""
    refusals = {}
    for upload in uploads:
        try:
            check_file(upload.filename, upload.stream, upload.size)
            _check_date(upload.dated_on)
            _check_code(KINDS, upload.kind)
            _check_code(CONFIDENTIALITIES, upload.confidentiality)
        except DocumentRefused as refusal:
            refusals[upload.row] = refusal.message
    return refusals


def prepare_document(document: Any, case: Case, new_id: str) -> None:
    """Make a file or picture that enters a case one of its documents.

    Raises DocumentRefused and DocumentCannotBeMoved.
    """
    if not IMPERSONAL_ID.fullmatch(new_id):
        raise DocumentCannotBeMoved(
            _(
                "error_document_id_is_given",
                default="Documents of case ${number} are numbered by the system. Leave the id out.",
                mapping={"number": case.case_number},
            )
        )
    check_document(document)
    facts = ICaseDocument(document)
    facts.document_kind = facts.document_kind or OTHER
    document.layout = LAYOUT


def check_document(document: Any) -> None:
    """Raise DocumentRefused when a document's file does not belong in a case file.

    Note who brought it there.
    """
    value = get_file(document)
    if value is None:
        raise DocumentRefused(_("error_document_missing", default="Choose a file."))
    accept_file(value)
    document.changed_by = api.user.get_current().getId()


def replace_file(document: Any, upload: Upload, comment: str, seen: int | None) -> None:
    """Put a new file in the place of a document's; the old one stays as a version.

    `seen` is the version that the person had before them.  Raises
    DocumentRefused, and ChangedMeanwhile when there is a newer one.
    """
    check_unchanged(document, seen)
    check_file(upload.filename, upload.stream, upload.size)
    info = IPrimaryFieldInfo(document)
    setattr(document, info.fieldname, make_value(type(info.value), upload))
    IVersionable(document).changeNote = comment
    notify(
        ObjectModifiedEvent(document, Attributes(info.field.interface, info.fieldname))
    )


def make_value(factory: type, upload: Upload) -> Any:
    """Return a named file or picture with the content of an upload."""
    upload.stream.seek(0)
    value = factory(data=upload.stream.read(), filename=clean_name(upload.filename))
    accept_file(value)
    return value


def get_file(document: Any) -> Any:
    """Return the named file of a File or the picture of an Image."""
    info = IPrimaryFieldInfo(document, None)
    return None if info is None else info.value


def _store(case: Case, upload: Upload) -> Any:
    file_type = check_file(upload.filename, upload.stream, upload.size)
    if file_type.is_picture:
        portal_type, field, factory = "Image", "image", NamedBlobImage
    else:
        portal_type, field, factory = "File", "file", NamedBlobFile
    value = make_value(factory, upload)
    document = createContent(portal_type, title=value.filename, **{field: value})
    notify(ObjectCreatedEvent(document))
    facts = ICaseDocument(document.__of__(case))
    facts.document_kind = upload.kind
    facts.dated_on = upload.dated_on
    facts.document_confidentiality = upload.confidentiality
    return addContentToContainer(case, document)


def _check_code(record: str, code: str) -> None:
    if code not in {row["code"] for row in get_rows(record)}:
        raise DocumentRefused(
            _(
                "error_unknown_code",
                default="“${code}” is not in the list. Choose from the list.",
                mapping={"code": code},
            )
        )


def _check_date(dated_on: date | None) -> None:
    if dated_on and dated_on > today(get_zone()):
        raise DocumentRefused(
            _(
                "error_document_dated_in_future",
                default="The date of the document lies in the future.",
            )
        )
