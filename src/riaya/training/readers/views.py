"""Confirming that one has read an edition, and who has."""

from AccessControl import Unauthorized
from functools import cached_property
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.core.spreadsheets import answer_spreadsheet
from riaya.core.spreadsheets import write_spreadsheet
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.lookup import get_edition
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.offices.lookup import works_in_an_office
from riaya.training.pages import TrainingPage
from riaya.training.readers.acknowledging import acknowledge
from riaya.training.readers.acknowledging import find_confirmation
from riaya.training.readers.acknowledging import find_edition_to_read
from riaya.training.readers.acknowledging import find_guide_readers
from riaya.training.readers.acknowledging import GuideReader
from riaya.training.workers import find_visible_codes
from zope.i18n import translate
from zope.i18nmessageid import Message


class NewEditionNotice(ViewletBase):
    """Ask office workers to read and confirm an edition that replaced another."""

    index = ViewPageTemplateFile("templates/new_edition_notice.pt")
    edition: Guide | None = None

    def update(self) -> None:
        """Look for an edition to confirm; the first one of a site asks nobody."""
        super().update()
        if works_in_an_office():
            edition = find_edition_to_read()
            if edition is not None and edition.supersedes:
                self.edition = edition

    @property
    def since(self) -> str:
        """Return the day from which the edition is in force."""
        return format_day(self.edition.effective_from) if self.edition else ""


class AcknowledgeEdition(TrainingPage):
    """Confirm that one has read the edition in force."""

    @property
    def title(self) -> str:
        """Return the title of the edition."""
        return (get_language() == "en" and self.context.title_en) or self.context.title

    @property
    def since(self) -> str:
        """Return the day from which the edition is in force."""
        return format_day(self.context.effective_from)

    @property
    def is_in_force(self) -> bool:
        """Return True while the edition can be confirmed."""
        return api.content.get_state(self.context) == "published"

    @property
    def confirmed_at(self) -> str:
        """Return when the person confirmed the edition, or nothing."""
        person = api.user.get_current().getId()
        return format_moment(find_confirmation(self.context, person))

    @property
    def differences_url(self) -> str | None:
        """Return the page of what changed, where there is an edition before."""
        former = get_edition(self.context.supersedes)
        if former is None:
            return None
        return f"{self.context.absolute_url()}/@@edition-differences"

    def act(self) -> Message:
        """Record the confirmation."""
        acknowledge(self.context)
        return _(
            "msg_edition_confirmed",
            default="Thank you. It is recorded that you have read edition ${number}.",
            mapping={"number": self.context.edition},
        )

    def find_way(self) -> str:
        """Return to the first page, where the work is."""
        return api.portal.get().absolute_url()


class EditionReaders(BrowserView):
    """Who has confirmed an edition and who has not, office by office."""

    def __call__(self) -> str:
        """Return the page; refuse people who oversee no office."""
        self.codes = find_visible_codes()
        if not self.codes:
            raise Unauthorized("Readers are listed for trainers and directors.")
        return self.answer()

    def answer(self) -> str:
        """Return what is shown."""
        return self.index()

    @cached_property
    def readers(self) -> list[GuideReader]:
        """Return the workers whom the person oversees."""
        return find_guide_readers(self.context, self.codes)

    @property
    def offices(self) -> list[dict]:
        """Return each office with its workers and how many of them confirmed."""
        found = []
        for office in find_offices():
            if office.code not in self.codes:
                continue
            own = [each for each in self.readers if each.office == office.code]
            confirmed = [each for each in own if each.confirmed_at]
            found.append(
                {
                    "title": get_office_title(office),
                    "code": office.code,
                    "count": len(own),
                    "confirmed": len(confirmed),
                    "missing": [each.name for each in own if not each.confirmed_at],
                    "readers": [
                        {"name": each.name, "at": format_moment(each.confirmed_at)}
                        for each in confirmed
                    ],
                }
            )
        return found

    @property
    def total(self) -> dict[str, int]:
        """Return how many persons there are, and how many of them confirmed."""
        confirmed = {each.worker for each in self.readers if each.confirmed_at}
        return {
            "count": len({each.worker for each in self.readers}),
            "confirmed": len(confirmed),
        }


class ReadersSpreadsheet(EditionReaders):
    """The same as a spreadsheet."""

    def answer(self) -> bytes:
        """Return the workbook."""
        titles = {office.code: get_office_title(office) for office in find_offices()}
        headings = [
            _("label_office", default="Office"),
            _("label_worker", default="Worker"),
            _("label_confirmed_at", default="Confirmed on"),
        ]
        content = write_spreadsheet(
            translate(
                _("title_edition_readers", default="Who has read the edition"),
                context=self.request,
            ),
            [translate(each, context=self.request) for each in headings],
            [
                (titles[each.office], each.name, format_moment(each.confirmed_at))
                for each in self.readers
            ],
        )
        name = f"readers-{self.context.getId()}"
        return answer_spreadsheet(self.request.response, name, content)
