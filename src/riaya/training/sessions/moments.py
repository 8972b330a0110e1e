"""The times of sessions, kept in the zone of the offices."""

from riaya.core.time.office_time import to_office_zone
from riaya.training.content import TrainingSession


def settle_moments(session: TrainingSession) -> None:
    """Keep begin and end of a session in the zone of the offices."""
    for name in ("starts_at", "ends_at"):
        moment = to_office_zone(getattr(session, name))
        if repr(moment) != repr(getattr(session, name)):
            setattr(session, name, moment)
