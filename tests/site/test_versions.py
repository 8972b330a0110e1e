"""A site or register of another version is told apart, in a sentence."""

from riaya import PROFILE
from riaya.core.database import get_engine
from riaya.register.tables import get_writer
from riaya.register.tables import states
from riaya.register.tables import VERSION
from riaya.site.starting import refuse_other_versions
from riaya.site.versions import find_mismatches
from riaya.site.versions import find_profiles
from sqlalchemy import update
from zope.processlifetime import ProcessStarting

import logging
import os
import pytest


@pytest.fixture
def app(functional):
    """Give the root of a database with a site of this version."""
    get_writer()
    return functional["app"]


@pytest.fixture
def site(app):
    return app["plone"]


@pytest.fixture
def set_version(site):
    """Return a function that says which version of the profile the site has."""

    def set_to(version):
        import transaction

        site.portal_setup.setLastVersionForProfile(PROFILE, version)
        transaction.commit()

    return set_to


@pytest.fixture
def set_register_version(app):
    """Return a function that says which version the tables of the register have."""

    def set_to(version):
        with get_engine().begin() as connection:
            connection.execute(
                update(states).where(states.c.name == "version").values(value=version)
            )

    yield set_to
    set_to(VERSION)


def test_a_site_of_this_version_is_told_nothing(app, site):
    assert find_mismatches(app) == []
    assert set(find_profiles(site.portal_setup)) == {"riaya:default", "riaya:testing"}


@pytest.mark.parametrize(
    ("version", "how", "is_newer"),
    [("20261121001", "older", False), ("99991231001", "newer", True)],
)
def test_a_site_of_another_version(app, site, set_version, version, how, is_newer):
    set_version(version)
    (mismatch,) = find_mismatches(app)
    assert mismatch.is_newer is is_newer
    assert f"The site plone is {how} than this programme" in mismatch.sentence
    assert (
        f"has version {version}, and the programme has version 2" in mismatch.sentence
    )


@pytest.mark.parametrize(
    ("version", "how"), [("3", "which changes it"), ("99", "which makes it anew")]
)
def test_a_register_of_another_version(app, set_register_version, version, how):
    set_register_version(version)
    (mismatch,) = find_mismatches(app)
    assert not mismatch.is_newer
    assert f"The case register has version {version}" in mismatch.sentence
    assert how in mismatch.sentence


def test_plone_without_riaya_is_none_of_our_business(app, site, set_version):
    site.portal_setup.unsetLastVersionForProfile(PROFILE)
    assert find_mismatches(app) == []


class TestServer:
    """What happens at the start of a server."""

    def test_starts_with_a_site_of_this_version(self, app):
        refuse_other_versions(ProcessStarting())

    def test_does_not_start_with_an_older_site(self, app, set_version, caplog):
        set_version("20261121001")
        with (
            caplog.at_level(logging.ERROR, "riaya"),
            pytest.raises(SystemExit) as end,
        ):
            refuse_other_versions(ProcessStarting())
        assert end.value.code == os.EX_CONFIG
        assert "The server does not start. The site plone is older" in caplog.text
        assert "run riaya-site upgrade" in caplog.text

    def test_does_not_start_with_a_newer_site(self, app, set_version, caplog):
        set_version("99991231001")
        with pytest.raises(SystemExit):
            refuse_other_versions(ProcessStarting())
        assert "restore the backup" in caplog.text
