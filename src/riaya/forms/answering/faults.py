"""What is wrong with an answer, said of the question that it answers."""

from dataclasses import dataclass
from itertools import chain
from riaya import _
from riaya.forms.exceptions import AnswersRefused
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Fault:
    """One refused answer.

    `place` is the address of the question in the answers, as member/2/age;
    the message names the question by its label.
    """

    name: str
    place: str
    message: Message


def merge_faults(*groups: list[Fault]) -> list[Fault]:
    """Return one fault for each place: what cannot be read is not also missing."""
    merged: dict[str, Fault] = {}
    for fault in chain(*groups):
        merged.setdefault(fault.place, fault)
    return list(merged.values())


def refuse_faults(faults: list[Fault]) -> None:
    """Raise AnswersRefused with a sentence for each fault; do nothing without any."""
    if not faults:
        return
    refusal = AnswersRefused(
        _(
            "error_answers_refused",
            default="Nothing was stored: some answers have to be put right first.",
        ),
        [fault.message for fault in faults],
    )
    refusal.faults = faults
    raise refusal
