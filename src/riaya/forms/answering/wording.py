"""The sentences in which an answer of the wrong kind is refused."""

from riaya import _
from riaya.forms.reading.questions import Kind
from zope.i18nmessageid import Message


_PLACES = _(
    "error_answer_place",
    default="“${question}” needs a place: latitude and longitude.",
)
_NUMBER = _("error_answer_decimal", default="“${question}” needs a number.")

KIND_REFUSALS: dict[Kind, Message] = {
    Kind.INTEGER: _(
        "error_answer_integer", default="“${question}” needs a whole number."
    ),
    Kind.DECIMAL: _NUMBER,
    Kind.RANGE: _NUMBER,
    Kind.DATE: _(
        "error_answer_date",
        default="“${question}” needs a day that exists, as in 2027-01-31.",
    ),
    Kind.TIME: _(
        "error_answer_time", default="“${question}” needs a time, as in 08:15."
    ),
    Kind.MOMENT: _(
        "error_answer_moment",
        default="“${question}” needs a day with a time, as in 2027-01-31T08:15.",
    ),
    Kind.POINT: _PLACES,
    Kind.LINE: _PLACES,
    Kind.AREA: _PLACES,
    Kind.ACKNOWLEDGE: _(
        "error_answer_acknowledge", default="“${question}” can only be confirmed."
    ),
}
