"""What a task opens, to whom, and for how long."""

from io import BytesIO
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.assessments.receiving.filled_forms import OpenCases
from riaya.forms.interfaces import Attachment
from riaya.security.causes import find_causes
from riaya.site.demo_walk import add_item
from riaya.tasks.access import is_group
from riaya.tasks.handing_over import hand_over
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import publish_form
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER

import pytest


pytestmark = pytest.mark.case_in("assessment")
PICTURE = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture
def visit(case, add_task):
    """Return a task of the field researcher in a case in assessment."""
    return add_task(responsible=RESEARCHER, title="زيارة منزلية")


@pytest.fixture
def may(as_worker):
    """Return a function that says what the researcher may do with content."""

    def ask(permission, content, worker=RESEARCHER):
        with as_worker(worker):
            return api.user.has_permission(permission, obj=content)

    return ask


@pytest.fixture
def find_listed(case, as_worker):
    """Return a function that says which items of the case a worker finds."""

    def find(worker=RESEARCHER):
        with as_worker(worker):
            brains = api.content.find(path="/".join(case.getPhysicalPath()), depth=1)
            return sorted(brain.getId for brain in brains)

    return find


def write_note(case, as_worker):
    with as_worker(MANAGER):
        return add_item(case, "riaya.note", text="ملاحظة")


def begin_form(case, as_worker, worker=RESEARCHER):
    with as_worker(worker):
        return add_item(case, "riaya.assessment", kind="other", summary="ملخص")


class TestAPersonWithATask:
    def test_sees_the_case_and_their_tasks(self, case, visit, may):
        assert may("View", case)
        assert may("View", visit)

    def test_sees_nothing_else_in_the_file(
        self, case, visit, may, as_worker, find_listed, add_task
    ):
        note, other = write_note(case, as_worker), add_task()
        mine = begin_form(case, as_worker, MANAGER)
        for item in (note, other, mine, case["assessment-1"]):
            assert not may("View", item), item.getId()
        assert find_listed() == [visit.getId()]

    def test_fills_in_forms_and_sees_their_own(
        self, case, visit, may, as_worker, find_listed
    ):
        draft = begin_form(case, as_worker)
        assert may("Modify portal content", draft)
        with as_worker(RESEARCHER):
            api.content.transition(draft, "submit")
        assert may("View", draft)
        assert not may("Modify portal content", draft)
        assert find_listed() == sorted([draft.getId(), visit.getId()])

    def test_finds_the_case_as_long_as_it_is_open(self, case, visit, as_worker):
        def find_cases():
            with as_worker(RESEARCHER):
                brains = api.content.find(portal_type="riaya.case")
                return [brain.getId for brain in brains]

        assert find_cases() == [case.getId()]
        with as_worker(MANAGER):
            api.content.transition(visit, "complete")
        assert find_cases() == []

    def test_is_named_with_the_cause(self, case, visit):
        causes = {
            cause.cause for cause in find_causes(case) if cause.principal == RESEARCHER
        }
        assert causes == {"task"}

    def test_takes_no_step_of_the_case(self, case, visit, may):
        for permission in (
            "Riaya: Advance case",
            "Riaya: Add note",
            "Riaya: Add plan",
            "Riaya: Read timeline",
            "CMFEditions: Access previous versions",
        ):
            assert not may(permission, case), permission

    @pytest.mark.parametrize("ending", ["complete", "cancel", "hand_over"])
    def test_loses_everything_when_it_ends(
        self, case, visit, may, as_worker, find_listed, ending
    ):
        draft = begin_form(case, as_worker)
        with as_worker(MANAGER):
            if ending == "hand_over":
                hand_over(visit, MANAGER)
            else:
                api.content.transition(visit, ending, comment="انتهى")
        assert not any(may("View", item) for item in (case, visit, draft))
        assert find_listed() == []

    def test_sees_a_case_again_that_is_restricted_while_the_task_is_open(
        self, case, visit, may, as_worker
    ):
        with as_worker(MANAGER):
            api.content.transition(case, "restrict")
        assert may("View", case)


class TestFormsOfAPersonWithATask:
    @pytest.fixture
    def send(self, case, visit, portal, as_worker):
        template = publish_form()

        def send_answers(key, **changes):
            answers = ANSWERS | {"visited_on": "2026-01-14", "photo": "1.jpg"}
            picture = Attachment("1.jpg", BytesIO(PICTURE), len(PICTURE))
            with as_worker(RESEARCHER):
                return receive_submission(
                    template,
                    case,
                    Submission(
                        key=key,
                        answers=answers,
                        attachments={picture.filename: picture},
                        **changes,
                    ),
                ).assessment

        return send_answers

    def test_are_kept_as_drafts_of_their_own(self, send, may, find_listed, visit):
        draft = send("k-1", is_draft=True)
        assert may("Modify portal content", draft)
        assert draft.getId() in find_listed()

    def test_bring_their_files_which_join_the_papers_of_the_case(self, send, may):
        sent = send("k-1", submits=True)
        assert sent.is_complete
        assert may("View", sent)
        document = uuidToObject(sent.attachments["1.jpg"], unrestricted=True)
        assert not may("View", document)
        assert may("View", document, MANAGER)

    def test_can_be_filled_on_a_phone(self, case, visit, as_worker):
        with as_worker(RESEARCHER):
            assert [each["name"] for each in OpenCases().find()] == [case.UID()]
        with as_worker(MANAGER):
            api.content.transition(visit, "complete")
        with as_worker(RESEARCHER):
            assert OpenCases().find() == []


class TestAGroupWithATask:
    def test_sees_nothing(self, case, add_task, may):
        task = add_task(responsible="PS-JEN:researchers")
        assert not may("View", case)
        assert not may("View", task)

    @pytest.mark.parametrize(
        ("principal", "told"),
        [
            ("PS-JEN:researchers", True),
            ("PS-JEN:nobody", False),
            ("researchers", False),
            (RESEARCHER, False),
        ],
    )
    def test_is_told_by_the_form_of_its_id(self, principal, told):
        assert is_group(principal) is told

    @pytest.mark.case_in("registered")
    def test_that_holds_the_case_anyway_may_complete_it(self, case, add_task, may):
        desk = "intake-officer.ps-jen"
        task = add_task(worker=desk, responsible="PS-JEN:intake")
        assert may("Riaya: Complete task", task, desk)
        assert not may("Riaya: Complete task", task, "case-supervisor.ps-jen")


class TestOtherPeople:
    @pytest.mark.parametrize(
        "worker", ["case-manager-2.ps-jen", "case-manager.ps-nbs", "admin", "planner"]
    )
    def test_do_not_see_a_task(self, visit, may, worker):
        assert not may("View", visit, worker)
