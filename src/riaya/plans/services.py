"""Changing a plan over REST."""

from AccessControl import getSecurityManager
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.services.content.update import ContentPatch
from Products.CMFCore.permissions import ModifyPortalContent
from riaya.plans.interfaces import IInterventionPlan
from riaya.plans.rating import make_refusal
from riaya.plans.rating import rate_goals
from riaya.plans.rating import read_ratings
from typing import Any
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.schema import getFields


class PlanPatch(ContentPatch):
    """Change a draft; in the plan in force rate the goals, and nothing else."""

    def reply(self) -> Any:
        """Return nothing, with 204; raise PlanIsFixed for other changes."""
        alsoProvides(self.request, IDisableCSRFProtection)
        if self._may("Riaya: Rate goals"):
            self._rate(json_body(self.request))
            return self.reply_no_content()
        if self._may(ModifyPortalContent):
            return super().reply()
        raise Unauthorized("Changing this plan is not open to you.")

    def _may(self, permission: str) -> bool:
        return bool(getSecurityManager().checkPermission(permission, self.context))

    def _rate(self, data: dict) -> None:
        rows = data.pop("goals", [])
        for name, value in data.items():
            if name in getFields(IInterventionPlan) and value != self._read(name):
                raise make_refusal()
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise make_refusal()
        rate_goals(self.context, read_ratings(self.context, rows))

    def _read(self, name: str) -> Any:
        field = getFields(IInterventionPlan)[name]
        return getMultiAdapter((field, self.context, self.request), IFieldSerializer)()
