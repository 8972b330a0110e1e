"""Who may see the compliance report.

Its numbers are counted only over cases that the reader may open, so what is
asked here is whose work it is to look at the practice of others.
"""

from AccessControl import Unauthorized
from AccessControl.security import checkPermission
from plone import api
from riaya.offices.lookup import find_offices
from typing import Any


PERMISSION = "riaya.indicators.SeeComplianceReport"


def may_see_report(portal: Any) -> bool:
    """Return True for trainers, and for supervisors and directors of any office.

    The roles of an office are held on the office, not on the site.
    """
    if api.user.is_anonymous():
        return False
    return any(
        checkPermission(PERMISSION, place) for place in (portal, *find_offices())
    )


def check_reader(portal: Any) -> None:
    """Raise Unauthorized for everybody who may not see the report."""
    if not may_see_report(portal):
        raise Unauthorized("The compliance report")
