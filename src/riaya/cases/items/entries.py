"""One thing in a case file as lists show it, and the words of such lists."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from riaya import _
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.transitions.wording import get_type_title
from riaya.transitions.wording import name_state
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class ItemEntry:
    """One thing in a case file, without its content object."""

    id: str
    portal_type: str
    group: str
    url: str
    title: str
    on: date | None
    state: str = ""
    state_title: str = ""
    kind: str = ""
    kind_title: str = ""
    is_overdue: bool = False
    is_confidential: bool = False
    form: str = ""
    form_id: str = ""
    form_version: str = ""
    risk: str = ""
    risk_title: str = ""


class EntryWords:
    """The words of one list, each looked up once."""

    def __init__(self) -> None:
        self.today = today(get_zone())
        self.name_state = cache(lambda *names: _translate(name_state(*names)))
        self.get_type_title = cache(lambda name: _translate(get_type_title(name)))
        self.get_title = cache(get_title)
        self.get_risk_title = cache(lambda level: _translate(name_risk(level)))
        self.language = get_language()


def name_risk(level: str) -> Message:
    """Return what a badge says of a risk level."""
    title = get_title("riaya.cases.risk_levels", level)
    return _("label_risk", default="Risk: ${level}", mapping={"level": title})


def _translate(message: str) -> str:
    return translate(message, context=getRequest())
