"""Finding form templates, and the form that each of them is."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.forms.content import FormTemplate
from riaya.forms.interfaces import IFormTemplate
from typing import TYPE_CHECKING
from zope.annotation.interfaces import IAnnotations


if TYPE_CHECKING:
    from riaya.forms.questions import Form


KEPT = "riaya.forms.xform"
PUBLISHED = "published"
NOT_DRAFT = ("in_review", "published", "retired")


def find_templates(states: Iterable[str]) -> list[FormTemplate]:
    """Return the form templates in one of these states, whoever asks."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.form_template",
        review_state=list(states),
        sort_on="sortable_title",
    )
    return [brain._unrestrictedGetObject() for brain in brains]


def find_current_templates() -> list[FormTemplate]:
    """Return of each form the version published last, in the order of their titles."""
    current: dict[str, FormTemplate] = {}
    for template in find_templates([PUBLISHED]):
        known = current.get(template.form_id)
        if known is None or get_publication(known) < get_publication(template):
            current[template.form_id] = template
    return list(current.values())


def is_current(template: FormTemplate) -> bool:
    """Return True for a published template that no later one has replaced."""
    return any(
        template.UID() == current.UID()
        for current in find_current_templates()
        if current.form_id == template.form_id
    )


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
    Raises SpreadsheetRefused and FormRefused for a draft that cannot be one.
    """
    kept = IAnnotations(template).get(KEPT)
    data = template.xlsform.data
    if kept is not None and kept.spreadsheet_digest == sha256(data).hexdigest():
        return kept.xml
    return _convert(data, template.xlsform.filename or "")


def read_form(template: FormTemplate) -> "Form":
    """Return the form that a template is; it is read once in a process."""
    return _read(get_xform(template))


@lru_cache(maxsize=32)
def _convert(data: bytes, filename: str) -> bytes:
    # Loads pyxform, which only drafts need.
    from riaya.forms.conversion import convert_spreadsheet

    return convert_spreadsheet(data, filename).xform


@lru_cache(maxsize=128)
def _read(xform: bytes) -> "Form":
    from riaya.forms.xforms import read_xform

    return read_xform(xform)
