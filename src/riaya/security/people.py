"""Names of workers, for the pages that show who did what."""

from collections.abc import Iterable
from plone import api
from plone.memoize import ram
from riaya.core.time.clock import now
from typing import Any


MEMORY = 5 * 60


def find_names(user_ids: Iterable[str | None]) -> dict[str, str]:
    """Return the full name of each user id; an id without an account names itself."""
    return {user_id: get_name(user_id) for user_id in set(user_ids) if user_id}


def _make_key(function: Any, user_id: str) -> tuple:
    return api.portal.get().getPhysicalPath(), user_id, int(now().timestamp() / MEMORY)


@ram.cache(_make_key)
def get_name(user_id: str) -> str:
    """Return the full name of a worker, or the id of one who has left.

    A new name is seen after five minutes at the latest.
    """
    user = api.user.get(userid=user_id)
    return (user and user.getProperty("fullname")) or user_id
