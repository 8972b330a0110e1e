"""Asking the register as the person who is signed in."""

from plone import api
from riaya.core.time.clock import now
from riaya.register.questions import WorklistQuery
from riaya.register.rows import get_site_path
from riaya.register.worklist import find_worklist
from riaya.register.worklist import Worklist
from riaya.security.causes import find_own_principals


def ask_as_current_person(query: WorklistQuery) -> Worklist:
    """Return what the current person may know of the cases of this site, now."""
    return find_worklist(
        query, get_site_path(api.portal.get()), find_own_principals(), now()
    )
