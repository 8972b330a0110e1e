"""Bringing an edition into force.

An edition is published by somebody who had no hand in it, when nothing in its
steps is wrong.  The edition before it is superseded in the same moment
and stays readable; cases that began under it keep it.
"""

from persistent.mapping import PersistentMapping
from plone import api
from riaya import _
from riaya import logger
from riaya.core.review import find_recorded_authors
from riaya.core.review import refuse_authors
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.guide.content import Guide
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.events import GuidePublished
from riaya.guide.exceptions import EditionNotReady
from riaya.guide.lookup import find_editions
from riaya.guide.review.checking import find_publication_obstacles
from riaya.security.system import as_system
from zope.annotation.interfaces import IAnnotations
from zope.event import notify


IN_FORCE = "riaya.guide.editions_in_force"


def find_authors(edition: Guide) -> set[str]:
    """Return everybody who had a hand in an edition, its chapters or its steps."""
    authors = find_recorded_authors(edition)
    for chapter in find_chapters(edition):
        authors.update(chapter.listCreators())
    for step in find_step_objects(edition):
        authors.update(step.listCreators())
    return authors


def check_edition_publication(edition: Guide) -> None:
    """Raise OwnWork for an author, and EditionNotReady with all that is missing."""
    refuse_authors(
        find_authors(edition),
        _(
            "error_guide_own_work",
            default="Nobody publishes a guide edition they worked on. Ask another trainer to publish it.",
        ),
    )
    if obstacles := find_publication_obstacles(edition):
        raise EditionNotReady(
            _(
                "error_edition_not_ready",
                default="Edition ${number} cannot be published yet.",
                mapping={"number": edition.edition},
            ),
            obstacles,
        )


def put_in_force(edition: Guide) -> None:
    """Supersede the older published edition of the policy and tell who listens."""
    _claim_policy(edition)
    older = [
        other
        for other in find_editions(edition.policy, ["published"])
        if other.UID() != edition.UID()
    ]
    for other in older:
        with as_system():
            api.content.transition(obj=other, transition="supersede")
    superseded = older[0] if older else None
    edition.effective_from = edition.effective_from or today(get_zone())
    edition.supersedes = superseded.UID() if superseded is not None else None
    logger.info("Published guide edition %s (%s)", edition.edition, edition.policy)
    notify(GuidePublished(edition, superseded))


def _claim_policy(edition: Guide) -> None:
    """Write the one record that two simultaneous publications both need.

    The second of them meets a conflict, is tried again, and then sees that
    the first is in force.
    """
    annotations = IAnnotations(api.portal.get()["guide"])
    in_force = annotations.get(IN_FORCE)
    if in_force is None:
        in_force = annotations[IN_FORCE] = PersistentMapping()
    in_force[edition.policy] = edition.UID()
