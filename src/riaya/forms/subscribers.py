"""The gate of all transitions of a form template, who worked on it, what it is."""

from collections.abc import Iterator
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.core.review import record_author
from riaya.core.review import require_comment
from riaya.forms.content import FormTemplate
from riaya.forms.identifying import take_identity
from riaya.forms.interfaces import IFormTemplate
from riaya.forms.publishing import check_form
from riaya.forms.publishing import check_form_publication
from riaya.forms.publishing import check_uniqueness
from riaya.forms.publishing import claim_form_id
from zope.interface.interfaces import IObjectEvent
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent
from zope.schema import getFieldNames


def refuse_unready_form(template: FormTemplate, event: IBeforeTransitionEvent) -> None:
    """Refuse what is no form, one's own work, a taken version, a return without reason."""
    if event.transition is None:
        return
    require_comment(event, {"return_"})
    if event.transition.id in {"submit", "publish"}:
        check_form(template)
        check_uniqueness(template)
        claim_form_id(template)
    if event.transition.id == "publish":
        check_form_publication(template)


def record_form_author(template: FormTemplate, event: IObjectEvent) -> None:
    """Remember who added or changed a template."""
    if event.object is template:
        record_author(template)


def take_identity_when_added(template: FormTemplate, event: IObjectAddedEvent) -> None:
    """Take form id and version from the spreadsheet of a new template."""
    if event.object is template:
        fields = getFieldNames(IFormTemplate)
        take_identity(
            template, {name for name in fields if getattr(template, name, None)}
        )


def take_identity_when_changed(
    template: FormTemplate, event: IObjectModifiedEvent
) -> None:
    """Take form id and version from a spreadsheet that somebody has changed."""
    if changed := set(_find_changed(event)):
        take_identity(template, changed)


def _find_changed(event: IObjectModifiedEvent) -> Iterator[str]:
    """Yield the fields that were changed, which events name with or without schema."""
    for description in event.descriptions:
        for name in getattr(description, "attributes", ()):
            yield name.rpartition(".")[2]
