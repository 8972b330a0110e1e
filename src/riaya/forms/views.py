"""The pages of form templates."""

from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from riaya.core.exceptions import RiayaError
from riaya.core.forms import AddView
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.forms.differences.comparing import compare_forms
from riaya.forms.differences.words import count_changes
from riaya.forms.keeping import convert_template
from riaya.forms.lookup import get_xform
from riaya.forms.lookup import read_form
from riaya.forms.reading.questions import Form
from riaya.forms.states import STATES
from riaya.forms.states import STEPS_TAKEN
from riaya.forms.states import TRANSITIONS
from riaya.forms.succession import find_form_versions
from riaya.forms.succession import find_previous
from riaya.forms.succession import FormVersion
from riaya.forms.succession import get_template
from riaya.forms.succession import OPEN
from riaya.security.people import get_name
from zope.i18n import translate
from zope.i18nmessageid import Message


READ_HISTORY = "CMFEditions: Access previous versions"
ADD = "Riaya: Add form template"
KILOBYTE = 1024


class FormTemplateAddView(AddView):
    """The page on which a form template is added."""


class FormTemplatePage(BrowserView):
    """What every page of a form template shows."""

    @property
    def title(self) -> str:
        """Return the title in the reader's language, as far as there is one."""
        template = self.context
        return (get_language() == "en" and template.title_en) or template.title

    @cached_property
    def state(self) -> str:
        """Return the state of the template."""
        return api.content.get_state(self.context)

    @cached_property
    def form(self) -> Form | None:
        """Return the form that the template is; None while it has mistakes."""
        try:
            return read_form(self.context)
        except RiayaError:
            return None

    @cached_property
    def mistakes(self) -> list[str]:
        """Return the mistakes of a spreadsheet that is no form yet."""
        if self.form is not None:
            return []
        try:
            convert_template(self.context)
        except RiayaError as refusal:
            sentences = refusal.obstacles or [refusal.message]
            return [self.translate(sentence) for sentence in sentences]
        return []

    @cached_property
    def is_for_authors(self) -> bool:
        """Return True for people who write and review forms."""
        return api.user.has_permission(READ_HISTORY, obj=self.context)

    def translate(self, message: Message) -> str:
        """Return a message in the reader's language."""
        return translate(message, context=self.request)


class FormTemplateView(FormTemplatePage):
    """A form: what it is, its versions, and for trainers its history."""

    @property
    def state_title(self) -> str:
        """Return the state in words."""
        return STATES[self.state]

    @property
    def kind(self) -> str:
        """Return the kind of form in words."""
        return get_title("riaya.forms.kinds", self.context.kind)

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
    def may_begin_version(self) -> bool:
        """Return True if the person may begin a new version from this one."""
        return self.state not in OPEN and api.user.has_permission(
            ADD, obj=api.portal.get()["forms"]
        )

    @cached_property
    def versions(self) -> list[dict]:
        """Return the versions of the form that the reader may see."""
        return [
            {
                "version": version.version,
                "url": version.url,
                "state": version.state,
                "state_title": STATES[version.state],
                "is_current": version.is_current,
                "is_shown": version.uid == self.context.UID(),
            }
            for version in find_form_versions(self.context.form_id)
        ]

    @property
    def replaced_by(self) -> FormVersion | None:
        """Return the version in use, if this one was published and is not it."""
        if self.state in OPEN:
            return None
        own = self.context.UID()
        for version in find_form_versions(self.context.form_id):
            if version.is_current and version.uid != own:
                return version
        return None

    @property
    def warnings(self) -> list[str]:
        """Return what its authors should know of a form before it is published."""
        if self.state not in OPEN or not self.is_for_authors or self.mistakes:
            return []
        warnings = convert_template(self.context).warnings
        return [self.translate(warning) for warning in warnings]

    @cached_property
    def previous(self) -> FormVersion | None:
        """Return the published version that this one would replace."""
        return find_previous(self.context) if self.state in OPEN else None

    @property
    def changes(self) -> list[dict]:
        """Return how many questions differ from the version before."""
        previous = get_template(self.previous.uid) if self.previous else None
        if previous is None or self.form is None:
            return []
        differences = compare_forms(read_form(previous), self.form, get_language())
        return [
            {"title": title, "count": count}
            for title, count in count_changes(differences)
        ]

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
        if not self.is_for_authors:
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


class XFormView(BrowserView):
    """Give out the XForm."""

    def __call__(self) -> bytes:
        """Return the file under the name of form and version."""
        name = f"{self.context.form_id}-{self.context.form_version}.xml"
        response = self.request.response
        response.setHeader("Content-Type", "application/xml; charset=utf-8")
        # Form id and version hold nothing that a header could not.
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return get_xform(self.context)
