"""The times of sessions, kept in the zone of the offices.

They are typed as the clocks of the offices show them; over REST they come with
any zone, or without one, which plone.restapi takes for UTC.
"""

from datetime import datetime
from riaya.training.content import TrainingSession
from riaya.training.interfaces import get_zone_name

import pytz


def to_office_zone(moment: datetime) -> datetime:
    """Return a moment with the zone of the offices; one without a zone is theirs."""
    # Forms and plone.restapi both ask a stored moment for the name of its zone.
    zone = pytz.timezone(get_zone_name())
    if moment.tzinfo is None:
        return zone.localize(moment)
    return zone.normalize(moment.astimezone(zone))


def settle_moments(session: TrainingSession) -> None:
    """Keep begin and end of a session in the zone of the offices."""
    for name in ("starts_at", "ends_at"):
        moment = to_office_zone(getattr(session, name))
        if repr(moment) != repr(getattr(session, name)):
            setattr(session, name, moment)
