"""Pages for documents: putting them into a case file, reading and replacing them."""

from functools import cached_property
from plone import api
from plone.app.contenttypes.interfaces import IImage
from plone.base.utils import human_readable_size
from plone.namedfile.browser import DisplayFile
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.core.pages import PostedPage
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.documents.confidentiality import CONFIDENTIAL
from riaya.documents.exceptions import DocumentRefused
from riaya.documents.exceptions import DocumentsRefused
from riaya.documents.file_types import FILE_TYPES
from riaya.documents.file_types import INLINE_MIMES
from riaya.documents.filing import get_file
from riaya.documents.filing import replace_file
from riaya.documents.filing import store_documents
from riaya.documents.interfaces import ICaseDocument
from riaya.documents.listing import CONFIDENTIALITIES
from riaya.documents.listing import DocumentRow
from riaya.documents.listing import find_documents
from riaya.documents.listing import get_type_text
from riaya.documents.listing import KINDS
from riaya.documents.settings import get_max_size_mb
from riaya.documents.upload_form import FormRow
from riaya.documents.upload_form import is_chosen
from riaya.documents.upload_form import note_refusals
from riaya.documents.upload_form import read_rows
from riaya.documents.upload_form import read_upload
from riaya.documents.upload_form import read_uploads
from riaya.documents.versions.history import get_current_number
from riaya.security.people import get_name
from typing import Any
from zope.i18nmessageid import Message


ACCEPTED = ", ".join(f".{extension}" for extension in FILE_TYPES)


class UploadDocuments(BrowserView):
    """Put several documents into a case file at once."""

    template = ViewPageTemplateFile("templates/upload_documents.pt")
    accepted = ACCEPTED
    error: Message | None = None

    def __call__(self) -> str:
        """Show the form, or store what was chosen and go to the case."""
        if self.request.method == "POST" and self.store():
            self.request.response.redirect(f"{self.context.absolute_url()}#documents")
            return ""
        return self.template()

    @cached_property
    def rows(self) -> list[FormRow]:
        """Return the rows with what was typed and chosen."""
        return read_rows(self.request.form)

    def store(self) -> bool:
        """Store all chosen files, or none and note why."""
        uploads = read_uploads(self.rows)
        if any(row.errors for row in self.rows):
            self.error = _("error_nothing_stored", default="Nothing was stored yet.")
        elif not uploads:
            self.error = _("error_no_file_chosen", default="Choose at least one file.")
        if self.error:
            return False
        try:
            stored = store_documents(self.context, uploads)
        except DocumentsRefused as refusal:
            self.error = refusal.message
            note_refusals(self.rows, refusal.refusals)
            return False
        api.portal.show_message(_describe_stored(len(stored)), self.request)
        return True

    @property
    def max_size_mb(self) -> int:
        """Return the limit that the page names."""
        return get_max_size_mb()

    @property
    def kinds(self) -> list[dict]:
        """Return code and title of each kind of document that is offered."""
        return _find_choices(KINDS)

    @property
    def confidentialities(self) -> list[dict]:
        """Return code and title of each degree of confidentiality."""
        return _find_choices(CONFIDENTIALITIES)


class CaseDocuments(BrowserView):
    """List the documents of a case that the reader may see."""

    template = ViewPageTemplateFile("templates/case_documents.pt")
    format_day = staticmethod(format_day)
    format_moment = staticmethod(format_moment)

    def __call__(self) -> str:
        """Return the page."""
        return self.template()

    @cached_property
    def documents(self) -> list[DocumentRow]:
        """Return the documents, grouped by kind."""
        return find_documents(self.context)

    @property
    def can_add(self) -> bool:
        """Return True for people who may put documents into the file now."""
        return api.user.has_permission(
            "plone.app.contenttypes: Add File", obj=self.context
        )


class CaseDocumentView(BrowserView):
    """Show what is known of a document, with its file to open or download."""

    template = ViewPageTemplateFile("templates/case_document.pt")

    def __call__(self) -> str:
        """Return the page."""
        return self.template()

    @property
    def case(self) -> Case | None:
        """Return the case to go back to."""
        return find_case(self.context)

    @cached_property
    def facts(self) -> Any:
        """Return kind, date and confidentiality."""
        return ICaseDocument(self.context)

    @cached_property
    def file(self) -> Any:
        """Return the named file."""
        return get_file(self.context)

    @property
    def kind_title(self) -> str:
        """Return the title of the kind of document."""
        return get_title(KINDS, self.facts.document_kind or "other")

    @property
    def confidentiality_title(self) -> str:
        """Return the title of the confidentiality."""
        return get_title(CONFIDENTIALITIES, self.facts.document_confidentiality)

    @property
    def is_confidential(self) -> bool:
        """Return True when only the assigned people read the document."""
        return self.facts.document_confidentiality == CONFIDENTIAL

    @property
    def size(self) -> str:
        """Return the size in words."""
        return human_readable_size(self.file.getSize())

    @property
    def type_text(self) -> str:
        """Return the short name of the file's type."""
        return get_type_text(self.file.contentType)

    @property
    def is_shown_inline(self) -> bool:
        """Return True for what a browser shows safely: PDF and pictures."""
        return self.file.contentType in INLINE_MIMES

    @property
    def is_picture(self) -> bool:
        """Return True for what can be shown on the page."""
        return IImage.providedBy(self.context)

    @property
    def changed_by(self) -> str:
        """Return who last changed the document."""
        user_id = getattr(self.context.aq_base, "changed_by", None)
        return get_name(user_id or self.context.Creator())

    @property
    def changed_at(self) -> str:
        """Return when it was last changed."""
        return format_moment(self.context.modified().asdatetime())

    @property
    def dated_on(self) -> str:
        """Return the date that the document bears."""
        return format_day(self.facts.dated_on)

    @property
    def shown_version(self) -> int:
        """Return the number of the newest version, counted from 1."""
        return (get_current_number(self.context) or 0) + 1

    @property
    def can_change(self) -> bool:
        """Return True for people who may replace the file."""
        return api.user.has_permission("Modify portal content", obj=self.context)


class ReplaceDocument(PostedPage):
    """Put a new file in the place of a document's file."""

    index = ViewPageTemplateFile("templates/replace_document.pt")
    accepted = ACCEPTED

    def act(self) -> Message:
        """Replace the file."""
        chosen = self.request.form.get("file")
        if not is_chosen(chosen):
            raise DocumentRefused(_("error_document_missing", default="Choose a file."))
        replace_file(
            self.context,
            read_upload("1", chosen),
            self.get("comment"),
            read_version_number(self.request.form.get("seen")),
        )
        return _(
            "msg_document_replaced",
            default="The file was replaced. The earlier one stays among the versions.",
        )

    def find_way(self) -> str:
        """Return the page of the document."""
        return f"{self.context.absolute_url()}/view"

    @property
    def max_size_mb(self) -> int:
        """Return the limit that the page names."""
        return get_max_size_mb()

    @property
    def seen(self) -> int | None:
        """Return the version that the person has before them."""
        typed = read_version_number(self.request.form.get("seen"))
        return get_current_number(self.context) if typed is None else typed


class DisplayDocument(DisplayFile):
    """Show PDF and pictures in the browser; everything else is downloaded."""

    allowed_inline_mimetypes = INLINE_MIMES
    use_denylist = False

    def set_headers(self, file: Any) -> None:
        """Forbid the browser to guess another type."""
        super().set_headers(file)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")


def read_version_number(text: Any) -> int | None:
    """Return a number that was sent, or None."""
    return int(text) if isinstance(text, str) and text.isdecimal() else None


def _find_choices(record: str) -> list[dict]:
    language = get_language()
    return [
        {"code": row["code"], "title": row[language]}
        for row in get_rows(record)
        if row.get("active", True)
    ]


def _describe_stored(count: int) -> Message:
    return _(
        "msg_documents_stored",
        default="Documents stored: ${count}.",
        mapping={"count": count},
    )
