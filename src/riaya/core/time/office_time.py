"""Moments that people type, kept in the zone of the offices.

They are typed as the clocks of the offices show them; over REST they come with
any zone, or without one, which plone.restapi takes for UTC.
"""

from datetime import datetime
from riaya.core.settings import get_policy
from typing import Any

import pytz


def get_zone_name(context: Any = None) -> str:
    """Return the time zone in which people type moments."""
    return str(get_policy("time_zone"))


def to_office_zone(moment: datetime) -> datetime:
    """Return a moment with the zone of the offices; one without a zone is theirs."""
    # Forms and plone.restapi both ask a stored moment for the name of its zone.
    zone = pytz.timezone(get_zone_name())
    if moment.tzinfo is None:
        return zone.localize(moment)
    return zone.normalize(moment.astimezone(zone))
