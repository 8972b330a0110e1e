"""What a case has to know of documents; its page shows them in a table of their own."""

from dataclasses import dataclass
from riaya import _
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.kinds import CaseItemKind
from riaya.documents.confidentiality import CONFIDENTIAL
from riaya.documents.listing import KINDS
from typing import Any


@dataclass(frozen=True)
class DocumentItemKind(CaseItemKind):
    """Files and pictures, which have no states in a case file."""

    @property
    def group(self) -> str:
        """Return the one list of files and pictures."""
        return "documents"

    def get_add_url(self, case_url: str, form: str = "") -> str:
        """Return the page that takes many documents at once."""
        return f"{case_url}/@@upload-documents"

    def describe(self, brain: Any, words: EntryWords) -> dict[str, Any]:
        """Return also kind and confidentiality."""
        code = brain.document_kind
        return super().describe(brain, words) | {
            "url": f"{brain.getURL()}/view",
            "state": "",
            "state_title": "",
            "is_confidential": brain.document_confidentiality == CONFIDENTIAL,
            "kind_title": words.get_title(KINDS, code) if code else "",
        }

    def name(self, brain: Any, words: EntryWords) -> str:
        """Return the title of the document."""
        return brain.Title or brain.getId


FILE = DocumentItemKind(
    portal_type="File",
    order=70,
    add_label=_("button_upload_documents", default="Upload documents"),
    id_prefix="document",
    days=("dated_on",),
)
IMAGE = DocumentItemKind(
    portal_type="Image", order=71, id_prefix="document", days=("dated_on",)
)
