"""Offices and the folders of their cases."""

from plone.base.interfaces import IHideFromBreadcrumbs
from plone.dexterity.content import Container
from riaya.core.content import QuietContainer
from riaya.offices.interfaces import ICaseFolder
from riaya.offices.interfaces import IOffice
from zope.interface import implementer


@implementer(IOffice)
class Office(Container):
    """A directorate or reception point."""


@implementer(ICaseFolder, IHideFromBreadcrumbs)
class CaseFolder(QuietContainer):
    """Holds the cases of an office, or of one year."""
