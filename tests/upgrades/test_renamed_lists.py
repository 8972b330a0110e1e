"""Lists that were called by another feature keep what staff wrote into them."""

from plone import api
from plone.registry.interfaces import IRegistry
from riaya.core.vocabularies import get_title
from riaya.upgrades import v20261130002_call_lists_by_who_needs_them as by_need
from riaya.upgrades import v20261201001_let_security_name_its_roles as by_security
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


ROWS = [{"code": "immediate", "ar": "فورية جداً", "en": "At once", "active": True}]
RENAMED = [
    (step, old, new)
    for step in (by_need, by_security)
    for old, new in step.RENAMED.items()
]


@pytest.mark.parametrize(("step", "old", "new"), RENAMED)
def test_a_list_keeps_its_rows_under_the_new_name(portal, step, old, new):
    records = getUtility(IRegistry).records
    records[old] = records[new]
    del records[new]
    api.portal.set_registry_record(old, ROWS)

    step.upgrade(portal.portal_setup)

    assert api.portal.get_registry_record(new) == ROWS
    assert get_title(new, "immediate") == "فورية جداً"
    assert old not in records


@pytest.mark.parametrize(("step", "old", "new"), RENAMED)
def test_a_site_that_has_the_new_name_already_keeps_its_rows(portal, step, old, new):
    api.portal.set_registry_record(new, ROWS)
    step.upgrade(portal.portal_setup)
    assert api.portal.get_registry_record(new) == ROWS


def test_who_is_signed_in_may_still_set_up_a_phone(portal):
    portal.manage_permission("Riaya: Use Collect", ["Manager"])
    by_security.upgrade(portal.portal_setup)
    assert "Authenticated" in {
        each["name"]
        for each in portal.rolesOfPermission("Riaya: Use Collect")
        if each["selected"]
    }


@pytest.mark.parametrize("name", [name for _step, *names in RENAMED for name in names])
def test_clients_reach_a_list_by_either_name(portal, name):
    terms = getUtility(IVocabularyFactory, name=name)(portal)
    assert len(terms)
