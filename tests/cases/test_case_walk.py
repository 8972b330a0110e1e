"""A case from registration to closure, and who may see it on the way."""

from AccessControl import Unauthorized
from plone import api
from plone.api.exc import InvalidParameterError
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.practice.readiness import find_missing
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.cases.timeline import find_occurrences
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.offices.setting_up import get_year_folder
from riaya.security.roles import OfficeGroup

import pytest


# Works for one reception point of Jenin, and for no directorate.
RECEPTIONIST = "intake-officer.ps-jen-r1"


@pytest.fixture
def case_of_reception(portal, workers):
    """Return a case that was registered at a reception point of Jenin."""
    api.user.create(email="r1@example.org", username=RECEPTIONIST)
    api.group.add_user(
        groupname=OfficeGroup.INTAKE.of("PS-JEN-R1"), username=RECEPTIONIST
    )
    with api.env.adopt_user(username=RECEPTIONIST):
        draft = make_case()
        draft.client_name, draft.categories = "سلمى التجريبية", ["OTH"]
        draft.id_kind, draft.national_id = "national", "900000001"
        return register_case(portal["offices"]["ps-jen"]["ps-jen-r1"], draft)


def can_view(user_id, content):
    return api.user.has_permission("View", username=user_id, obj=content)


def may_write(user_id, content):
    return api.user.has_permission(
        "Modify portal content", username=user_id, obj=content
    )


class TestRegistration:
    def test_gives_a_number_and_the_published_edition(self, case, portal):
        assert case.case_number == "PS-JEN-2026-000001" or case.case_number.startswith(
            "PS-JEN-"
        )
        assert case.getId() == case.case_number.lower()
        assert case.guide == portal["guide"]["guide-test"].UID()

    def test_numbers_rise_and_differ(self, register):
        first, second = register(), register()
        assert first.case_number < second.case_number

    def test_a_name_stands_in_no_title_id_or_path(self, case):
        assert case.Title() == case.case_number
        assert "أحمد" not in "/".join(case.getPhysicalPath())

    def test_nobody_has_a_way_around_registration(self, portal, as_worker):
        year = get_year_folder(portal["offices"]["ps-jen"], 2026)
        with (
            as_worker("intake-officer.ps-jen"),
            pytest.raises((Unauthorized, ValueError)),
        ):
            year.invokeFactory("riaya.case", "x")


class TestWalk:
    @pytest.mark.parametrize(
        "stage",
        [
            pytest.param(
                "screened",
                marks=pytest.mark.takes("case_workflow", "complete_rapid_assessment"),
            ),
            pytest.param(
                "assigned", marks=pytest.mark.takes("case_workflow", "assign")
            ),
            pytest.param(
                "assessment",
                marks=pytest.mark.takes("case_workflow", "accept_assignment"),
            ),
            pytest.param(
                "planning",
                marks=pytest.mark.takes("case_workflow", "complete_assessment"),
            ),
            pytest.param(
                "implementation",
                marks=pytest.mark.takes("case_workflow", "start_implementation"),
            ),
            pytest.param(
                "closing", marks=pytest.mark.takes("case_workflow", "request_closure")
            ),
            pytest.param(
                "closed", marks=pytest.mark.takes("case_workflow", "approve_closure")
            ),
        ],
    )
    def test_reaches_every_stage_by_the_right_people(self, case, advance, stage):
        assert api.content.get_state(advance(case, stage)) == stage

    def test_is_refused_with_what_is_missing(self, case, as_worker):
        assert find_missing(case)
        with (
            as_worker("intake-officer.ps-jen"),
            pytest.raises(TransitionRefused) as refusal,
        ):
            api.content.transition(case, "complete_rapid_assessment")
        assert "rapid assessment" in str(refusal.value)

    @pytest.mark.takes("case_workflow", "decline_assignment")
    def test_declining_needs_a_reason(self, case, advance, as_worker):
        advance(case, "assigned")
        with as_worker("case-manager.ps-jen"):
            with pytest.raises(CommentMissing):
                api.content.transition(case, "decline_assignment")
            api.content.transition(
                case, "decline_assignment", comment="عبء الحالات كبير"
            )
        assert api.content.get_state(case) == "screened"
        assert case.case_manager is None

    @pytest.mark.takes("case_workflow", "return_closure")
    def test_returning_a_closure_needs_a_reason_and_opens_the_file_again(
        self, case, advance, as_worker
    ):
        advance(case, "closing")
        assert not may_write("case-manager.ps-jen", case)
        with as_worker("case-supervisor.ps-jen"):
            with pytest.raises(CommentMissing):
                api.content.transition(case, "return_closure", comment=" ")
            assert api.content.get_state(case) == "closing"
            api.content.transition(case, "return_closure", comment="لم تكتمل")
        assert api.content.get_state(case) == "implementation"
        assert find_occurrences(case)[0].comment == "لم تكتمل"
        assert may_write("case-manager.ps-jen", case)

    @pytest.mark.parametrize(
        "worker", ["case-manager.ps-jen", "case-supervisor-2.ps-jen"]
    )
    def test_only_the_supervisor_of_the_case_returns_a_closure(
        self, case, advance, as_worker, worker
    ):
        advance(case, "closing")
        with as_worker(worker), pytest.raises(InvalidParameterError):
            api.content.transition(case, "return_closure", comment="لم تكتمل")
        assert api.content.get_state(case) == "closing"

    def test_nobody_approves_the_closure_they_asked_for(self, case, advance, as_worker):
        advance(case, "implementation")
        case.supervisor = "case-manager.ps-jen"
        case.reindexObjectSecurity()
        advance(case, "closing")
        with as_worker("case-manager.ps-jen"), pytest.raises(OwnWork):
            api.content.transition(case, "approve_closure")

    @pytest.mark.takes("case_workflow", "reopen")
    def test_reopens_with_a_comment(self, case, advance, as_worker):
        advance(case, "closed")
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "reopen", comment="عادت الحاجة")
        assert api.content.get_state(case) == "assessment"
        assert case.closed_on is None

    @pytest.mark.case_in("closed")
    def test_reopened_it_asks_for_reason_and_rating_of_its_closure_anew(
        self, case, as_worker
    ):
        assert (case.closure_reason, case.independence_rating) == ("goals_met", 4)
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "reopen", comment="عادت الحاجة")
        assert (case.closure_reason, case.independence_rating) == (None, None)


class TestAccess:
    def test_a_standard_case_is_read_by_its_office_only(self, case, advance):
        advance(case, "assessment")
        assert can_view("case-manager.ps-jen", case)
        assert can_view("case-supervisor.ps-jen", case)
        assert can_view("case-supervisor-2.ps-jen", case)
        assert can_view("office-director.ps-jen", case)
        for stranger in (
            "case-manager-2.ps-jen",
            "intake-officer.ps-jen",
            "field-researcher.ps-jen",
            "case-manager.ps-nbs",
            "case-supervisor.ps-nbs",
            "planner",
            "trainer",
            "admin",
        ):
            assert not can_view(stranger, case), stranger

    def test_the_intake_desk_holds_a_case_until_it_is_assigned(self, case, advance):
        assert can_view("intake-officer.ps-jen", case)
        advance(case, "screened")
        assert can_view("intake-officer.ps-jen", case)
        advance(case, "assigned")
        assert not can_view("intake-officer.ps-jen", case)

    def test_so_does_the_reception_point_that_registered_it(
        self, case, case_of_reception, advance
    ):
        for desk in (RECEPTIONIST, "intake-officer.ps-jen"):
            assert can_view(desk, case_of_reception), desk
        assert not can_view("intake-officer.ps-nbs", case_of_reception)
        assert not can_view(RECEPTIONIST, case)
        advance(case_of_reception, "assigned")
        assert not can_view(RECEPTIONIST, case_of_reception)

    @pytest.mark.takes("confidentiality_workflow", "restrict")
    def test_a_restricted_case_is_read_by_the_assigned_people_only(
        self, case, advance, as_worker
    ):
        advance(case, "assessment")
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "restrict")
        assert can_view("case-manager.ps-jen", case)
        assert can_view("case-supervisor.ps-jen", case)
        assert not can_view("case-supervisor-2.ps-jen", case)
        assert not can_view("office-director.ps-jen", case)

    def test_the_catalog_answers_as_the_case_does(self, case, advance, as_worker):
        advance(case, "planning")
        with as_worker("case-manager.ps-jen"):
            assert len(api.content.find(portal_type="riaya.assessment")) == 2
        with as_worker("case-manager-2.ps-jen"):
            assert len(api.content.find(portal_type="riaya.assessment")) == 0
        with api.env.adopt_user(username="admin"):
            assert len(api.content.find(portal_type="riaya.case")) == 0

    def test_items_are_never_more_visible_than_their_case(self, case, advance):
        advance(case, "implementation")
        for item in case.objectValues():
            assert can_view("case-manager.ps-jen", item)
            assert not can_view("case-manager-2.ps-jen", item)
            assert not can_view("admin", item)
            assert not can_view("intake-officer.ps-jen", item)
