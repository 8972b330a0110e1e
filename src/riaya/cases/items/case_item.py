"""The kinds of items that the case itself brings: consents and notes."""

from riaya import _
from riaya.cases.items.kinds import CaseItemKind


CONSENT = CaseItemKind(
    portal_type="riaya.consent",
    title=_("title_consents", default="Consents"),
    order=50,
    add_label=_("button_add_consent", default="Record a consent"),
    days=("given_on",),
)
NOTE = CaseItemKind(
    portal_type="riaya.note",
    title=_("title_notes", default="Notes"),
    order=60,
    add_label=_("button_add_note", default="Write a note"),
)
