"""Being administrator gives no right to case files; having made something gives none."""

from plone import api
from riaya.cases.timeline import find_occurrences
from riaya.core.review import CommentMissing
from riaya.security.roles import CaseRole

import pytest


CLOSED_TO_ADMINISTRATORS = [
    "View",
    "Access contents information",
    "List folder contents",
    "Modify portal content",
    "Delete objects",
    "Copy or Move",
    "Change permissions",
    "Change local roles",
    "Import/Export objects",
    "View management screens",
    "CMFEditions: Access previous versions",
    "Riaya: See who has access",
    "Riaya: Assign case",
    "Riaya: Decide on case",
    "Riaya: Reopen case",
]


@pytest.mark.case_in
@pytest.mark.parametrize("permission", CLOSED_TO_ADMINISTRATORS)
@pytest.mark.parametrize("stage", ["registered", "implementation", "closed"])
def test_administrators_have_no_right_to_a_case_file(case, permission, stage):
    assert not api.user.has_permission(permission, username="admin", obj=case)
    for item in case.objectValues():
        assert not api.user.has_permission(permission, username="admin", obj=item)


@pytest.mark.case_in("assessment")
def test_an_owner_has_no_right_by_ownership(case):
    owners = {user for user, roles in case.get_local_roles() if "Owner" in roles}
    assert "intake-officer.ps-jen" in owners
    assert not api.user.has_permission(
        "View", username="intake-officer.ps-jen", obj=case
    )


@pytest.mark.case_in("assessment")
def test_a_role_granted_on_a_case_by_hand_counts_for_nothing(case):
    case.manage_setLocalRoles("planner", ["Assigned Case Manager"])
    case.reindexObjectSecurity()
    assert not api.user.has_permission("View", username="planner", obj=case)


@pytest.mark.case_in("assessment")
def test_a_role_granted_for_the_whole_site_opens_no_case(case):
    api.user.grant_roles(username="planner", roles=["Case Supervisor", "Case Manager"])
    assert not api.user.has_permission("View", username="planner", obj=case)


@pytest.mark.parametrize("role", list(CaseRole))
def test_the_site_offers_no_computed_role(portal, role):
    assert role not in portal.valid_roles()
    assert role not in portal.acl_users.portal_role_manager.listRoleIds()


@pytest.mark.parametrize(
    ("transition", "comment"),
    [
        ("refuse", ""),
        ("refuse", "   "),
        pytest.param(
            "mark_duplicate",
            "ملف سابق",
            marks=pytest.mark.takes("case_workflow", "mark_duplicate"),
        ),
    ],
)
def test_ending_early_keeps_the_reason(case, as_worker, transition, comment):
    with as_worker("case-supervisor.ps-jen"):
        if not comment.strip():
            with pytest.raises(CommentMissing):
                api.content.transition(case, transition, comment=comment)
        else:
            api.content.transition(case, transition, comment=comment)
            assert find_occurrences(case)[0].comment == comment
