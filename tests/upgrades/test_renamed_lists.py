"""Lists that were called by another feature keep what staff wrote into them."""

from plone import api
from plone.registry.interfaces import IRegistry
from riaya.core.vocabularies import get_title
from riaya.upgrades import v20261130002_call_lists_by_who_needs_them as renaming
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest


ROWS = [{"code": "immediate", "ar": "فورية جداً", "en": "At once", "active": True}]


@pytest.fixture
def earlier_site(portal):
    """Have the lists of a site of the version before, one of them reworded."""
    records = getUtility(IRegistry).records
    for old, new in renaming.RENAMED.items():
        records[old] = records[new]
        del records[new]
    api.portal.set_registry_record("riaya.cases.response_groups", ROWS)
    return portal


def test_a_list_keeps_its_rows_under_the_new_name(earlier_site):
    renaming.upgrade(earlier_site.portal_setup)
    assert api.portal.get_registry_record("riaya.guide.response_groups") == ROWS
    assert get_title("riaya.guide.stages", "registered") != "registered"
    records = getUtility(IRegistry).records
    assert not [name for name in renaming.RENAMED if name in records]


def test_a_site_that_has_the_new_names_already_keeps_its_rows(portal):
    api.portal.set_registry_record("riaya.guide.response_groups", ROWS)
    renaming.upgrade(portal.portal_setup)
    assert api.portal.get_registry_record("riaya.guide.response_groups") == ROWS


@pytest.mark.parametrize("name", [*renaming.RENAMED, *renaming.RENAMED.values()])
def test_clients_reach_a_list_by_either_name(portal, name):
    terms = getUtility(IVocabularyFactory, name=name)(portal)
    assert len(terms)
