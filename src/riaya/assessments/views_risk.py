"""The page and the service that set another risk level than the form's."""

from plone import api
from plone.protect import CheckAuthenticator
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from riaya import _
from riaya.assessments.risk import find_refusal
from riaya.assessments.risk import override_risk
from riaya.assessments.risk import RISK_LEVELS
from riaya.core.exceptions import RiayaError
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


class RiskLevelView(BrowserView):
    """Ask for a risk level and the reason; both levels are kept."""

    error: Message | None = None

    def __call__(self) -> str:
        """Return the page, or lead back to the assessment."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._set():
                api.portal.show_message(
                    _("msg_risk_level_set", default="The risk level is set."),
                    self.request,
                )
                self.request.response.redirect(self.context.absolute_url())
                return ""
        return self.index()

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

    def _set(self) -> bool:
        try:
            override_risk(
                self.context,
                str(self.request.form.get("risk_level", "")),
                str(self.request.form.get("reason", "")),
            )
        except RiayaError as refusal:
            self.error = refusal.message
            return False
        return True


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
