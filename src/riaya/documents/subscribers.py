"""What holds for documents of a case file by whatever way they come."""

from OFS.interfaces import IObjectWillBeMovedEvent
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.documents.confidentiality import apply_confidentiality
from riaya.documents.confidentiality import get_confidentiality
from riaya.documents.confidentiality import refresh_confidential_documents
from riaya.documents.confidentiality import STANDARD
from riaya.documents.filing import check_document
from riaya.documents.filing import prepare_document
from typing import Any
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def prepare_entering_document(document: Any, event: IObjectWillBeMovedEvent) -> None:
    """Check and complete a file that is put into a case file."""
    if event.object is not document or event.newParent is None:
        return
    case = find_case(event.newParent)
    if case is not None:
        prepare_document(document.__of__(event.newParent), case, event.newName)
        if get_confidentiality(document) == STANDARD:
            apply_confidentiality(document, STANDARD)


def check_changed_document(document: Any, event: IObjectModifiedEvent) -> None:
    """Check a document that was changed in a case file."""
    if find_case(document) is not None:
        check_document(document)


def follow_stage_of_documents(case: Case, event: IAfterTransitionEvent) -> None:
    """Let confidential documents follow the stage of their case."""
    if event.transition is not None:
        refresh_confidential_documents(case)
