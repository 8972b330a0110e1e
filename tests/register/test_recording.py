"""The register is in step with the cases, whatever becomes of a transaction."""

from Acquisition import aq_base
from datetime import timedelta
from plone import api
from riaya.cases.interfaces import ICase
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.register.recording import open_register
from riaya.register.recording import touch
from riaya.register.tables import cases
from riaya.register.tables import words
from riaya.security.causes import Cause
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from sqlalchemy import func
from sqlalchemy import select
from zope.component import getGlobalSiteManager

import pytest
import transaction


DIRECTOR = "office-director.ps-jen"


def count_rows(table=cases):
    with open_register() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def read_row(case):
    with open_register() as connection:
        query = select(cases).where(cases.c.uid == case.UID())
        return connection.execute(query).one()


@pytest.mark.usefixtures("portal")
class TestWithinTheSite:
    def test_a_registered_case_has_its_row(self, case):
        row = read_row(case)
        assert row.case_number == case.case_number
        assert row.office == "PS-JEN"
        assert row.review_state == "registered"
        assert row.path == "/".join(case.getPhysicalPath())
        assert row.next_due.tzinfo is not None

    def test_a_deleted_case_leaves_nothing(self, case):
        assert count_rows() == 1
        case.aq_parent._delObject(case.getId())
        assert count_rows() == count_rows(words) == 0

    def test_a_deleted_office_leaves_nothing(self, case, portal):
        assert count_rows() == 1
        portal["offices"]._delObject("ps-jen")
        assert count_rows() == 0

    def test_a_moved_case_is_listed_where_it_is(self, case, portal):
        former, later = case.aq_parent, portal["offices"]["ps-nbs"]["cases"]
        assert count_rows() == 1
        moved = aq_base(case)
        former._delObject(case.getId())
        later._setObject(moved.getId(), moved)
        row = read_row(moved)
        assert row.path == "/plone/offices/ps-nbs/cases/" + moved.getId()
        assert row.office == "PS-NBS"
        assert count_rows() == 1

    def test_a_transition_changes_the_row(self, case, advance):
        advance(case, "assessment")
        row = read_row(case)
        assert row.review_state == "assessment"
        assert row.case_manager == "case-manager.ps-jen"

    def test_content_that_is_no_case_is_not_listed(self, portal):
        touch(portal["guide"])
        assert count_rows() == 0

    def test_a_shared_case_is_found_until_the_share_ends(self, ask, case):
        class Share:
            def __init__(self, case):
                self.case = case

            def find(self):
                yield Cause(
                    "field-researcher.ps-nbs",
                    CaseRole.GUEST,
                    "share",
                    "Share",
                    now() + timedelta(days=2),
                )

        site = getGlobalSiteManager()
        site.registerAdapter(Share, (ICase,), ICauses, name="share-of-test")
        try:
            case.reindexObject()
            assert ask("field-researcher.ps-nbs").total == 1
        finally:
            site.unregisterAdapter(Share, (ICase,), ICauses, name="share-of-test")
        with freeze(now() + timedelta(days=3)):
            assert ask("field-researcher.ps-nbs").total == 0


class TestTransactions:
    def test_an_undone_savepoint_undoes_the_row(self, case, register):
        transaction.savepoint()
        assert count_rows() == 1
        savepoint = transaction.savepoint()
        register()
        assert count_rows() == 2
        savepoint.rollback()
        assert count_rows() == 1

    def test_a_change_before_an_undone_savepoint_stays(self, case, ask):
        case.client_name = "هناء"
        case.reindexObject()
        savepoint = transaction.savepoint()
        assert ask(DIRECTOR, text="هناء").total == 1
        savepoint.rollback()
        case.reindexObject()
        assert ask(DIRECTOR, text="هناء").total == 1

    def test_reading_alone_joins_no_transaction(self, portal):
        transaction.begin()
        assert count_rows() == 0
        assert not transaction.get()._resources


class Refusing:
    """A data manager that refuses to commit, as the object database may."""

    def abort(self, transaction):
        pass

    tpc_begin = commit = tpc_finish = tpc_abort = abort

    def tpc_vote(self, transaction):
        raise RuntimeError("The disk is full.")

    def sortKey(self):
        return "m"


@pytest.fixture
def committing_site(database, functional):
    """Return a site in which transactions really end."""
    return functional["portal"]


class TestCommits:
    @pytest.fixture
    def portal(self, committing_site):
        return committing_site

    def test_a_committed_case_has_its_row(self, register):
        register()
        transaction.commit()
        transaction.begin()
        assert count_rows() == 1

    def test_an_aborted_case_leaves_no_row(self, register, workers):
        transaction.commit()
        register()
        assert count_rows() == 1
        transaction.abort()
        assert count_rows() == 0
        assert count_rows(words) == 0

    def test_a_failed_commit_leaves_no_row_and_the_next_try_one(
        self, register, workers
    ):
        transaction.commit()
        register()
        transaction.get().join(Refusing())
        with pytest.raises(RuntimeError):
            transaction.commit()
        transaction.abort()
        assert count_rows() == 0
        register()
        transaction.commit()
        assert count_rows() == 1

    def test_a_row_is_written_once_however_often_its_case_is_indexed(
        self, register, monkeypatch, workers
    ):
        from riaya.register import recording

        transaction.commit()
        written = []
        write = recording.write_entry
        monkeypatch.setattr(
            recording, "write_entry", lambda entry: (written.append(1), write(entry))
        )
        case = register()
        for _count in range(3):
            case.reindexObject()
            api.content.find(portal_type="riaya.case")
        transaction.commit()
        assert len(written) == 1
