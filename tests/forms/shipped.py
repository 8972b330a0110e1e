"""The forms of both policies, read and converted as an installation does it."""

from functools import cache
from lxml import etree
from pathlib import Path
from riaya.forms.answering.faults import Fault
from riaya.forms.conversion.converting import Conversion
from riaya.forms.conversion.converting import convert_spreadsheet
from riaya.forms.descriptions import read_forms
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.spreadsheets import build_spreadsheet
from tests.forms.sheets import check
from typing import Any

import json


PROFILES = Path(__file__).parents[2] / "profiles"
POLICIES = ("ps", "sy")

# Answers that no guess would get past their constraint.
PATTERNED = {
    "ps": {
        "national_id": "900000001",
        "phone": "0591234567",
        "others_count": 0,
        "to_office": "PS-NBS",
    },
    "sy": {"national_id": "01020304050", "phone": "0931234567", "to_office": "SY-DI"},
}
GUESSES: dict[QuestionKind, Any] = {
    QuestionKind.TEXT: "جواب",
    QuestionKind.INTEGER: 3,
    QuestionKind.DECIMAL: 0.5,
    QuestionKind.RANGE: 5,
    QuestionKind.DATE: "2027-03-15",
    QuestionKind.TIME: "09:30:00",
    QuestionKind.ACKNOWLEDGE: "OK",
}
MOST_ROUNDS = 40


@cache
def read_vocabularies(policy: str) -> dict[str, list[dict]]:
    """Return the lists that a site of a policy has, by their names."""
    lists = {}
    for profile in ("default", f"policy-{policy}"):
        path = PROFILES / profile / "registry" / "vocabularies.xml"
        for record in etree.parse(str(path)).iterfind("record"):
            lists[record.get("name")] = json.loads(record.findtext("value"))
    return lists


@cache
def read_descriptions(policy: str) -> dict[str, dict]:
    """Return the forms of a policy by their ids, with all choices written out."""
    vocabularies = read_vocabularies(policy)
    return {
        form["form_id"]: form
        | {
            "choices": {
                name: vocabularies[rows] if isinstance(rows, str) else rows
                for name, rows in form["choices"].items()
            }
        }
        for form in read_forms(PROFILES / "default", PROFILES / f"policy-{policy}")
    }


@cache
def convert(policy: str, form_id: str) -> Conversion:
    """Return the converted form of a policy."""
    data = build_spreadsheet(read_descriptions(policy)[form_id])
    return convert_spreadsheet(data, f"{form_id}.xlsx")


def complete(policy: str, form: Form, answers: dict) -> tuple[dict, list[Fault]]:
    """Return answers that have what the form still asks for, and what stays wrong.

    Whatever is missing gets a guess, again and again, as each answer may
    bring up further questions.
    """
    given = json.loads(json.dumps(answers))
    for _round in range(MOST_ROUNDS):
        checked = check(form, given, attachments=["paper.pdf"])
        missing = [f for f in checked.faults if not _has(given, f.place)]
        for fault in missing:
            _put(given, fault.place, _guess(policy, form.get_question(fault.name)))
        if not missing:
            return checked.answers, checked.faults
    return checked.answers, checked.faults


def _guess(policy: str, question: Question) -> Any:
    for ending, answer in PATTERNED[policy].items():
        if question.name.endswith(ending):
            return answer
    if question.kind in (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE):
        return question.choices[0].code
    return GUESSES[question.kind]


def _has(answers: dict, place: str) -> bool:
    target, name = _find_target(answers, place)
    return name in target


def _put(answers: dict, place: str, value: Any) -> None:
    target, name = _find_target(answers, place)
    target[name] = value


def _find_target(answers: dict, place: str) -> tuple[dict, str]:
    *rows, name = place.split("/")
    target = answers
    for repeat, number in zip(rows[::2], rows[1::2], strict=True):
        target = target[repeat][int(number) - 1]
    return target, name
