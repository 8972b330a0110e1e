"""What follows when an office is added or changed."""

from riaya.offices.coding import refuse_changed_code
from riaya.offices.coding import refuse_taken_code
from riaya.offices.content import Office
from riaya.offices.setting_up import open_office
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def open_added_office(office: Office, event: IObjectAddedEvent) -> None:
    """Open an office that was added, but not one that moved with its folder."""
    if event.object is office:
        refuse_taken_code(office)
        open_office(office)


def check_changed_office(office: Office, event: IObjectModifiedEvent) -> None:
    """Refuse to change what case numbers and groups are made of."""
    if event.object is office:
        refuse_changed_code(office)
