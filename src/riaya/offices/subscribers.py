"""What follows when an office is added."""

from riaya.offices.content import Office
from riaya.offices.setting_up import open_office
from zope.lifecycleevent.interfaces import IObjectAddedEvent


def open_added_office(office: Office, event: IObjectAddedEvent) -> None:
    """Open an office that was added, but not one that moved with its folder."""
    if event.object is office:
        open_office(office)
