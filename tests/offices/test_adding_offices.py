"""Administrators add offices; the code of an office is its own for ever."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from riaya.offices.exceptions import OfficeCodeRefused
from zope.lifecycleevent import modified

import pytest
import requests
import transaction


FIELDS = {
    "@type": "riaya.office",
    "title": "مديرية جديدة",
    "title_en": "New directorate",
    "code": "PS-NEW",
    "office_kind": "directorate",
}


@pytest.fixture
def add_office(portal):
    """Return a function that adds an office as its form does."""

    def add(code: str):
        office = createContent("riaya.office", title="مديرية", code=code)
        return addContentToContainer(portal["offices"], office, checkConstraints=False)

    return add


@pytest.fixture
def browse(functional):
    """Return a function that gets a page as an administrator."""
    base = f"http://{functional['host']}:{functional['port']}/plone/"
    owner = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return lambda path: requests.get(base + path, auth=owner, timeout=60)


class TestAddedOffice:
    def test_has_groups_and_a_folder_of_cases(self, add_office):
        office = add_office("PS-NEW")
        assert office.getId() == "ps-new"
        assert api.group.get(groupname="PS-NEW:case-managers")
        assert "cases" in office

    def test_is_refused_with_the_code_of_another(self, add_office):
        with pytest.raises(OfficeCodeRefused):
            add_office("PS-JEN")

    def test_is_refused_with_the_code_of_a_reception_point(self, add_office):
        with pytest.raises(OfficeCodeRefused):
            add_office("PS-JEN-R1")

    def test_keeps_its_code(self, portal):
        office = portal["offices"]["ps-jen"]
        office.code = "PS-OTHER"
        with pytest.raises(OfficeCodeRefused):
            modified(office)


class TestOfficeOverRest:
    def test_is_added_by_an_administrator(self, manager_request, functional):
        answer = manager_request.post("/offices", json=FIELDS)
        assert answer.status_code == 201
        transaction.begin()
        assert functional["portal"]["offices"]["ps-new"].code == "PS-NEW"

    def test_is_not_added_by_others(self, anon_request, functional):
        assert anon_request.post("/offices", json=FIELDS).status_code == 401

    def test_form_asks_for_the_code(self, browse, functional):
        page = browse("offices/++add++riaya.office")
        assert "form.widgets.code" in page.text

    def test_edit_form_leaves_the_code_alone(self, browse, functional):
        page = browse("offices/ps-jen/edit")
        assert "form.widgets.title" in page.text
        assert "form.widgets.code" not in page.text
