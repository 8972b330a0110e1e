"""Who had a hand in an item of a case file: they do not decide on it."""

from riaya import _
from riaya.cases.interfaces import ICaseItem
from riaya.core.review import find_recorded_authors
from riaya.core.review import record_author
from riaya.core.review import refuse_authors
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


OWN_WORK = _(
    "error_own_work",
    default="Nobody approves their own work. Ask another supervisor.",
)


def refuse_own_item(item: ICaseItem) -> None:
    """Raise OwnWork for everybody who created, changed or submitted the item."""
    refuse_authors(
        find_recorded_authors(item),
        OWN_WORK,
    )


def remember_author(item: ICaseItem, event: IObjectModifiedEvent) -> None:
    """Keep who changed the item."""
    record_author(item)
