"""Downloading the printed book, and making one that is missing."""

from functools import cached_property
from plone import api
from plone.base.utils import human_readable_size
from plone.namedfile.browser import Download
from plone.protect import CheckAuthenticator
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.typesetting.pdf import isolate
from riaya.core.vocabularies import get_language
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.printing.book import LANGUAGES
from riaya.guide.printing.book import print_book
from riaya.guide.printing.keeping import Book
from riaya.guide.printing.keeping import find_book
from riaya.guide.printing.keeping import find_missing_languages
from riaya.guide.printing.keeping import get_book_name
from riaya.guide.printing.keeping import make_book
from riaya.guide.states import get_state
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message

import typst


MAKE = "Riaya: Make guide book"
BUTTONS = {
    "ar": _("button_book_ar", default="Download the book (PDF, Arabic, ${size})"),
    "en": _("button_book_en", default="Download the book (PDF, English, ${size})"),
}
PREVIEWS = {
    "ar": _("button_book_preview_ar", default="Preview of the book (PDF, Arabic)"),
    "en": _("button_book_preview_en", default="Preview of the book (PDF, English)"),
}


class BookView(Download):
    """The kept book of a published edition; of a draft a preview for trainers."""

    def __call__(self) -> Any:
        """Return the PDF, a part of it, or nothing for who has it already."""
        if get_state(self.context) not in FROZEN_STATES:
            return self._preview()
        book = self._get_book()
        response = self.request.response
        etag = f'"{book.digest}"'
        response.setHeader("ETag", etag)
        response.setHeader("Cache-Control", "no-cache")
        known = self.request.getHeader("If-None-Match", "")
        if etag in (each.strip() for each in known.split(",")):
            response.setStatus(304)
            return b""
        self.filename = book.file.filename
        return super().__call__()

    def HEAD(self) -> str:
        """Answer with the headers alone."""
        book = self._get_book()
        self.filename = book.file.filename
        self.request.response.setHeader("ETag", f'"{book.digest}"')
        self.set_headers(book.file)
        return ""

    def get_canonical(self, file: Any) -> str:
        """Return the one address of the file."""
        return f"{self.context.absolute_url()}/@@book.pdf?language={self.language}"

    @property
    def language(self) -> str:
        """Return the language that is asked for, or the reader's."""
        asked = self.request.form.get("language")
        return asked if asked in LANGUAGES else get_language()

    def _getFile(self) -> Any:
        return self._get_book().file

    def _get_book(self) -> Book:
        book = find_book(self.context, self.language)
        if book is None or get_state(self.context) not in FROZEN_STATES:
            raise NotFound("book.pdf")
        return book

    def _preview(self) -> bytes:
        if not api.user.has_permission(MAKE, obj=self.context):
            raise Unauthorized("The book of a draft is for trainers.")
        name = get_book_name(self.context, self.language)
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", f'inline; filename="draft-{name}"')
        return print_book(self.context, self.language)


class MakeBookView(BrowserView):
    """Make the books that are missing, at once."""

    def __call__(self) -> str:
        """Make them and return to the edition."""
        if self.request.method != "POST":
            raise BadRequest("A book is made by a POST request only.")
        CheckAuthenticator(self.request)
        try:
            for language in LANGUAGES:
                make_book(self.context, language)
        except typst.TypstError:
            message = _(
                "msg_book_failed",
                default="The book could not be made. Tell whoever administers the site; the log says why.",
            )
            api.portal.show_message(message, self.request, "error")
        else:
            message = _("msg_book_made", default="The book is made and kept.")
            api.portal.show_message(message, self.request)
        self.request.response.redirect(self.context.absolute_url())
        return ""


class BookLinksView(BrowserView):
    """The part of the page of an edition that leads to its book."""

    @property
    def links(self) -> list[dict[str, Any]]:
        """Return a link for each language in which there is something to download."""
        url = f"{self.context.absolute_url()}/@@book.pdf?language="
        return [
            {"url": f"{url}{language}", "language": language, "title": title}
            for language in LANGUAGES
            if (title := self._find_title(language))
        ]

    @cached_property
    def is_missing(self) -> bool:
        """Return True while a book of the published edition is not made yet."""
        return bool(find_missing_languages(self.context))

    @property
    def may_make(self) -> bool:
        """Return True for those who may make a missing book now."""
        return api.user.has_permission(MAKE, obj=self.context)

    def _find_title(self, language: str) -> Message | None:
        if get_state(self.context) not in FROZEN_STATES:
            return PREVIEWS[language] if self.may_make else None
        book = find_book(self.context, language)
        if book is None:
            return None
        size = isolate(human_readable_size(book.size))
        return Message(BUTTONS[language], mapping={"size": size})


class BookGet(Service):
    """Tell where the book of an edition is, in each language."""

    def reply(self) -> dict[str, Any]:
        """Return the books that are made, and the languages that are missing."""
        url = self.context.absolute_url()
        books = {each: find_book(self.context, each) for each in LANGUAGES}
        return {
            "@id": f"{url}/@book",
            "items": [
                {
                    "@id": f"{url}/@@book.pdf?language={language}",
                    "language": language,
                    "filename": book.file.filename,
                    "size": book.size,
                    "made_at": json_compatible(book.made_at),
                }
                for language, book in books.items()
                if book is not None
            ],
            "missing": find_missing_languages(self.context),
        }
