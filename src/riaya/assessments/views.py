"""Writing assessments by hand."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from riaya import _
from riaya.assessments.content import is_filled_form
from riaya.assessments.discarding import discard_draft
from riaya.assessments.discarding import may_discard
from riaya.assessments.kinds import get_usual_kind
from riaya.assessments.risk import find_refusal
from riaya.assessments.risk import override_risk
from riaya.assessments.risk import RISK_LEVELS
from riaya.cases.items.fillable import get_fill_url
from riaya.cases.items.forms import ItemAddForm
from riaya.cases.items.forms import ItemEditView
from riaya.cases.lookup import find_case
from riaya.core.forms import AddView
from riaya.core.pages import PostedPage
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


class AssessmentAddForm(ItemAddForm):
    """Write an assessment, as a rule the kind that the stage asks for, today."""

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Propose kind and day while nothing was typed."""
        super().updateWidgets(prefix)
        kind, day = self.widgets["kind"], self.widgets["assessed_on"]
        if not kind.value:
            kind.value = [get_usual_kind(self.context)]
            kind.update()
        if not day.value and day.name not in self.request.form:
            day.value = today(get_zone()).isoformat()


class AssessmentAddView(AddView):
    """The page on which an assessment is written."""

    form = AssessmentAddForm


class AssessmentEditView(ItemEditView):
    """The page on which an assessment is changed: by hand, or as the form it is."""

    def __call__(self) -> Any:
        """Return the page; lead to the form for what was filled in with one."""
        case = find_case(self.context)
        if case is None or not is_filled_form(self.context):
            return super().__call__()
        url = get_fill_url(
            case.absolute_url(), self.context.form_template, self.context.getId()
        )
        self.request.response.redirect(url)
        return ""


class RiskLevelView(PostedPage):
    """Ask for a risk level and the reason; both levels are kept."""

    @property
    def refusal(self) -> Message | None:
        """Return why nobody can set the level of this assessment, or None."""
        return find_refusal(self.context)

    @property
    def computed(self) -> str:
        """Return the level that the form found, in words."""
        return get_title(RISK_LEVELS, self.context.computed_risk_level)

    @property
    def levels(self) -> list[dict[str, Any]]:
        """Return the levels on offer, the chosen one marked."""
        chosen = self.request.form.get("risk_level", self.context.risk_level)
        return [
            {
                "code": row["code"],
                "title": get_title(RISK_LEVELS, row["code"]),
                "is_chosen": row["code"] == chosen,
            }
            for row in get_rows(RISK_LEVELS)
            if row.get("active", True)
        ]

    @property
    def reason(self) -> str:
        """Return what was typed so far."""
        typed = self.request.form.get("reason")
        return str(self.context.risk_override_reason or "" if typed is None else typed)

    def act(self) -> Message:
        """Set the level."""
        override_risk(self.context, self.get("risk_level"), self.get("reason"))
        return _("msg_risk_level_set", default="The risk level is set.")


class RiskLevelPost(Service):
    """Set another risk level than the form's over REST."""

    def reply(self) -> dict:
        """Return both levels, the reason, who set it and when."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        override_risk(
            self.context,
            str(data.get("risk_level") or ""),
            str(data.get("reason") or ""),
        )
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@risk-level",
                "risk_level": self.context.risk_level,
                "computed_risk_level": self.context.computed_risk_level,
                "reason": self.context.risk_override_reason,
                "set_by": self.context.risk_overridden_by,
                "set_at": self.context.risk_overridden_at,
            }
        )


class DiscardView(BrowserView):
    """Ask, and after a yes discard the form and lead back to the case."""

    def __call__(self) -> str:
        """Return the page, or nothing after leading on; raise DraftCannotBeDiscarded."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        case_url = aq_parent(aq_inner(self.context)).absolute_url()
        discard_draft(self.context)
        api.portal.show_message(
            _("msg_draft_discarded", default="The form is discarded."), self.request
        )
        self.request.response.redirect(case_url)
        return ""

    @property
    def may_discard(self) -> bool:
        """Return True when the present person may discard the form."""
        return may_discard(self.context)
