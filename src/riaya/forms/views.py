"""The pages of form templates."""

from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from riaya.core.dates import format_day
from riaya.core.forms import AddView
from riaya.core.vocabularies import get_title
from riaya.forms.content import FormTemplate
from riaya.forms.states import STATES
from riaya.forms.states import STEPS_TAKEN
from riaya.forms.states import TRANSITIONS
from riaya.security.people import get_name


READ_HISTORY = "CMFEditions: Access previous versions"
KILOBYTE = 1024


class FormTemplateAddView(AddView):
    """The page on which a form template is added."""


class FormTemplateView(BrowserView):
    """A form: what it is, its spreadsheet, and for trainers its history."""

    @cached_property
    def state(self) -> str:
        """Return the state of the template."""
        return api.content.get_state(self.context)

    @property
    def state_title(self) -> str:
        """Return the state in words."""
        return STATES[self.state]

    @property
    def kind(self) -> str:
        """Return the kind of form in words."""
        return get_title("riaya.assessments.kinds", self.context.kind)

    @property
    def size(self) -> str:
        """Return the size of the spreadsheet in kilobytes."""
        return str(max(1, self.context.xlsform.getSize() // KILOBYTE))

    @property
    def download_url(self) -> str:
        """Return the address of the spreadsheet."""
        url = self.context.absolute_url()
        return f"{url}/@@download/xlsform/{self.context.xlsform.filename}"

    @property
    def may_edit(self) -> bool:
        """Return True if the person may change the template now."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def may_see_versions(self) -> bool:
        """Return True if the person may compare with earlier versions."""
        return api.user.has_permission(
            "CMFEditions: Access previous versions", obj=self.context
        )

    @property
    def transitions(self) -> list[dict]:
        """Return the steps of publication that this person may take."""
        workflow = api.portal.get_tool("portal_workflow")
        return [
            {
                "title": TRANSITIONS[transition["id"]],
                "url": f"{self.context.absolute_url()}/@@transition?id={transition['id']}",
            }
            for transition in workflow.getTransitionsFor(self.context)
            if transition["id"] in TRANSITIONS
        ]

    @property
    def history(self) -> list[dict]:
        """Return what happened to the template, newest first; nothing for the public.

        Names of workers are no business of somebody who only reads a form.
        """
        if not api.user.has_permission(READ_HISTORY, obj=self.context):
            return []
        workflow = api.portal.get_tool("portal_workflow")
        entries = workflow.getInfoFor(self.context, "review_history", ())
        return [
            {
                "title": STEPS_TAKEN.get(entry["action"], entry["action"]),
                "actor": get_name(entry["actor"]) if entry["actor"] else "",
                "day": format_day(entry["time"].asdatetime()),
                "comment": entry["comments"],
            }
            for entry in reversed(entries)
        ]


class FormLibraryView(BrowserView):
    """All form templates that the reader may see."""

    @cached_property
    def templates(self) -> list[dict]:
        """Return the templates under the reader's rights: in use, in preparation, retired."""
        brains = api.content.find(
            context=self.context, depth=1, portal_type="riaya.form_template"
        )
        rows = [_describe(brain.getObject()) for brain in brains]
        order = ["published", "in_review", "draft", "retired"]
        return sorted(rows, key=lambda row: (order.index(row["state"]), row["title"]))

    @property
    def may_add(self) -> bool:
        """Return True if the person may add a template."""
        return api.user.has_permission("Riaya: Add form template", obj=self.context)


def _describe(template: FormTemplate) -> dict:
    state = api.content.get_state(template)
    return {
        "url": template.absolute_url(),
        "title": template.title,
        "kind": get_title("riaya.assessments.kinds", template.kind),
        "form_id": template.form_id,
        "form_version": template.form_version,
        "state": state,
        "state_title": STATES[state],
    }
