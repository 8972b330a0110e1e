"""The pages of the guide; anybody may read a published edition."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Callable
from functools import cached_property
from plone import api
from riaya.guide.content import Guide
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.differences.comparing import find_compared_edition
from riaya.guide.publishing import find_authors
from riaya.guide.reading.pages import EditionPage
from riaya.guide.reading.readable import DeadlineLine
from riaya.guide.reading.readable import read_deadlines
from riaya.guide.reading.readable import ReadableChapter
from riaya.guide.reading.readable import ReadableStep
from riaya.guide.reading.rules import CertificateRule
from riaya.guide.reading.rules import EscalationLine
from riaya.guide.reading.rules import read_certificates
from riaya.guide.reading.rules import read_escalations
from riaya.guide.review.checking import find_faults
from riaya.guide.review.commenting import count_open_comments
from riaya.guide.review.findings import count_findings
from riaya.guide.review.findings import COUNTED_FAULTS
from riaya.guide.review.findings import COUNTED_GAPS
from riaya.guide.review.findings import FindingGroup
from riaya.guide.review.findings import group_findings
from riaya.guide.review.findings import GuideFinding
from riaya.guide.review.gaps import find_gaps
from riaya.guide.states import TRANSITIONS
from typing import Any
from zope.i18nmessageid import Message


ORDERING_SCRIPT = "++theme++riaya/scripts/guide-ordering.js"


class GuideView(EditionPage):
    """The cover of an edition: data, contents, deadlines."""

    @property
    def deadlines(self) -> tuple[DeadlineLine, ...]:
        """Return every deadline of the edition."""
        return read_deadlines(
            row
            for step in find_step_objects(self.edition)
            for row in step.deadlines or ()
        )

    @property
    def superseded(self) -> Guide | None:
        """Return the edition that this one replaced."""
        return (
            api.content.get(UID=self.edition.supersedes)
            if self.edition.supersedes
            else None
        )

    @cached_property
    def faults(self) -> list[FindingGroup]:
        """Return what has to be repaired before publication, for who can repair it."""
        return self._group(find_faults)

    @cached_property
    def gaps(self) -> list[FindingGroup]:
        """Return what a trainer should think of before publication."""
        return self._group(find_gaps)

    @property
    def counted_faults(self) -> Message:
        """Return how many things have to be repaired."""
        return COUNTED_FAULTS.say(count_findings(self.faults))

    @property
    def counted_gaps(self) -> Message:
        """Return how many things there are to think of."""
        return COUNTED_GAPS.say(count_findings(self.gaps))

    @property
    def escalations(self) -> list[EscalationLine]:
        """Return who hears of overdue clocks."""
        return read_escalations(self.edition)

    @property
    def certificates(self) -> list[CertificateRule]:
        """Return for which roles workers need a certificate."""
        return read_certificates(self.edition)

    @cached_property
    def open_in_chapters(self) -> dict[str, int]:
        """Return how many comments on each chapter and its steps are not settled."""
        if not self.may_comment:
            return {}
        return {
            chapter.getId(): count_open_comments(chapter)
            for chapter in find_chapters(self.edition)
        }

    @property
    def compared_with(self) -> Guide | None:
        """Return the edition with which this one is compared."""
        return find_compared_edition(self.edition)

    def _group(self, find: Callable[[Guide], list[GuideFinding]]) -> list[FindingGroup]:
        if self.state not in ("draft", "in_review"):
            return []
        return group_findings(find(self.edition))

    @property
    def script_url(self) -> str:
        """Return the address of the script by which parts are dragged to their places."""
        return f"{api.portal.get().absolute_url()}/{ORDERING_SCRIPT}"

    @property
    def may_review(self) -> bool:
        """Return True if the person decides on editions in review."""
        return api.user.has_permission("Riaya: Publish guide", obj=self.context)

    @property
    def is_own_work(self) -> bool:
        """Return True in review for somebody who worked on the edition."""
        person = api.user.get_current().getId()
        return self.state == "in_review" and person in find_authors(self.edition)

    @property
    def transitions(self) -> list[dict]:
        """Return the steps of publication that this person may take."""
        workflow = api.portal.get_tool("portal_workflow")
        return [
            {
                "title": TRANSITIONS[transition["id"]],
                "url": f"{self.context.absolute_url()}/@@transition?id={transition['id']}",
            }
            for transition in workflow.getTransitionsFor(self.context)
            if transition["id"] in TRANSITIONS
            and not (transition["id"] == "publish" and self.is_own_work)
        ]

    @property
    def may_begin_edition(self) -> bool:
        """Return True if the person may make a new edition from this one."""
        return self.state in ("published", "superseded") and api.user.has_permission(
            "Riaya: Add guide", obj=api.portal.get()["guide"]
        )

    @property
    def new_edition_url(self) -> str:
        """Return the page that begins a new edition from this one."""
        library = api.portal.get()["guide"].absolute_url()
        return f"{library}/@@new-edition?source={self.context.getId()}"


class GuideBookView(GuideView):
    """The whole edition on one page, for reading and printing."""


class GuideChapterView(EditionPage):
    """A chapter with its steps, and the way to its neighbours."""

    @cached_property
    def chapter(self) -> ReadableChapter:
        """Return the chapter as it is read."""
        return self.chapters[self._position]

    @property
    def previous(self) -> ReadableChapter | None:
        """Return the chapter before."""
        return self.chapters[self._position - 1] if self._position else None

    @property
    def next(self) -> ReadableChapter | None:
        """Return the chapter after."""
        return _find_at(self.chapters, self._position + 1)

    @cached_property
    def _position(self) -> int:
        ids = [chapter.getId() for chapter in find_chapters(self.edition)]
        return ids.index(self.context.getId())


class GuideStepView(EditionPage):
    """A step: stage, role, forms, checklist, tasks, deadlines."""

    @cached_property
    def step(self) -> ReadableStep:
        """Return the step as it is read."""
        return self._steps[self._position]

    @property
    def chapter(self) -> ReadableChapter:
        """Return the chapter around the step."""
        chapter_id = aq_parent(aq_inner(self.context)).getId()
        return next(chapter for chapter in self.chapters if chapter.id == chapter_id)

    @property
    def other_chapters(self) -> list[ReadableChapter]:
        """Return the chapters to which the step can be moved."""
        own = aq_parent(aq_inner(self.context)).getId()
        return [chapter for chapter in self.chapters if chapter.id != own]

    @property
    def previous(self) -> ReadableStep | None:
        """Return the step before."""
        return self._steps[self._position - 1] if self._position else None

    @property
    def next(self) -> ReadableStep | None:
        """Return the step after."""
        return _find_at(self._steps, self._position + 1)

    @cached_property
    def _steps(self) -> list[ReadableStep]:
        return [step for chapter in self.chapters for step in chapter.steps]

    @cached_property
    def _position(self) -> int:
        uids = [step.UID() for step in find_step_objects(self.edition)]
        return uids.index(self.context.UID())


def _find_at(items: list, position: int) -> Any:
    return items[position] if position < len(items) else None
