"""The words of the printed book that are not the edition's own."""

from riaya import _
from riaya.core.typesetting.pdf import write_words
from riaya.forms.printing.paper import write_form_words


WORDS = {
    "contents": _("title_guide_contents", default="Contents"),
    "about": _("title_about_edition", default="About this edition"),
    "about_book": _(
        "help_about_book",
        default="This book holds the edition as it was published, and the blank forms as they were in force when it was made. A case follows the edition under which it began; the site tells which edition is in force now.",
    ),
    "draft": _("label_guide_draft", default="Draft"),
    "stage": _("label_stage", default="Stage"),
    "role": _("label_responsible_role", default="Responsible role"),
    "required": _("label_required_forms", default="Required forms"),
    "optional": _("label_optional_forms", default="Optional forms"),
    "holds_back": _("label_holds_back", default="Holds the case back"),
    "may_be_skipped": _("label_may_be_skipped", default="May be skipped with a reason"),
    "none": _("label_no_form", default="None"),
    "checklist": _("label_checklist", default="Checklist"),
    "tasks": _("label_standard_tasks", default="Standard tasks"),
    "deadlines": _("label_deadlines", default="Deadlines"),
    "all_deadlines": _("title_guide_deadlines", default="Deadlines by response group"),
    "escalations": _("label_escalations", default="Escalation of overdue clocks"),
    "escalation_rule": _(
        "help_escalations",
        default="A clock without a line goes to the supervisor when it is overdue, and to the director when as much time again has passed.",
    ),
    "escalation_counts": _(
        "help_escalation_counts",
        default="Counted from the moment at which the clock is overdue.",
    ),
    "certificates": _("label_required_certificates", default="Required certificates"),
    "forms": _("title_book_forms", default="Annex: blank forms"),
    "forms_help": _(
        "help_book_forms",
        default="The forms that the steps of this guide ask for or offer, in the version that was in force when the book was made. They may be copied.",
    ),
    "proposed_deadlines": _(
        "msg_book_deadlines_are_a_proposal",
        default="These deadlines are a proposal and await the ministry’s approval.",
    ),
    "picture": _("label_picture", default="Picture"),
}
ON_PAGE = _("label_on_page", default="(page ${page})")
PICTURE_MISSING = _(
    "msg_picture_missing", default="The picture “${name}” is missing here."
)


def write_book_words(language: str) -> dict[str, str]:
    """Return the words of the book and of the forms in it, in a language."""
    return {
        **write_form_words(language),
        **{name: write_words(word, language) for name, word in WORDS.items()},
        # The template knows the pages and the names of the pictures.
        "on_page": write_words(ON_PAGE, language, page="{page}"),
        "picture_missing": write_words(PICTURE_MISSING, language, name="{name}"),
    }
