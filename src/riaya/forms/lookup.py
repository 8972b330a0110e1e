"""Finding form templates."""

from collections.abc import Iterable
from plone import api
from riaya.forms.content import FormTemplate


def find_templates(states: Iterable[str]) -> list[FormTemplate]:
    """Return the form templates in one of these states, whoever asks."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.form_template",
        review_state=list(states),
        sort_on="sortable_title",
    )
    return [brain._unrestrictedGetObject() for brain in brains]
