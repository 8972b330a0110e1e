"""Reading what a client sends: JSON, an XForms instance, or both with files."""

from collections.abc import Iterator
from plone.restapi.deserializer import json_body
from riaya import _
from riaya.assessments.exceptions import SubmissionRefused
from riaya.assessments.receiving.taking_in import Submission
from riaya.forms.interfaces import Attachment
from riaya.forms.reading.xml import parse_xml
from typing import Any
from ZPublisher.HTTPRequest import FileUpload

import os


INSTANCE = "xml_submission_file"
TRUE = frozenset({"1", "true", "True", True})


def read_submitted_body(request: Any) -> tuple[str, Submission]:
    """Return which case a request is for, and what it submits.

    Raises SubmissionRefused for a body that is neither JSON, nor XML, nor a
    form with both, and FormRefused for XML that is not plain.
    """
    media_type = (request.getHeader("Content-Type") or "").partition(";")[0].strip()
    match media_type:
        case "application/json":
            return _read_json(json_body(request))
        case "application/xml" | "text/xml":
            return _read_fields(request.form, request.get("BODY") or b"")
        case "multipart/form-data":
            sent = request.form.get(INSTANCE)
            data = sent.read() if isinstance(sent, FileUpload) else sent
            return _read_fields(request.form, data or b"")
    raise SubmissionRefused(
        _(
            "error_submission_media_type",
            default="Send the answers as application/json, as application/xml, or as multipart/form-data with the part xml_submission_file.",
        )
    )


def _read_json(body: dict) -> tuple[str, Submission]:
    answers = body.get("answers")
    if not isinstance(answers, dict):
        raise SubmissionRefused(
            _(
                "error_submission_answers",
                default="The answers are missing: send an object with the names of the questions.",
            )
        )
    return body.get("case") or "", Submission(
        key=body.get("key") or "",
        answers=answers,
        is_draft=body.get("draft") in TRUE,
        submits=body.get("submit") in TRUE,
        revision=_read_revision(body.get("revision")),
    )


def _read_fields(fields: dict, data: bytes | str) -> tuple[str, Submission]:
    instance = parse_xml(data.encode() if isinstance(data, str) else data)
    # The id of the instance names this filling as well as a key does.
    named = instance.find(".//{*}meta/{*}instanceID")
    return fields.get("case") or "", Submission(
        key=fields.get("key") or (named is not None and named.text) or "",
        instance=instance,
        attachments={each.filename: each for each in _find_files(fields)},
        is_draft=fields.get("draft") in TRUE,
        submits=fields.get("submit") in TRUE,
        revision=_read_revision(fields.get("revision")),
    )


def _find_files(fields: dict) -> Iterator[Attachment]:
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, FileUpload) and name != INSTANCE and each.filename:
                each.seek(0, os.SEEK_END)
                yield Attachment(each.filename, each, each.tell())


def _read_revision(value: Any) -> int:
    text = str(value or 0)
    return int(text) if text.isdecimal() and len(text) < 10 else 0
