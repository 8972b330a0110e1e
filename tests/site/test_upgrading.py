"""The upgrades that are due are run in order, once, and told in sentences."""

from argparse import Namespace
from riaya import PROFILE
from riaya.core.database import get_engine
from riaya.register.tables import cases
from riaya.register.tables import get_writer
from riaya.register.upgrading import find_version
from riaya.site import commands
from riaya.site.upgrading import run_upgrades
from sqlalchemy import delete
from sqlalchemy import text

import os
import pytest
import transaction


FIRST = "20261121001"


@pytest.fixture
def app(functional, monkeypatch):
    """Give the root of a database whose site has a case."""
    from riaya.site.demo_walk import register_client

    register_client("ps-jen", client_kind="household", client_name="x", **CLIENT)
    transaction.commit()
    list(run_upgrades(functional["app"]))
    return functional["app"]


CLIENT = {"id_kind": "none", "no_id_reason": "lost", "categories": ["OTH"]}


@pytest.fixture
def tool(app):
    """Give the tool that knows the versions of the site's profiles."""
    return app["plone"].portal_setup


def set_version(tool, version):
    tool.setLastVersionForProfile(PROFILE, version)
    transaction.commit()


def test_nothing_is_done_when_nothing_is_due(app):
    before = app._p_jar.db().lastTransaction()
    assert list(run_upgrades(app)) == []
    assert app._p_jar.db().lastTransaction() == before


def test_plone_itself_is_upgraded_first(app):
    """A site that was made with the first 6.2 is brought to the Plone that is here."""
    migration = app["plone"].portal_migration
    wanted = migration.getFileSystemVersion()
    migration.setInstanceVersion("6200")
    transaction.commit()
    first, *_others = run_upgrades(app)
    assert first == f"plone: Plone is now of version {wanted}."
    assert list(run_upgrades(app)) == []


def test_the_steps_of_the_profile_are_run(app, tool):
    portal = app["plone"]
    set_version(tool, FIRST)
    del portal.portal_types["riaya.task"]
    *_steps, step, register = run_upgrades(app)
    wanted = tool.getVersionForProfile(PROFILE)
    assert step.startswith(f"plone: riaya:default is now of version {wanted}: ")
    assert register == "plone: The register agreed with all 1 cases."
    assert "riaya.task" in portal.portal_types
    assert list(run_upgrades(app)) == []


def test_the_register_is_right_before_the_site_is_of_this_version(
    app, tool, monkeypatch
):
    """Otherwise a server would start with what the last step made wrong in it."""
    set_version(tool, FIRST)
    monkeypatch.setattr("riaya.site.upgrading.rebuild_register", lambda site: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(run_upgrades(app))
    transaction.abort()
    wanted = tool.getVersionForProfile(PROFILE)
    assert tool.getLastVersionForProfile(PROFILE) != (wanted,)


def test_a_step_that_fails_is_undone_and_comes_again(app, tool, monkeypatch, capsys):
    portal = app["plone"]
    set_version(tool, FIRST)
    step = tool.listUpgrades(PROFILE, simple=True)[0]

    def fail(tool):
        del portal.portal_types["riaya.task"]
        raise ZeroDivisionError

    monkeypatch.setattr(step, "handler", fail)
    with pytest.raises(ZeroDivisionError):
        commands.upgrade(app, Namespace())
    assert "the step at the error was undone" in capsys.readouterr().err
    assert tool.getLastVersionForProfile(PROFILE) == (FIRST,)
    assert "riaya.task" in portal.portal_types


def test_an_earlier_register_is_changed(app, capsys):
    with get_engine().begin() as connection:
        connection.execute(
            text("UPDATE riaya_register SET value = '3' WHERE name = 'version'")
        )
    assert commands.upgrade(app, Namespace()) == 0
    assert capsys.readouterr().out == (
        "Case register: Version 3 became version 4: The index of escalations begins with the moment.\n"
    )
    assert find_version(get_engine()) == "4"


def test_a_register_that_lost_its_cases_is_rebuilt(app):
    with get_engine().begin() as connection:
        connection.execute(delete(cases))
        connection.execute(text("DELETE FROM riaya_register WHERE name <> 'version'"))
    (total,) = run_upgrades(app)
    assert "was rebuilt from 1 cases" in total


def test_the_command_says_that_nothing_is_due(app, capsys):
    assert commands.upgrade(app, Namespace()) == 0
    assert capsys.readouterr().out == (
        "Nothing is due: everything is of the version of this programme.\n"
    )


def test_a_newer_site_is_refused_and_left_as_it_is(app, tool, capsys):
    set_version(tool, "99991231001")
    before = app._p_jar.db().lastTransaction()
    assert commands.upgrade(app, Namespace()) == os.EX_CONFIG
    assert "The site plone is newer than this programme" in capsys.readouterr().err
    assert app._p_jar.db().lastTransaction() == before


def test_the_register_of_an_older_site_is_not_rebuilt(app, tool, capsys, monkeypatch):
    monkeypatch.setattr(commands, "SITE_ID", "plone")
    set_version(tool, FIRST)
    get_writer()
    assert commands.rebuild(app, Namespace()) == os.EX_CONFIG
    assert "run riaya-site upgrade" in capsys.readouterr().err
    set_version(tool, tool.getVersionForProfile(PROFILE))
    assert commands.rebuild(app, Namespace()) == 0
    assert capsys.readouterr().out == "The register agreed with all 1 cases.\n"
