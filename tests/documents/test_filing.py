"""Documents in a case file, on a real site."""

from datetime import date
from plone import api
from plone.app.versioningbehavior.behaviors import IVersioningSupport
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from riaya.cases.lookup import find_items
from riaya.core.exceptions import ChangedMeanwhile
from riaya.documents.exceptions import DocumentCannotBeMoved
from riaya.documents.exceptions import DocumentRefused
from riaya.documents.exceptions import DocumentsRefused
from riaya.documents.filing import replace_file
from riaya.documents.filing import store_documents
from riaya.documents.listing import find_documents
from riaya.documents.versions.history import find_versions
from riaya.documents.versions.history import get_version
from riaya.documents.versions.history import revert_to_version
from riaya.security.people import get_name
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


INTAKE = "intake-officer.ps-jen"


class TestStoring:
    def test_ids_are_numbers_and_the_name_stays_on_the_file(self, store):
        document = store()
        assert document.getId() == "document-1"
        assert document.file.filename == "تقرير أحمد.pdf"
        assert store().getId() == "document-2"

    def test_pictures_become_images(self, store, samples):
        document = store(data=samples.jpg, filename="بطاقة.jpg")
        assert document.portal_type == "Image"
        assert document.image.contentType == "image/jpeg"

    def test_kind_is_other_unless_it_is_given(self, case, as_worker, samples):
        with as_worker(INTAKE):
            document = createContent("File")
            document.file = NamedBlobFile(samples.pdf, filename="a.pdf")
            document = addContentToContainer(case, document)
        assert document.document_kind == "other"

    def test_one_refused_file_keeps_all_out(self, case, as_worker, samples):
        uploads = [
            samples.make_upload(row="1"),
            samples.make_upload(data=b"", row="2"),
            samples.make_upload(filename="a.exe", row="3"),
        ]
        with as_worker(INTAKE), pytest.raises(DocumentsRefused) as refused:
            store_documents(case, uploads)
        assert set(refused.value.refusals) == {"2", "3"}
        assert not [each for each in case.objectIds() if each.startswith("document")]

    @pytest.mark.parametrize(
        "facts",
        [
            {"dated_on": date(2999, 1, 1)},
            {"kind": "unknown"},
            {"confidentiality": "unknown"},
        ],
    )
    def test_impossible_facts_are_refused(self, store, facts):
        with pytest.raises(DocumentsRefused):
            store(**facts)

    def test_a_file_is_checked_by_whatever_way_it_comes(self, case, as_worker):
        document = createContent("File")
        document.file = NamedBlobFile(b"MZ\x90", filename="a.pdf")
        with as_worker(INTAKE), pytest.raises(DocumentRefused):
            addContentToContainer(case, document)

    def test_a_changed_file_is_checked_as_well(self, store, as_worker):
        document = store()
        document.file = NamedBlobFile(b"MZ\x90", filename="a.pdf")
        with as_worker(INTAKE), pytest.raises(DocumentRefused):
            notify(ObjectModifiedEvent(document))

    def test_an_id_with_a_name_is_refused(self, case, as_worker, samples):
        document = createContent("File", id="ahmad")
        document.file = NamedBlobFile(samples.pdf, filename="a.pdf")
        with as_worker(INTAKE), pytest.raises(DocumentCannotBeMoved):
            case._setObject("ahmad", document)

    def test_files_outside_of_cases_follow_plone(self, portal):
        with api.env.adopt_roles(["Manager"]):
            document = createContent("File", title="مادة")
            document.file = NamedBlobFile(b"<html>", filename="material.html")
            document = addContentToContainer(portal["training"], document)
        assert document.getId() == "material.html"
        assert getattr(document, "document_kind", None) is None


class TestCatalog:
    def test_text_is_not_in_the_index_inside_a_case(self, case, store, samples, portal):
        store(data="كلمةنادرة zebrafish".encode(), filename="ملاحظة.txt")
        store(data=samples.jpg, filename="zebrafish.jpg")
        catalog = portal.portal_catalog
        for brain in (
            *find_items(case),
            *catalog.unrestrictedSearchResults(UID=case.UID()),
        ):
            entry = catalog.getIndexDataForRID(brain.getRID())
            assert not entry.get("SearchableText"), brain.getPath()

    def test_no_transform_reads_a_document_of_a_case(self, store, portal, monkeypatch):
        calls = []
        transforms = type(portal.portal_transforms.aq_base)
        original = transforms.convertTo
        monkeypatch.setattr(
            transforms,
            "convertTo",
            lambda self, *args, **kw: calls.append(args) or original(self, *args, **kw),
        )
        store(data=b"plain text", filename="a.txt")
        portal.portal_catalog.unrestrictedSearchResults(id="document-1")
        assert calls == []

    def test_text_is_found_outside_of_cases(self, portal):
        with api.env.adopt_roles(["Manager"]):
            document = createContent("File", title="مادة")
            document.file = NamedBlobFile(
                b"zebrafish", filename="a.txt", contentType="text/plain"
            )
            addContentToContainer(portal["training"], document)
            assert len(portal.portal_catalog(SearchableText="zebrafish")) == 1

    def test_the_list_wakes_nothing_and_says_everything(
        self, case, store, as_worker, samples
    ):
        store(kind="medical", dated_on=date(2026, 1, 2))
        store(kind="identity", data=samples.png, filename="هوية.png")
        with as_worker(INTAKE):
            rows = find_documents(case)
        assert [row.kind for row in rows] == ["identity", "medical"]
        assert rows[1].dated_on == date(2026, 1, 2)
        assert (rows[1].type_text, rows[0].type_text) == ("PDF", "PNG")
        assert rows[0].changed_by == get_name(INTAKE)


class TestVersions:
    def test_replacing_keeps_the_older_file(self, store, as_worker, samples):
        document = store()
        with as_worker(INTAKE):
            upload = samples.make_upload(data=samples.pdf + b"2", filename="أوضح.pdf")
            replace_file(document, upload, "أوضح", seen=0)
            assert [each.number for each in find_versions(document)] == [1, 0]
            assert find_versions(document)[0].comment == "أوضح"
            assert get_version(document, 0).file.data == samples.pdf
            assert get_version(document, 0).file.filename == "تقرير أحمد.pdf"
        assert document.file.data == samples.pdf + b"2"
        assert document.getId() == "document-1"

    def test_bringing_back_makes_a_new_version(self, store, as_worker, samples):
        document = store()
        with as_worker(INTAKE):
            replace_file(
                document, samples.make_upload(data=samples.pdf + b"2"), "", seen=0
            )
            revert_to_version(document, 0, "خطأ")
            assert document.file.data == samples.pdf
            assert [each.number for each in find_versions(document)] == [2, 1, 0]
            assert get_version(document, 1).file.data == samples.pdf + b"2"

    def test_the_second_of_two_people_is_told(self, store, as_worker, samples):
        document = store()
        with as_worker(INTAKE):
            replace_file(document, samples.make_upload(), "", seen=0)
            with pytest.raises(ChangedMeanwhile):
                replace_file(document, samples.make_upload(), "", seen=0)

    def test_reading_a_version_writes_nothing(self, store, as_worker, samples):
        document = store()
        with as_worker(INTAKE):
            replace_file(
                document, samples.make_upload(data=samples.pdf + b"2"), "", seen=0
            )
            get_version(document, 0)
        assert document.file.data == samples.pdf + b"2"

    def test_strangers_read_no_versions(self, store, as_worker):
        document = store()
        for stranger in (
            "case-manager.ps-nbs",
            "case-manager.ps-jen",
            "planner",
            "admin",
        ):
            with api.env.adopt_user(username=stranger), pytest.raises(Unauthorized):
                find_versions(document)

    @pytest.mark.parametrize(
        "portal_type",
        [
            "riaya.assessment",
            "riaya.intervention_plan",
            "riaya.guide_chapter",
            "riaya.guide_step",
            "riaya.form_template",
            "File",
            "Image",
        ],
    )
    def test_work_that_is_approved_or_published_has_versions(self, portal, portal_type):
        assert IVersioningSupport.providedBy(createContent(portal_type))
        assert portal.portal_repository.supportsPolicy(
            createContent(portal_type).__of__(portal), "at_edit_autoversion"
        )
