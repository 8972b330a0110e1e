"""The comments of a review over REST."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.guide.review.commenting import add_comment
from riaya.guide.review.commenting import find_comments
from riaya.guide.review.commenting import GuideComment
from riaya.guide.review.commenting import settle_comment
from riaya.guide.review.commenting import unsettle_comment
from typing import Any
from zExceptions import BadRequest
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class CommentsService(Service):
    """What reading and writing comments have in common."""

    @property
    def url(self) -> str:
        """Return the address of the comments of this part."""
        return f"{self.context.absolute_url()}/@guide-comments"

    def describe(self, comment: GuideComment) -> dict:
        """Return a comment as clients read it."""
        return json_compatible(
            {
                "@id": f"{self.url}/{comment.id}",
                "author": comment.author,
                "created": comment.at,
                "text": comment.text,
                "settled": comment.is_settled,
                "settled_by": comment.settled_by,
                "settled_at": comment.settled_at,
            }
        )


class CommentsGet(CommentsService):
    """List the comments of a part."""

    def reply(self) -> dict:
        """Return the comments, the oldest first."""
        items = [self.describe(comment) for comment in find_comments(self.context)]
        return {"@id": self.url, "items": items, "items_total": len(items)}


class CommentsPost(CommentsService):
    """Write a comment about a part."""

    def reply(self) -> dict:
        """Return the new comment."""
        alsoProvides(self.request, IDisableCSRFProtection)
        text = json_body(self.request).get("text")
        if not isinstance(text, str):
            raise BadRequest("Property 'text' must be the text of the comment.")
        answer = self.describe(add_comment(self.context, text))
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


@implementer(IPublishTraverse)
class CommentsPatch(CommentsService):
    """Settle a comment, or open it again."""

    comment_id = ""

    def publishTraverse(self, request: Any, name: str) -> "CommentsPatch":
        """Take the id of the comment from the address."""
        self.comment_id = name
        return self

    def reply(self) -> dict:
        """Return the comment as it is now."""
        alsoProvides(self.request, IDisableCSRFProtection)
        is_settled = json_body(self.request).get("settled")
        if not isinstance(is_settled, bool):
            raise BadRequest("Property 'settled' must be true or false.")
        change = settle_comment if is_settled else unsettle_comment
        return self.describe(change(self.context, self.comment_id))
