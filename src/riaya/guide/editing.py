"""The pages on which trainers begin, write and order an edition."""

from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.core.forms import AddView
from riaya.guide.content import Guide
from riaya.guide.copying import copy_edition
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.reading import choose
from riaya.guide.states import get_state
from zExceptions import BadRequest
from zope.i18n import translate

import transaction


class GuideAddView(AddView):
    """The page on which an edition, a chapter or a step is written."""


class NewEditionView(BrowserView):
    """Begin a new edition from one that was published."""

    refusals: tuple[str, ...] = ()

    def __call__(self) -> str:
        """Show the form, or make the draft and go to it."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            try:
                draft = copy_edition(self._get_source(), self.number)
            except RiayaError as error:
                transaction.abort()
                self.refusals = (translate(error.message, context=self.request),)
            else:
                return self._go_to(draft)
        return self.index()

    @property
    def number(self) -> str:
        """Return the number that was typed."""
        return str(self.request.form.get("edition", ""))

    @property
    def sources(self) -> list[dict]:
        """Return the editions that a new one can begin from, the one in force first."""
        brains = api.content.find(
            context=self.context,
            depth=1,
            portal_type="riaya.guide",
            review_state=list(FROZEN_STATES),
        )
        chosen = self.request.form.get("source")
        editions = sorted((brain.getObject() for brain in brains), key=get_state)
        return [
            {
                "id": edition.getId(),
                "title": choose(edition.title, edition.title_en),
                "number": edition.edition,
                "is_chosen": edition.getId() == chosen
                or (not chosen and position == 0),
            }
            for position, edition in enumerate(editions)
        ]

    def _get_source(self) -> Guide:
        source = self.context.get(str(self.request.form.get("source", "")))
        if source is None or get_state(source) not in FROZEN_STATES:
            raise BadRequest("Choose the edition from which the new one begins.")
        return source

    def _go_to(self, draft: Guide) -> str:
        message = _(
            "msg_edition_begun",
            default="Edition ${number} is a draft now. Change what has to change, then send it to review.",
            mapping={"number": draft.edition},
        )
        api.portal.show_message(message, self.request)
        self.request.response.redirect(draft.absolute_url())
        return ""
