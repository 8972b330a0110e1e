"""A package that Riaya requires opens no door of its own in the site."""

from collective import exportimport
from plone.autoinclude.loader import load_configure
from zope.configuration import xmlconfig
from zope.configuration.config import ConfigurationMachine

import pytest
import riaya
import zope.i18n


@pytest.fixture
def start() -> ConfigurationMachine:
    """Return the configuration as it stands when Plone loads its add-ons."""
    machine = ConfigurationMachine()
    xmlconfig.registerCommonDirectives(machine)
    xmlconfig.include(machine, "meta.zcml", zope.i18n)
    xmlconfig.include(machine, "meta.zcml", riaya)
    return machine


def test_pages_of_the_export_are_not_registered(start):
    before = len(start.actions)
    load_configure(start, "configure.zcml", {"collective.exportimport": exportimport})
    assert len(start.actions) == before
