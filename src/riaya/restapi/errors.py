"""The one shape of refusals."""

from riaya.core.exceptions import RiayaError
from typing import Any
from zope.i18n import translate


def serialize_refusal(error: RiayaError, request: Any) -> dict:
    """Return plone.restapi's error shape, with what is missing as `obstacles`.

    Refused answers of a form are `errors`, each with its question.
    """
    answer = {
        "type": type(error).__name__,
        "message": translate(error.message, context=request),
    }
    if error.obstacles:
        answer["obstacles"] = [
            translate(each, context=request) for each in error.obstacles
        ]
    if error.faults:
        answer["errors"] = [
            {
                "question": fault.name,
                "place": fault.place,
                "message": translate(fault.message, context=request),
            }
            for fault in error.faults
        ]
    return answer
