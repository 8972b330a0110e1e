"""The code of an office: unique, and never another one.

It stands in every case number of the office and in the names of its groups.
"""

from collections.abc import Iterator
from plone.app.content.interfaces import INameFromTitle
from riaya import _
from riaya.offices.content import Office
from riaya.offices.exceptions import OfficeCodeRefused
from riaya.offices.interfaces import IOffice
from riaya.offices.lookup import find_offices
from riaya.security.roles import OfficeGroup
from zope.component import adapter
from zope.interface import implementer


@implementer(INameFromTitle)
@adapter(IOffice)
class OfficeName:
    """Let the address of an office be its code in lower case."""

    def __init__(self, office: Office):
        self.title = office.code


def refuse_taken_code(office: Office) -> None:
    """Raise OfficeCodeRefused if another office has the code."""
    others = [other for other in _find_all() if other.UID() != office.UID()]
    if any(other.code == office.code for other in others):
        raise OfficeCodeRefused(
            _(
                "error_office_code_taken",
                default="There is already an office with the code ${code}. Choose another code.",
                mapping={"code": office.code},
            )
        )


def refuse_changed_code(office: Office) -> None:
    """Raise OfficeCodeRefused if the groups of the office were made for another code."""
    if OfficeGroup.INTAKE.of(office.code) not in dict(office.get_local_roles()):
        raise OfficeCodeRefused(
            _(
                "error_office_code_fixed",
                default="The code of an office cannot be changed: it stands in case numbers and in the names of groups.",
            )
        )


def _find_all() -> Iterator[Office]:
    for directorate in find_offices():
        yield directorate
        yield from filter(IOffice.providedBy, directorate.objectValues())
