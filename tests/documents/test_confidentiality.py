"""Confidential documents: who reads them, by every way."""

from AccessControl.Permission import Permission
from plone import api
from riaya.documents.confidentiality import apply_confidentiality
from riaya.documents.confidentiality import get_confidentiality
from riaya.documents.filing import replace_file
from riaya.documents.filing import store_documents
from riaya.documents.interfaces import ICaseDocument
from riaya.documents.versions.history import find_versions
from riaya.documents.versions.history import get_version
from riaya.documents.versions.history import READ
from riaya.documents.versions.history import revert_to_version
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


MANAGER, SUPERVISOR = "case-manager.ps-jen", "case-supervisor.ps-jen"
OTHER_READERS = ("case-supervisor-2.ps-jen", "office-director.ps-jen")
STRANGERS = (
    "case-manager-2.ps-jen",
    "intake-officer.ps-jen",
    "field-researcher.ps-jen",
    "case-manager.ps-nbs",
    "case-supervisor.ps-nbs",
    "planner",
    "trainer",
    "admin",
)
CHANGE = "Modify portal content"
pytestmark = pytest.mark.case_in("assessment")


@pytest.fixture
def document(case, as_worker, samples):
    with as_worker(MANAGER):
        return store_documents(case, [samples.make_upload()])[0]


@pytest.fixture
def confidential(document, as_worker):
    with as_worker(MANAGER):
        ICaseDocument(document).document_confidentiality = "confidential"
        notify(ObjectModifiedEvent(document))
    return document


def find(user_id):
    with api.env.adopt_user(username=user_id):
        return [brain.getId for brain in api.content.find(portal_type="File")]


def can(user_id, permission, content):
    return api.user.has_permission(permission, username=user_id, obj=content)


def test_standard_document_is_read_by_all_readers_of_the_case(document):
    for reader in (MANAGER, SUPERVISOR, *OTHER_READERS):
        assert can(reader, "View", document), reader
        assert find(reader) == ["document-1"], reader


def test_confidential_document_is_read_by_the_assigned_people_only(confidential):
    for reader in (MANAGER, SUPERVISOR):
        assert can(reader, "View", confidential)
        assert find(reader) == ["document-1"]
    for stranger in (*OTHER_READERS, *STRANGERS):
        assert not can(stranger, "View", confidential), stranger
        assert not can(stranger, "Access contents information", confidential), stranger
        assert find(stranger) == [], stranger


def test_its_versions_are_read_by_nobody_else(confidential):
    with api.env.adopt_user(username=SUPERVISOR):
        assert find_versions(confidential)
    # A right to all versions is of no use for what somebody may not see.
    Permission(READ, (), confidential).setRoles(("Authenticated",))
    for reader in OTHER_READERS:
        assert can(reader, READ, confidential), reader
        for ask in (find_versions, lambda document: get_version(document, 0)):
            with api.env.adopt_user(username=reader), pytest.raises(Unauthorized):
                ask(confidential)


def test_nobody_but_the_case_manager_changes_it(confidential):
    assert can(MANAGER, CHANGE, confidential)
    for other in (SUPERVISOR, *OTHER_READERS, *STRANGERS):
        assert not can(other, CHANGE, confidential), other


def test_nobody_changes_it_once_the_stage_forbids_it(confidential, case, advance):
    advance(case, "closed")
    assert get_confidentiality(confidential) == "confidential"
    roles = confidential._Modify_portal_content_Permission
    assert roles == ()


def test_it_becomes_standard_again(confidential, as_worker):
    with as_worker(MANAGER):
        ICaseDocument(confidential).document_confidentiality = "standard"
        notify(ObjectModifiedEvent(confidential))
    for reader in OTHER_READERS:
        assert find(reader) == ["document-1"]


def test_an_older_version_does_not_lift_confidentiality(document, as_worker, samples):
    with as_worker(MANAGER):
        replace_file(document, samples.make_upload(data=samples.pdf + b"2"), "", seen=0)
        ICaseDocument(document).document_confidentiality = "confidential"
        notify(ObjectModifiedEvent(document))
        revert_to_version(document, 0)
    assert get_confidentiality(document) == "confidential"
    for reader in OTHER_READERS:
        assert find(reader) == []


def test_an_older_version_does_not_impose_confidentiality(confidential, as_worker):
    with as_worker(MANAGER):
        ICaseDocument(confidential).document_confidentiality = "standard"
        notify(ObjectModifiedEvent(confidential))
        revert_to_version(confidential, 1)
    assert get_confidentiality(confidential) == "standard"


@pytest.mark.case_in("registered")
def test_who_stores_a_confidential_document_does_not_keep_it(case, as_worker, samples):
    with as_worker("intake-officer.ps-jen"):
        upload = samples.make_upload(confidentiality="confidential")
        (document,) = store_documents(case, [upload])
    assert not can("intake-officer.ps-jen", "View", document)
    assert find("intake-officer.ps-jen") == []


def test_outside_of_cases_sharing_is_plones(portal, samples):
    with api.env.adopt_roles(["Manager"]):
        material = api.content.create(portal["training"], "File", title="مادة")
        ICaseDocument(material).document_confidentiality = "confidential"
    assert get_confidentiality(material) == "standard"
    apply_confidentiality(material, "standard")
