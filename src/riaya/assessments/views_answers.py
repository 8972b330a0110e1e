"""Answers on a page: what the reading and the comparing page share."""

from dataclasses import dataclass
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.assessments.content import Assessment
from riaya.assessments.reading import Block
from riaya.cases.items_views import ItemView
from riaya.forms.describing import Line


@dataclass(frozen=True)
class AttachedFile:
    """A file of an answer; without `url` this reader may not open it."""

    name: str
    url: str


class AnswersView(ItemView):
    """Shows answers, with their files as links to documents of the case."""

    answers_page = ViewPageTemplateFile("templates/answers.pt")

    @property
    def answers_macros(self) -> object:
        """Return how sections and answers are shown."""
        return self.answers_page.macros

    def find_cell(self, entry: Block, column: Line) -> Line | None:
        """Return the answer of one entry of a repeat to the question of a column."""
        return next((each for each in entry.answers if each.name == column.name), None)

    def find_files(
        self, line: Line, assessment: Assessment | None = None
    ) -> list[AttachedFile]:
        """Return the files of an answer, as links where the reader may open them."""
        uids = (assessment or self.context).attachments or {}
        return [
            AttachedFile(name, _find_document_url(uids.get(name, "")))
            for name in line.files
        ]


def _find_document_url(uid: str) -> str:
    """Return the page of a document, or nothing for one that the reader may not see."""
    if not uid:
        return ""
    for brain in api.portal.get_tool("portal_catalog").searchResults(UID=uid):
        return f"{brain.getURL()}/view"
    return ""
