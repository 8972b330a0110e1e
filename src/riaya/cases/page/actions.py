"""The buttons of a case page that the present person may use."""

from AccessControl.security import checkPermission
from plone.dexterity.interfaces import IDexterityFTI
from riaya import _
from riaya.cases.content import Case
from riaya.cases.edition_change.changing import find_newer_edition
from riaya.cases.items.kinds import find_item_kinds
from riaya.cases.stages import FORWARD
from riaya.cases.stages import Stage
from riaya.transitions.actions import Action
from riaya.transitions.actions import find_transitions
from zope.component import queryUtility


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


def find_case_transitions(case: Case, stage: Stage) -> list[Action]:
    """Return the transitions of the case, the one that leads forward first."""
    url = case.absolute_url()
    forward = FORWARD.get(stage)
    transitions = [
        Action(
            each.id,
            each.title,
            f"{url}/@@assign-case" if each.id == "assign" else each.url,
            is_primary=each.id == forward,
        )
        for each in find_transitions(case)
    ]
    return sorted(transitions, key=lambda each: not each.is_primary)


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
        Action(kind.portal_type, kind.add_label, kind.get_add_url(url))
        for kind in find_item_kinds()
        if kind.add_label and _may_add(kind.portal_type, case)
    ]
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
