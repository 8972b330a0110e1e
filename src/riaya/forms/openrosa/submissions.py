"""What a phone sends: answers, the case they are about, and files.

Source: the OpenRosa Form Submission standard.  A phone whose files are too
large for one request sends the answers several times, each time with other
files, and says of all but the last that more is to come.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from lxml.etree import _Element
from os import SEEK_END
from riaya import _
from riaya.forms.content import FormTemplate
from riaya.forms.exceptions import FormRefused
from riaya.forms.interfaces import Attachment
from riaya.forms.interfaces import IFilledForms
from riaya.forms.lookup import find_template
from riaya.forms.openrosa.phone_forms import CASE_QUESTION
from riaya.forms.openrosa.phone_forms import FILLED_AT
from riaya.forms.reading.xml import parse_xml
from typing import Any
from zope.component import getUtility


ANSWERS = "xml_submission_file"
MORE_TO_COME = "*isIncomplete*"


@dataclass(frozen=True)
class PhoneSubmission:
    """Answers from a phone, with the files that came beside them.

    `awaits_files` says that more files of the same answers are to come;
    `filled_at` is when the phone finished the form, if its clock says so.
    """

    template: FormTemplate
    case_uid: str
    key: str
    instance: _Element
    attachments: Mapping[str, Attachment]
    awaits_files: bool
    filled_at: datetime | None


def receive_from_phone(fields: Mapping[str, Any]) -> str:
    """Keep what the fields of a request hold; return the address of what keeps it.

    Raises FormRefused for what is no submission to a form of ours, and whatever
    those who keep filled forms refuse.
    """
    sent = read_phone_submission(fields)
    return getUtility(IFilledForms).receive(
        sent.template,
        sent.case_uid,
        sent.instance,
        sent.key,
        sent.attachments,
        filled_at=sent.filled_at,
        awaits_files=sent.awaits_files,
    )


def read_phone_submission(fields: Mapping[str, Any]) -> PhoneSubmission:
    """Return the submission that the fields of a multipart request hold.

    What phones are asked besides is taken out of the answers: the form does not
    have it.  Raises FormRefused.
    """
    answers: Any = fields.get(ANSWERS)
    if not hasattr(answers, "read"):
        raise FormRefused(
            _(
                "error_openrosa_no_answers",
                default="The phone sent no answers: there is no part “${name}”.",
                mapping={"name": ANSWERS},
            )
        )
    instance = parse_xml(answers.read())
    return PhoneSubmission(
        template=_find_template(instance),
        case_uid=_read_case(instance),
        filled_at=_read_moment(_take_text(instance, FILLED_AT)),
        key=_read_key(instance),
        instance=instance,
        attachments={each.filename: each for each in _read_files(fields)},
        awaits_files=awaits_files(fields),
    )


def awaits_files(fields: Mapping[str, Any]) -> bool:
    """Return True while a phone says that more files of a form are to come."""
    return fields.get(MORE_TO_COME) == "yes"


def _find_template(instance: _Element) -> FormTemplate:
    form_id, version = instance.get("id") or "", instance.get("version") or ""
    template = find_template(form_id, version)
    if template is None:
        raise FormRefused(
            _(
                "error_openrosa_unknown_form",
                default="There is no form “${form}” of version “${version}” here. Fetch the forms anew.",
                mapping={"form": form_id[:64], "version": version[:64]},
            )
        )
    return template


def _read_case(instance: _Element) -> str:
    """Return the UID of the case, and take it out of the answers."""
    uid = _take_text(instance, CASE_QUESTION)
    if not uid:
        raise FormRefused(
            _(
                "error_openrosa_no_case",
                default="The answers do not say which case they are about. Open the form on the phone, choose the case, and send it again.",
            )
        )
    return uid


def _take_text(instance: _Element, name: str) -> str:
    """Return what one of our own questions was answered, and take it away."""
    questions = instance.findall(f"{{*}}{name}")
    for question in questions:
        instance.remove(question)
    return (questions[0].text or "").strip() if questions else ""


def _read_moment(text: str) -> datetime | None:
    """Return a moment with its zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None


def _read_key(instance: _Element) -> str:
    element = instance.find("{*}meta/{*}instanceID")
    key = "" if element is None else (element.text or "").strip()
    if not key:
        raise FormRefused(
            _(
                "error_openrosa_no_instance_id",
                default="The answers have no instanceID, so that sending them twice could not be noticed.",
            )
        )
    return key


def _read_files(fields: Mapping[str, Any]) -> Iterator[Attachment]:
    """Yield the files of a request; a name may come more than once."""
    for name, value in fields.items():
        for upload in value if isinstance(value, list) else [value]:
            if name != ANSWERS and hasattr(upload, "read"):
                size = upload.seek(0, SEEK_END) or upload.tell()
                upload.seek(0)
                yield Attachment(_get_base_name(upload.filename or name), upload, size)


def _get_base_name(filename: str) -> str:
    return filename.replace("\\", "/").rpartition("/")[2]
