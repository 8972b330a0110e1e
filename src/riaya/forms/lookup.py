"""Finding form templates, and the form that each of them is."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.forms.content import FormTemplate
from riaya.forms.interfaces import IFormTemplate
from typing import Any
from typing import TYPE_CHECKING
from zope.annotation.interfaces import IAnnotations


if TYPE_CHECKING:
    from riaya.forms.reading.questions import Form


KEPT = "riaya.forms.xform"
PUBLISHED = "published"
NOT_DRAFT = ("in_review", "published", "retired")


def find_templates(states: Iterable[str]) -> list[FormTemplate]:
    """Return the form templates in one of these states, whoever asks."""
    return [brain._unrestrictedGetObject() for brain in _find_brains(states)]


def find_current_templates() -> list[FormTemplate]:
    """Return of each form the version published last, in the order of their titles."""
    return [brain._unrestrictedGetObject() for brain in find_current_brains()]


def find_current_brains() -> list[Any]:
    """Return the same from the catalog, for lists that wake no templates."""
    current: dict[str, Any] = {}
    for brain in _find_brains([PUBLISHED]):
        known = current.get(brain.form_id)
        if known is None or known.form_published_at < brain.form_published_at:
            current[brain.form_id] = brain
    return list(current.values())


def is_current(template: FormTemplate) -> bool:
    """Return True for a published template that no later one has replaced."""
    return any(template.UID() == brain.UID for brain in find_current_brains())


def find_template(form_id: str, version: str) -> FormTemplate | None:
    """Return the version of a form in any state but draft, or None."""
    for template in find_templates(NOT_DRAFT):
        if (template.form_id, template.form_version) == (form_id, version):
            return template
    return None


def get_template_by_uid(uid: str | None) -> FormTemplate | None:
    """Return a template by its UID, whoever asks, or None."""
    template = uuidToObject(uid, unrestricted=True) if uid else None
    return template if IFormTemplate.providedBy(template) else None


def get_publication(template: FormTemplate) -> float:
    """Return when a template was published, in seconds; 0 for one that never was."""
    history = template.workflow_history.get("form_template_workflow", ())
    for entry in reversed(history):
        if entry["action"] == "publish":
            return float(entry["time"])
    return 0.0


def get_xform(template: FormTemplate) -> bytes:
    """Return the XForm of a template.

    A version keeps its own; that of a draft is made from its spreadsheet.
    Raises SpreadsheetRefused for a draft that cannot be one.
    """
    kept = IAnnotations(template).get(KEPT)
    # Nobody changes the spreadsheet any more, so it need not be read and compared.
    if kept is not None and api.content.get_state(template, "draft") in NOT_DRAFT:
        return kept.xml
    data = template.xlsform.data
    if kept is not None and kept.spreadsheet_digest == sha256(data).hexdigest():
        return kept.xml
    # Loads pyxform, which only drafts need.
    from riaya.forms.conversion.converting import convert_spreadsheet

    return convert_spreadsheet(data, template.xlsform.filename or "").xform


def read_form(template: FormTemplate) -> "Form":
    """Return the form that a template is; it is read once in a process."""
    return _read(get_xform(template))


def _find_brains(states: Iterable[str]) -> list[Any]:
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.form_template",
        review_state=list(states),
        sort_on="sortable_title",
    )


@lru_cache(maxsize=128)
def _read(xform: bytes) -> "Form":
    from riaya.forms.reading.xforms import read_xform

    return read_xform(xform)
