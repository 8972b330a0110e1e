"""The review of an edition: decisions, and the comments on all its parts."""

from dataclasses import dataclass
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya.core.time.dates import format_moment
from riaya.guide.reading.pages import EditionPage
from riaya.guide.reading.readable import choose_wording
from riaya.guide.reading.readable import Wording
from riaya.guide.review.commenting import add_comment
from riaya.guide.review.commenting import count_open_comments
from riaya.guide.review.commenting import find_commented_parts
from riaya.guide.review.commenting import settle_comment
from riaya.guide.review.commenting import unsettle_comment
from riaya.guide.review.comments import read_comments
from riaya.guide.review.comments import ReadableComment
from riaya.guide.review.decisions import find_decisions
from riaya.guide.review.gaps import OPEN_COMMENTS
from riaya.guide.states import DECISIONS
from riaya.security.people import get_name
from zExceptions import BadRequest
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class CommentedPart:
    """A part of an edition with its comments."""

    title: Wording
    url: str
    comments: list[ReadableComment]


class ReviewView(EditionPage):
    """What was decided about an edition, and what trainers wrote about its parts."""

    @cached_property
    def decisions(self) -> list[dict]:
        """Return who sent, returned or published the edition, when and why."""
        return [
            {
                "title": DECISIONS[decision.action],
                "by": get_name(decision.by) if decision.by else "",
                "at": format_moment(decision.at),
                "comment": decision.comment,
            }
            for decision in find_decisions(self.edition)
        ]

    @cached_property
    def parts(self) -> list[CommentedPart]:
        """Return the parts that have comments."""
        return [
            CommentedPart(
                title=choose_wording(part.title, part.title_en),
                url=part.absolute_url(),
                comments=read_comments(part),
            )
            for part in find_commented_parts(self.edition)
        ]

    @property
    def counted_comments(self) -> Message:
        """Return how many comments are not settled."""
        return OPEN_COMMENTS.say(count_open_comments(self.edition))


class CommentView(BrowserView):
    """Write a comment about a part, or settle one."""

    def __call__(self) -> str:
        """Do what was posted and return to the part; a refusal is shown as such."""
        if self.request.method != "POST":
            raise BadRequest("Comments are written by a POST request only.")
        CheckAuthenticator(self.request)
        form = self.request.form
        comment_id = str(form.get("comment", ""))
        match str(form.get("do", "")):
            case "add":
                comment_id = add_comment(self.context, str(form.get("text", ""))).id
            case "settle":
                settle_comment(self.context, comment_id)
            case "unsettle":
                unsettle_comment(self.context, comment_id)
            case _:
                raise BadRequest("Say what to do: add, settle or unsettle.")
        url = f"{self.context.absolute_url()}#comment-{comment_id}"
        self.request.response.redirect(url)
        return ""
