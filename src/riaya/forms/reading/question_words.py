"""Questions in words that trainers read: their kinds, rules and texts."""

from plone.i18n.locales.languages import ContentLanguageAvailability
from riaya import _
from riaya.forms.expressions import Expression
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.questions import Text

import re


KINDS = {
    QuestionKind.GROUP: _("label_kind_group", default="Group of questions"),
    QuestionKind.REPEAT: _("label_kind_repeat", default="Repeated questions"),
    QuestionKind.NOTE: _("label_kind_note", default="Note"),
    QuestionKind.CALCULATED: _("label_kind_calculated", default="Calculation"),
    QuestionKind.TEXT: _("label_kind_text", default="Text"),
    QuestionKind.INTEGER: _("label_kind_integer", default="Whole number"),
    QuestionKind.DECIMAL: _("label_kind_decimal", default="Number"),
    QuestionKind.RANGE: _("label_kind_range", default="Number from a range"),
    QuestionKind.DATE: _("label_kind_date", default="Date"),
    QuestionKind.TIME: _("label_kind_time", default="Time"),
    QuestionKind.MOMENT: _("label_kind_moment", default="Date and time"),
    QuestionKind.SELECT_ONE: _("label_kind_select_one", default="One choice"),
    QuestionKind.SELECT_MULTIPLE: _(
        "label_kind_select_multiple", default="Several choices"
    ),
    QuestionKind.RANK: _("label_kind_rank", default="Choices in order"),
    QuestionKind.ACKNOWLEDGE: _("label_kind_acknowledge", default="Confirmation"),
    QuestionKind.POINT: _("label_kind_point", default="Place"),
    QuestionKind.LINE: _("label_kind_line", default="Way"),
    QuestionKind.AREA: _("label_kind_area", default="Area"),
    QuestionKind.BARCODE: _("label_kind_barcode", default="Barcode"),
    QuestionKind.IMAGE: _("label_kind_image", default="Picture"),
    QuestionKind.AUDIO: _("label_kind_audio", default="Sound"),
    QuestionKind.VIDEO: _("label_kind_video", default="Video"),
    QuestionKind.FILE: _("label_kind_file", default="File"),
}
# An address of a question, absolute or from where the expression stands, in the
# spaces that the converter puts around it.
ADDRESS = re.compile(
    r" ?((?:current\(\)/)?(?:/data|\.\.)(?:/(?:\.\.|[A-Za-z_][A-Za-z0-9_.-]*))+) ?"
)
FILTERED_LIST = re.compile(
    r"^(?:randomize\()?instance\([^)]*\)/root/item\[(.*)\]", re.S
)
SPACES = re.compile(r"\s+")


def write_source(expression: Expression | None) -> str:
    """Return an expression as it stands in the spreadsheet; nothing for none."""
    if expression is None:
        return ""
    source = expression.source
    if filtered := FILTERED_LIST.match(source):
        source = filtered[1]
    source = ADDRESS.sub(_name, source)
    return SPACES.sub(" ", source).strip()


def write_template_text(text: Text) -> str:
    """Return a text as it stands in the spreadsheet, with what it quotes."""
    parts = [part if isinstance(part, str) else write_source(part) for part in text]
    return "\n".join(
        SPACES.sub(" ", line).strip() for line in "".join(parts).splitlines()
    ).strip()


def name_language(code: str) -> str:
    """Return the name of a language in that language; an unknown code is its name."""
    row = ContentLanguageAvailability().getLanguages().get(code, {})
    return row.get("native") or row.get("name") or code


def _name(address: re.Match) -> str:
    name = address[1].rpartition("/")[2]
    return address[0] if name == ".." else f"${{{name}}}"
