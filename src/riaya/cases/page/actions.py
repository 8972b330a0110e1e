"""The buttons of a case page that the present person may use."""

from AccessControl.security import checkPermission
from dataclasses import dataclass
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from riaya import _
from riaya.cases.content import Case
from riaya.cases.edition_change.changing import find_newer_edition
from riaya.cases.stages import FORWARD
from riaya.cases.stages import Stage
from typing import Any
from zope.component import queryUtility
from zope.i18nmessageid import Message


ADD_LABELS = {
    "riaya.assessment": _("button_add_assessment", default="Write an assessment"),
    "riaya.intervention_plan": _(
        "button_add_plan", default="Write an intervention plan"
    ),
    "riaya.follow_up": _("button_add_follow_up", default="Plan a follow-up"),
    "riaya.task": _("button_add_task", default="Add a task"),
    "riaya.consent": _("button_add_consent", default="Record a consent"),
    "riaya.note": _("button_add_note", default="Write a note"),
}

OTHER = (
    (
        "cmf.ModifyPortalContent",
        "edit",
        _("button_edit_client", default="Edit client data"),
    ),
    (
        "riaya.security.SeeWhoHasAccess",
        "@@case-access",
        _("button_case_access", default="Who can see this case"),
    ),
)


@dataclass(frozen=True)
class Action:
    """A link that leads to something a person may do."""

    id: str
    title: str
    url: str
    is_primary: bool = False


def find_transitions(content: Any) -> list[Action]:
    """Return the steps that the workflows of an object open to the present person."""
    workflow = api.portal.get_tool("portal_workflow")
    return [
        Action(
            row["id"],
            Message(row["name"] or row["title"], domain="riaya"),
            f"{content.absolute_url()}/@@transition?id={row['id']}",
        )
        for row in workflow.getTransitionsFor(content)
    ]


def find_steps(case: Case, stage: Stage) -> list[Action]:
    """Return the steps of the case, the one that leads forward first."""
    url = case.absolute_url()
    forward = FORWARD.get(stage)
    steps = [
        Action(
            step.id,
            step.title,
            f"{url}/@@assign-case" if step.id == "assign" else step.url,
            is_primary=step.id == forward,
        )
        for step in find_transitions(case)
    ]
    return sorted(steps, key=lambda step: not step.is_primary)


def find_additions(case: Case, has_forms: bool = False) -> list[Action]:
    """Return what the present person may put into the case file now.

    With `has_forms` there are published forms to fill in.
    """
    url = case.absolute_url()
    additions = []
    if has_forms:
        label = _("button_fill_form", default="Fill in a form")
        additions.append(Action("forms", label, f"{url}/@@forms"))
    additions += [
        Action(portal_type, label, f"{url}/++add++{portal_type}")
        for portal_type, label in ADD_LABELS.items()
        if _may_add(portal_type, case)
    ]
    if _may_add("File", case):
        label = _("button_upload_documents", default="Upload documents")
        additions.append(Action("upload", label, f"{url}/@@upload-documents"))
    return additions


def find_other_actions(case: Case, stage: Stage) -> list[Action]:
    """Return editing, handing over and the list of who can see the case."""
    url = case.absolute_url()
    actions = [
        Action(name, label, f"{url}/{name}")
        for permission, name, label in OTHER
        if checkPermission(permission, case)
    ]
    if stage != Stage.SCREENED and checkPermission("riaya.cases.AssignCase", case):
        label = _("button_reassign", default="Give to another case manager")
        actions.append(Action("reassign", label, f"{url}/@@assign-case"))
    may_move = checkPermission("riaya.cases.ChangeEdition", case)
    if may_move and find_newer_edition(case) is not None:
        label = _("button_other_edition", default="Move to the newer guide edition")
        actions.append(Action("change-edition", label, f"{url}/@@change-edition"))
    return actions


def _may_add(portal_type: str, case: Case) -> bool:
    fti = queryUtility(IDexterityFTI, name=portal_type)
    return fti is not None and bool(checkPermission(fti.add_permission, case))
