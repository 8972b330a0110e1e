"""The gate of all transitions of an edition, and who worked on it."""

from plone.dexterity.interfaces import IDexterityContent
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.core.review import record_author
from riaya.core.review import require_comment
from riaya.guide.content import Guide
from riaya.guide.contents import find_edition_of
from riaya.guide.publishing import check_edition_publication
from riaya.guide.publishing import put_in_force
from zope.interface.interfaces import IObjectEvent


def refuse_unready_edition(edition: Guide, event: IBeforeTransitionEvent) -> None:
    """Refuse to publish what is not ready, and to return work without a reason."""
    if event.transition is None:
        return
    require_comment(event, {"return_"})
    if event.transition.id == "publish":
        check_edition_publication(edition)


def follow_guide_transition(edition: Guide, event: IAfterTransitionEvent) -> None:
    """Put a published edition in force."""
    if event.transition is not None and event.transition.id == "publish":
        put_in_force(edition)


def record_guide_author(content: IDexterityContent, event: IObjectEvent) -> None:
    """Remember on the edition who added or changed a part of it."""
    edition = find_edition_of(content)
    if edition is not None:
        record_author(edition)
