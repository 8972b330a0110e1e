"""Contacts with a client after the plan began: planned, then recorded."""

from plone.supermodel import model
from riaya import _
from riaya.followup.checking import check_days
from zope import schema
from zope.interface import invariant


class IFollowUp(model.Schema):
    """One contact: when it is due, and what came of it."""

    kind = schema.Choice(
        title=_("label_follow_up_kind", default="Kind of contact"),
        vocabulary="riaya.followup.kinds",
    )
    due_on = schema.Date(title=_("label_due_on", default="Due on"))
    done_on = schema.Date(title=_("label_done_on", default="Done on"), required=False)
    present = schema.TextLine(
        title=_("label_present", default="Present"), required=False
    )
    outcome = schema.Text(title=_("label_outcome", default="Outcome"), required=False)
    next_on = schema.Date(
        title=_("label_next_on", default="Next contact on"), required=False
    )

    @invariant
    def happens_on_possible_days(data):
        """Refuse days that cannot be true."""
        check_days(data)
