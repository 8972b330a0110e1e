"""The forms that can be filled in now, from the catalog, without waking templates."""

from dataclasses import dataclass
from plone.indexer import indexer
from riaya.core.vocabularies import get_language
from riaya.forms.content import FormTemplate
from riaya.forms.interfaces import IFormTemplate
from riaya.forms.lookup import find_current_brains
from riaya.forms.lookup import get_publication
from typing import Any


@dataclass(frozen=True)
class OfferedForm:
    """A form in its current version, without its content object."""

    uid: str
    form_id: str
    version: str
    kind: str
    title: str
    description: str
    url: str


def find_offered_forms() -> list[OfferedForm]:
    """Return of each form the version published last, whoever asks, by title."""
    forms = map(_describe, find_current_brains())
    return sorted(forms, key=lambda form: form.title)


def find_titles(template: FormTemplate) -> dict[str, str]:
    """Return the title of a template in each language."""
    title_en = getattr(template, "title_en", None)
    return {"ar": template.title, "en": title_en or template.title}


@indexer(IFormTemplate)
def index_titles(template: FormTemplate) -> dict[str, str]:
    """Return the title in each language."""
    return find_titles(template)


@indexer(IFormTemplate)
def form_kind(template: FormTemplate) -> str:
    """Return the kind of form."""
    return template.kind


@indexer(IFormTemplate)
def form_published_at(template: FormTemplate) -> float:
    """Return when the version was published, in seconds; 0 before that."""
    return get_publication(template)


def _describe(brain: Any) -> OfferedForm:
    titles = brain.form_titles or {}
    return OfferedForm(
        uid=brain.UID,
        form_id=brain.form_id,
        version=brain.form_version,
        kind=brain.form_kind or "",
        title=titles.get(get_language()) or brain.Title,
        description=brain.Description,
        url=brain.getURL(),
    )
