"""Blank forms as PDF files, to be filled in with a pen."""

from functools import lru_cache
from pathlib import Path
from riaya import _
from riaya.core.settings import get_policy
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.pdf import write_words
from riaya.forms.content import FormTemplate
from riaya.forms.lookup import read_form
from riaya.forms.printing.blank_forms import describe_blank_form
from riaya.forms.reading.questions import Form
from typing import Any


TEMPLATES = Path(__file__).with_name("templates")
TEMPLATE = TEMPLATES / "blank_form.typ"
# What other documents import to print a form in them.
FORM_PARTS = TEMPLATES / "blank_form_parts.typ"
LANGUAGES = ("ar", "en")

WORDS = {
    "how_to": _(
        "help_paper_form",
        default="A circle stands for one answer, a square for as many as apply. An asterisk marks what must be answered.",
    ),
    "question": _("label_question", default="Question"),
    "day": _("label_day", default="Day"),
    "month": _("label_month", default="Month"),
    "year": _("label_year", default="Year"),
    "hour": _("label_hour", default="Hour"),
    "minute": _("label_minute", default="Minute"),
    "signs_worker": _("label_signs_worker", default="Who filled this in"),
    "signs_client": _("label_signs_client", default="Client or guardian"),
    "name": _("label_name", default="Name"),
    "signature": _("label_signature", default="Signature"),
    "date": _("label_date", default="Date"),
}
FORM_AND_VERSION = _(
    "label_form_of_version", default="Form ${form}, version ${version}"
)


def print_blank_form(template: FormTemplate, language: str) -> bytes:
    """Return a blank form as a PDF in ar or en.

    Raises SpreadsheetRefused and FormRefused for a draft that cannot be a form.
    """
    return _print(
        read_form(template),
        get_printed_title(template, language),
        template.form_id,
        template.form_version,
        get_policy("ministry")[language],
        language,
    )


def get_printed_title(template: FormTemplate, language: str) -> str:
    """Return what a form is called in a language, or in Arabic."""
    title_en = getattr(template.aq_base, "title_en", None)
    return (language == "en" and title_en) or template.title


def describe_version(form_id: str, version: str, language: str) -> str:
    """Return which version of which form this is, in words."""
    return write_words(FORM_AND_VERSION, language, form=form_id, version=version)


def write_form_words(language: str) -> dict[str, str]:
    """Return the words that every printed form needs, in a language."""
    return {name: write_words(word, language) for name, word in WORDS.items()}


def describe_printed_form(template: FormTemplate, language: str) -> dict[str, Any]:
    """Return a form as `draw-form` of its parts prints it, in a document with others.

    Raises SpreadsheetRefused and FormRefused for a draft that cannot be a form.
    """
    return {
        "title": get_printed_title(template, language),
        "version": describe_version(template.form_id, template.form_version, language),
        **describe_blank_form(read_form(template), language),
    }


# What is in a version never changes, so neither does its PDF.
@lru_cache(maxsize=64)
def _print(
    form: Form, title: str, form_id: str, version: str, ministry: str, language: str
) -> bytes:
    values = {
        "title": title,
        "ministry": ministry,
        "words": write_form_words(language),
        "version": describe_version(form_id, version, language),
        **describe_blank_form(form, language),
    }
    return typeset(TEMPLATE, values, language, [FORM_PARTS])
