"""One answer as JSON, as text in an instance, and whether it is of its kind."""

from collections.abc import Callable
from datetime import date
from datetime import datetime
from datetime import time
from riaya.forms.reading.questions import QuestionKind
from typing import Any

import math
import re


WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
# Javarosa keeps integers of 32 bits.
LARGEST_INTEGER = 2**31 - 1
LISTS = frozenset({QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK})


def write_value(value: Any) -> str:
    """Return a JSON value as the text of an answer.

    Raises TypeError for an object or a list of lists.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return " ".join(value)
    raise TypeError("An answer is a text, a number, a truth value or a list of codes.")


def read_value(kind: QuestionKind, text: str) -> Any:
    """Return the text of an answer as JSON; text of another kind stays text."""
    if kind in LISTS:
        return text.split()
    if kind in (
        QuestionKind.INTEGER,
        QuestionKind.DECIMAL,
        QuestionKind.RANGE,
        QuestionKind.CALCULATED,
    ):
        return _read_number(text)
    return text


def is_integer(text: str) -> bool:
    """Return True for a whole number of 32 bits."""
    return bool(WHOLE.fullmatch(text)) and abs(int(text)) <= LARGEST_INTEGER


def is_decimal(text: str) -> bool:
    """Return True for a finite number."""
    try:
        return len(text) <= 40 and "_" not in text and math.isfinite(float(text))
    except ValueError:
        return False


def is_date(text: str) -> bool:
    """Return True for a day such as 2027-01-31."""
    return len(text) == 10 and _is_read_by(date.fromisoformat, text)


def is_moment(text: str) -> bool:
    """Return True for a day with a time such as 2027-01-31T08:15:00.000+02:00."""
    return "T" in text and len(text) <= 40 and _is_read_by(datetime.fromisoformat, text)


def is_time(text: str) -> bool:
    """Return True for a time such as 08:15 or 08:15:00.000+02:00."""
    return ":" in text and len(text) <= 30 and _is_read_by(time.fromisoformat, text)


def is_point(text: str) -> bool:
    """Return True for latitude, longitude and, if known, altitude and accuracy."""
    parts = text.split()
    if len(parts) not in (2, 3, 4) or not all(map(is_decimal, parts)):
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180


def is_line(text: str) -> bool:
    """Return True for two points or more."""
    points = [point for point in text.split(";") if point.strip()]
    return 2 <= len(points) <= 2_000 and all(map(is_point, points))


CHECKS: dict[QuestionKind, Callable[[str], bool]] = {
    QuestionKind.INTEGER: is_integer,
    QuestionKind.DECIMAL: is_decimal,
    QuestionKind.RANGE: is_decimal,
    QuestionKind.DATE: is_date,
    QuestionKind.TIME: is_time,
    QuestionKind.MOMENT: is_moment,
    QuestionKind.POINT: is_point,
    QuestionKind.LINE: is_line,
    QuestionKind.AREA: is_line,
    # Collect and ODK Web Forms write OK.
    QuestionKind.ACKNOWLEDGE: frozenset({"OK", "true"}).__contains__,
}


def _read_number(text: str) -> Any:
    """Return a number where writing it again gives the same text."""
    if WHOLE.fullmatch(text):
        return int(text)
    if is_decimal(text) and write_value(float(text)) == text:
        return float(text)
    return text


def _is_read_by(read: Callable[[str], Any], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
