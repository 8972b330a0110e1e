"""The pages of the guide; anybody may read a published edition."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.core.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_edition_of
from riaya.guide.contents import find_step_objects
from riaya.guide.lookup import find_editions
from riaya.guide.publishing import find_authors
from riaya.guide.publishing import find_gaps
from riaya.guide.publishing import find_obstacles
from riaya.guide.reading import choose
from riaya.guide.reading import DeadlineLine
from riaya.guide.reading import find_groups
from riaya.guide.reading import read_chapters
from riaya.guide.reading import read_deadlines
from riaya.guide.reading import ReadableChapter
from riaya.guide.reading import ReadableStep
from riaya.guide.reading import Wording
from riaya.guide.states import get_state
from riaya.guide.states import STATES
from riaya.guide.states import TRANSITIONS
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces import NotFound


class EditionPage(BrowserView):
    """What every page of an edition shows: which one it is and whether it is in force."""

    deadline_table = ViewPageTemplateFile("templates/deadline_table.pt")
    heading = ViewPageTemplateFile("templates/heading.pt")
    meta = ViewPageTemplateFile("templates/meta.pt")
    notice = ViewPageTemplateFile("templates/notice.pt")
    order_buttons = ViewPageTemplateFile("templates/order_buttons.pt")
    pager = ViewPageTemplateFile("templates/pager.pt")
    step_body = ViewPageTemplateFile("templates/step_body.pt")

    @cached_property
    def edition(self) -> Guide:
        """Return the edition that the page belongs to."""
        edition = find_edition_of(self.context)
        if edition is None:
            raise NotFound(self.context, self.__name__, self.request)
        return edition

    @cached_property
    def edition_title(self) -> Wording:
        """Return the title of the edition."""
        return choose(self.edition.title, self.edition.title_en)

    @cached_property
    def description(self) -> Wording:
        """Return what the edition is about."""
        return choose(self.edition.description or "", self.edition.description_en)

    @cached_property
    def state(self) -> str:
        """Return the state of the edition."""
        return get_state(self.edition)

    @property
    def state_title(self) -> Message:
        """Return the state in words."""
        return STATES[self.state]

    @property
    def is_proposal(self) -> bool:
        """Return True until the ministry's approval of the edition is recorded."""
        return not self.edition.approval_reference

    @property
    def effective_from(self) -> str:
        """Return the day from which the edition is in force."""
        return format_day(self.edition.effective_from)

    @cached_property
    def in_force(self) -> Guide | None:
        """Return the edition in force if it is another one than this."""
        if self.state == "published":
            return None
        published = find_editions(self.edition.policy, ["published"])
        return published[0] if published else None

    @cached_property
    def chapters(self) -> list[ReadableChapter]:
        """Return the chapters with their steps."""
        return read_chapters(self.edition)

    @property
    def groups(self) -> list[str]:
        """Return the columns of a deadline table."""
        return find_groups()

    def translate(self, message: Message | None) -> str:
        """Return a message in the reader's language; nothing for no message."""
        return translate(message, context=self.request) if message else ""

    def join(self, texts: Iterable[str]) -> str:
        """Return the texts that are there as one list in the reader's script."""
        comma = "، " if get_language() == "ar" else ", "
        return comma.join(filter(None, texts))

    @property
    def may_edit(self) -> bool:
        """Return True if the person may change this part now."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def may_see_versions(self) -> bool:
        """Return True if the person may compare with earlier versions."""
        return api.user.has_permission(
            "CMFEditions: Access previous versions", obj=self.context
        )

    @property
    def may_add(self) -> bool:
        """Return True if the person may add parts here now."""
        return api.user.has_permission("Riaya: Add guide", obj=self.context)


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

    @property
    def missing(self) -> list[str]:
        """Return what a trainer still has to do before publication."""
        if self.state not in ("draft", "in_review"):
            return []
        return [self.translate(line) for line in find_obstacles(self.edition)]

    @property
    def gaps(self) -> list[str]:
        """Return the stages without guidance, while they can still be filled."""
        if self.state not in ("draft", "in_review"):
            return []
        return [self.translate(line) for line in find_gaps(self.edition)]

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
