"""Pledges."""

from plone.supermodel import model
from riaya.cases.content import CaseItem
from zope import schema
from zope.interface import implementer


class IPledge(model.Schema):
    """What the family takes upon itself."""

    text = schema.TextLine(title="Pledge")


@implementer(IPledge)
class Pledge(CaseItem):
    """What the family takes upon itself."""
