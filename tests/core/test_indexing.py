"""What rules find of a case while it is being changed."""

from plone import api
from Products.CMFCore.indexing import getQueue
from riaya.cases.lookup import find_items
from riaya.security.system import as_system
from riaya.site.demo_walk import add_item

import pytest
import transaction


@pytest.fixture
def add_note(case):
    """Return a function that adds a note to the case, without telling the catalog."""
    transaction.savepoint()

    def add():
        with as_system():
            return add_item(case, "riaya.note", text="اتصلت الأسرة")

    return add


def find_notes(case, **criteria):
    return {
        brain.getId for brain in find_items(case, portal_type="riaya.note", **criteria)
    }


def test_what_was_added_is_found_at_once(case, add_note):
    assert find_notes(case) == set()
    note = add_note()
    assert find_notes(case) == {note.getId()}


def test_what_was_taken_away_is_not_found(case, add_note):
    note = add_note()
    assert find_notes(case)
    case._delObject(note.getId())
    assert find_notes(case) == set()


def test_what_was_changed_is_found_as_it_is_now(case):
    transaction.savepoint()
    with as_system():
        task = add_item(
            case, "riaya.task", title="زيارة", responsible="PS-JEN:researchers"
        )
        found = find_items(case, portal_type="riaya.task", review_state="open")
        assert [brain.getId for brain in found] == [task.getId()]
        api.content.transition(task, "cancel", comment="سبب")
    assert not find_items(case, portal_type="riaya.task", review_state="open")
    [brain] = find_items(case, portal_type="riaya.task", review_state="cancelled")
    assert brain.review_state == "cancelled"


@pytest.mark.parametrize("index", ["modified", "allowedRolesAndUsers"])
def test_what_does_not_concern_the_answer_waits(case, add_note, index):
    find_notes(case)
    case.reindexObject(idxs=[index])
    waiting = getQueue().getState()
    assert waiting
    assert find_notes(case) == set()
    assert getQueue().getState() == waiting
