"""The gate of all transitions of a form template, and who worked on it."""

from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.core.review import record_author
from riaya.core.review import require_comment
from riaya.forms.content import FormTemplate
from riaya.forms.publishing import check_publication
from riaya.forms.publishing import check_uniqueness
from riaya.forms.publishing import claim_form_id
from zope.interface.interfaces import IObjectEvent


def refuse_unready_transition(
    template: FormTemplate, event: IBeforeTransitionEvent
) -> None:
    """Refuse to publish one's own work, a taken version, a return without a reason."""
    if event.transition is None:
        return
    require_comment(event, {"return_"})
    if event.transition.id in {"submit", "publish"}:
        check_uniqueness(template)
        claim_form_id(template)
    if event.transition.id == "publish":
        check_publication(template)


def record_form_author(template: FormTemplate, event: IObjectEvent) -> None:
    """Remember who added or changed a template."""
    if event.object is template:
        record_author(template)
