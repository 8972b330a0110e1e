"""The printed book of an edition: one PDF in Arabic or English.

It holds the whole edition, its deadlines and escalations as tables, and the
blank forms that its steps ask for.
"""

from pathlib import Path
from riaya import _
from riaya.core.settings import get_policy
from riaya.core.time.clock import now
from riaya.core.time.dates import format_day
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.pdf import write_words
from riaya.core.vocabularies import in_language
from riaya.forms.printing.paper import FORM_PARTS
from riaya.guide.content import Guide
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.lookup import get_edition
from riaya.guide.printing.blank_forms import describe_book_forms
from riaya.guide.printing.blank_forms import find_book_forms
from riaya.guide.printing.blank_forms import find_form_labels
from riaya.guide.printing.blank_forms import get_form_label
from riaya.guide.printing.chapters import BookChapters
from riaya.guide.printing.links import BookLinks
from riaya.guide.printing.links import find_part_labels
from riaya.guide.printing.words import write_book_words
from riaya.guide.reading.readable import choose_wording
from riaya.guide.states import get_state
from riaya.guide.states import STATES
from typing import Any


LANGUAGES = ("ar", "en")
TEMPLATE = Path(__file__).with_name("templates") / "book.typ"

EDITION = _("label_edition_number", default="Edition ${number}")
SET_ON = _("label_preview_set_on", default="Preview set on")
DRAFT = _(
    "msg_book_is_draft",
    default="A draft. It is not in force, and no case follows it.",
)


def print_book(edition: Guide, language: str) -> bytes:
    """Return the book of an edition as a PDF in ar or en.

    The book of a published edition is the same whenever it is made, as long as its
    forms are; that of a draft says on every page that it is one.
    """
    with in_language(language):
        values = describe_book(edition, language)
    return typeset(TEMPLATE, values, language, [FORM_PARTS])


def describe_book(edition: Guide, language: str) -> dict[str, Any]:
    """Return what the template prints; the caller reads in the language, too."""
    forms = find_book_forms(edition)
    labels = find_part_labels(edition)
    labels |= {form.UID(): get_form_label(form) for form in forms}
    links = BookLinks(edition, labels)
    chapters = BookChapters(edition, language, links, find_form_labels(forms))
    return {
        **_describe_cover(edition, language),
        "words": write_book_words(language),
        "chapters": chapters.describe(),
        "deadlines": chapters.describe_deadlines(),
        "escalations": chapters.describe_escalations(),
        "certificates": chapters.describe_certificates(),
        "forms": describe_book_forms(forms, language),
    }


def _describe_cover(edition: Guide, language: str) -> dict[str, Any]:
    is_frozen = get_state(edition) in FROZEN_STATES
    return {
        "title": choose_wording(edition.title, edition.title_en).text,
        "description": choose_wording(
            edition.description or "", edition.description_en
        ).text,
        "ministry": get_policy("ministry")[language],
        "edition": write_words(EDITION, language, number=edition.edition),
        "is_draft": not is_frozen,
        "is_proposal": not edition.approval_reference,
        "notice": "" if is_frozen else write_words(DRAFT, language),
        "facts": [list(fact) for fact in _find_facts(edition, language) if fact[1]],
    }


def _find_facts(edition: Guide, language: str) -> list[tuple[str, str]]:
    state = get_state(edition)
    facts = [
        (_("label_edition", default="Edition"), edition.edition),
        (
            _("label_effective_from", default="In force from"),
            format_day(edition.effective_from, language),
        ),
        (
            _("label_approval_reference", default="Approval reference"),
            edition.approval_reference
            or _(
                "msg_book_awaits_approval",
                default="A proposal; awaits the ministry’s approval",
            ),
        ),
        (_("label_replaces", default="Replaces"), _describe_older(edition, language)),
    ]
    if state in FROZEN_STATES:
        published = format_day(_get_publication(edition), language)
        facts.append((_("label_published_on", default="Published on"), published))
    else:
        facts.append((_("label_guide_state", default="Status"), STATES[state]))
        facts.append((SET_ON, format_day(now(), language)))
    return [
        (write_words(label, language), write_words(value, language))
        for label, value in facts
    ]


def _describe_older(edition: Guide, language: str) -> str:
    older = get_edition(edition.supersedes)
    return (
        write_words(EDITION, language, number=older.edition)
        if older is not None
        else ""
    )


def _get_publication(edition: Guide) -> Any:
    """Return the moment in which the edition was published."""
    history = edition.workflow_history.get("guide_workflow", ())
    moments = [entry["time"] for entry in history if entry["action"] == "publish"]
    return moments[-1].asdatetime() if moments else None
