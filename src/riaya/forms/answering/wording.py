"""The sentences in which an answer of the wrong kind is refused."""

from riaya import _
from riaya.forms.reading.questions import QuestionKind
from zope.i18nmessageid import Message


_PLACES = _(
    "error_answer_place",
    default="“${question}” needs a place: latitude and longitude.",
)
_NUMBER = _("error_answer_decimal", default="“${question}” needs a number.")

KIND_REFUSALS: dict[QuestionKind, Message] = {
    QuestionKind.INTEGER: _(
        "error_answer_integer", default="“${question}” needs a whole number."
    ),
    QuestionKind.DECIMAL: _NUMBER,
    QuestionKind.RANGE: _NUMBER,
    QuestionKind.DATE: _(
        "error_answer_date",
        default="“${question}” needs a day that exists, as in 2027-01-31.",
    ),
    QuestionKind.TIME: _(
        "error_answer_time", default="“${question}” needs a time, as in 08:15."
    ),
    QuestionKind.MOMENT: _(
        "error_answer_moment",
        default="“${question}” needs a day with a time, as in 2027-01-31T08:15.",
    ),
    QuestionKind.POINT: _PLACES,
    QuestionKind.LINE: _PLACES,
    QuestionKind.AREA: _PLACES,
    QuestionKind.ACKNOWLEDGE: _(
        "error_answer_acknowledge", default="“${question}” can only be confirmed."
    ),
}
