"""The keys of submissions: one filling makes one assessment, however often it is sent.

Each case remembers the keys of what was sent for it.  Two requests with one
key write the same record, so that the slower of them comes again and finds it.
"""

from BTrees.OOBTree import OOBTree
from dataclasses import dataclass
from riaya import _
from riaya.assessments.exceptions import SubmissionRefused
from riaya.assessments.interfaces import IAssessment
from riaya.cases.content import Case
from typing import Any
from zope.annotation.interfaces import IAnnotations

import re


RECORD = "riaya.assessments.keys"
KEY = re.compile(r"[!-~]{1,100}")


@dataclass(frozen=True)
class Known:
    """What a key stands for: an assessment's id, and what was sent last."""

    assessment_id: str
    digest: str
    revision: int = 0


def check_key(key: Any) -> str:
    """Return a key, or raise SubmissionRefused for one that nobody could find again."""
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise SubmissionRefused(
            _(
                "error_submission_key",
                default="A submission needs a key: up to 100 Latin letters, digits and marks that name this filling for ever.",
            )
        )
    return key


def recall_key(case: Case, key: str) -> tuple[Any, Known | None]:
    """Return the assessment of a key and what was sent, or nothing of what is gone."""
    row = IAnnotations(case).get(RECORD, {}).get(key)
    assessment = row and case.get(row[0])
    if not IAssessment.providedBy(assessment):
        return None, None
    return assessment, Known(*row)


def remember_key(case: Case, key: str, known: Known) -> None:
    """Keep what a key stands for."""
    annotations = IAnnotations(case)
    if RECORD not in annotations:
        annotations[RECORD] = OOBTree()
    annotations[RECORD][key] = (known.assessment_id, known.digest, known.revision)
