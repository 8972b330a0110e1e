"""The documents of a case file as a reader sees them, without waking them."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from plone import api
from riaya.cases.content import Case
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.documents.confidentiality import CONFIDENTIAL
from riaya.documents.confidentiality import DOCUMENT_TYPES
from riaya.documents.file_types import FILE_TYPES
from riaya.security.people import get_name
from typing import Any


KINDS = "riaya.documents.kinds"
CONFIDENTIALITIES = "riaya.documents.confidentialities"


@dataclass(frozen=True)
class DocumentRow:
    """What a list shows of one document."""

    id: str
    title: str
    url: str
    kind: str
    kind_title: str
    dated_on: date | None
    is_confidential: bool
    confidentiality_title: str
    size: str
    type_text: str
    changed_at: datetime
    changed_by: str
    view_url: str
    download_url: str


def find_documents(case: Case) -> list[DocumentRow]:
    """Return the documents that the current person may see in a case.

    They are grouped by kind, in the order of the list of kinds; the newest
    stands first in its group.
    """
    catalog = api.portal.get_tool("portal_catalog")
    path = {"query": "/".join(case.getPhysicalPath()), "depth": 1}
    order = {row["code"]: place for place, row in enumerate(get_rows(KINDS))}
    rows = [
        _make_row(brain) for brain in catalog(path=path, portal_type=DOCUMENT_TYPES)
    ]
    rows.sort(key=lambda row: row.dated_on or row.changed_at.date(), reverse=True)
    return sorted(rows, key=lambda row: order.get(row.kind, len(order)))


def get_type_text(mime: str | None) -> str:
    """Return a short name of a media type, such as PDF."""
    for extension, file_type in FILE_TYPES.items():
        if file_type.mime == mime:
            return extension.upper()
    return ""


def _make_row(brain: Any) -> DocumentRow:
    kind = brain.document_kind or "other"
    confidentiality = brain.document_confidentiality or "standard"
    url = brain.getURL()
    return DocumentRow(
        id=brain.getId,
        title=brain.Title,
        url=url,
        kind=kind,
        kind_title=get_title(KINDS, kind),
        dated_on=brain.dated_on,
        is_confidential=confidentiality == CONFIDENTIAL,
        confidentiality_title=get_title(CONFIDENTIALITIES, confidentiality),
        size=brain.getObjSize,
        type_text=get_type_text(brain.mime_type),
        changed_at=brain.modified.asdatetime(),
        changed_by=get_name(brain.changed_by or brain.Creator),
        view_url=f"{url}/view",
        download_url=f"{url}/@@download",
    )
