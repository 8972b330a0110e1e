"""What the pages of an edition have in common."""

from collections.abc import Iterable
from functools import cached_property
from plone import api
from plone.protect.authenticator import createToken
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.contents import find_edition_of
from riaya.guide.lookup import find_editions
from riaya.guide.reading.readable import choose_wording
from riaya.guide.reading.readable import find_groups
from riaya.guide.reading.readable import read_chapters
from riaya.guide.reading.readable import ReadableChapter
from riaya.guide.reading.readable import Wording
from riaya.guide.review.commenting import COMMENT
from riaya.guide.review.commenting import count_open_comments
from riaya.guide.review.commenting import may_comment
from riaya.guide.review.comments import read_comments
from riaya.guide.review.comments import ReadableComment
from riaya.guide.states import get_state
from riaya.guide.states import STATES
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces import NotFound


class EditionPage(BrowserView):
    """What every page of an edition shows: which one it is and whether it is in force."""

    comments = ViewPageTemplateFile("templates/comments.pt")
    deadline_table = ViewPageTemplateFile("templates/deadline_table.pt")
    findings = ViewPageTemplateFile("templates/findings.pt")
    form_list = ViewPageTemplateFile("templates/form_list.pt")
    heading = ViewPageTemplateFile("templates/heading.pt")
    meta = ViewPageTemplateFile("templates/meta.pt")
    notice = ViewPageTemplateFile("templates/notice.pt")
    order_buttons = ViewPageTemplateFile("templates/order_buttons.pt")
    pager = ViewPageTemplateFile("templates/pager.pt")
    rules = ViewPageTemplateFile("templates/rules.pt")
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
        return choose_wording(self.edition.title, self.edition.title_en)

    @cached_property
    def description(self) -> Wording:
        """Return what the edition is about."""
        return choose_wording(
            self.edition.description or "", self.edition.description_en
        )

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
        return self.comma.join(filter(None, texts))

    @property
    def comma(self) -> str:
        """Return what stands between two things of a list in the reader's script."""
        return "، " if get_language() == "ar" else ", "

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

    @property
    def may_comment(self) -> bool:
        """Return True for trainers, who see the comments of the review."""
        return api.user.has_permission(COMMENT, obj=self.context)

    @property
    def is_commenting_open(self) -> bool:
        """Return True while comments can still be added and settled."""
        return self.may_comment and may_comment(self.context)

    @property
    def read_comments(self) -> list[ReadableComment]:
        """Return the comments of this part, as they are read."""
        return read_comments(self.context)

    @property
    def open_comments(self) -> int:
        """Return how many comments of this part, and of those in it, are not settled."""
        return count_open_comments(self.context)

    @property
    def authenticator(self) -> str:
        """Return the token that a script sends along when it saves."""
        return createToken()
