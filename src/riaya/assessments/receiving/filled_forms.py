"""What this feature does for forms that are filled on phones."""

from collections.abc import Mapping
from datetime import datetime
from lxml.etree import _Element
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.assessments.receiving.taking_in import receive_submission
from riaya.assessments.receiving.taking_in import Submission
from riaya.assessments.receiving.targets import get_target_case
from riaya.cases.stages import Stage
from riaya.forms.content import FormTemplate
from riaya.forms.interfaces import Attachment
from riaya.forms.interfaces import IFilledForms
from riaya.forms.interfaces import IOpenCases
from riaya.register.asking import ask_as_current_person
from riaya.register.questions import View
from riaya.register.questions import WorklistQuery
from riaya.register.worklist import WorklistItem
from typing import Any
from zope.interface import implementer


MOST_CASES = 500
# 1 January 2020
EPOCH = 1_577_836_800
# Where the case workflow lets the people of a case add assessments.
TAKING_FORMS = frozenset(
    {
        Stage.REGISTERED,
        Stage.SCREENED,
        Stage.ASSESSMENT,
        Stage.PLANNING,
        Stage.IMPLEMENTATION,
    }
)


@implementer(IFilledForms)
class FilledForms:
    """Keeps filled forms as assessments of their case."""

    def receive(
        self,
        template: FormTemplate,
        case_uid: str,
        instance: _Element,
        key: str,
        attachments: Mapping[str, Attachment],
        filled_at: datetime | None = None,
        awaits_files: bool = False,
    ) -> str:
        """Return the address of the assessment; a complete one is handed in at once."""
        received = receive_submission(
            template,
            get_target_case(case_uid),
            Submission(
                key=key,
                instance=instance,
                attachments=attachments,
                submits=True,
                filled_at=filled_at,
                awaits_files=awaits_files,
            ),
        )
        return received.assessment.absolute_url()


@implementer(IOpenCases)
class OpenCases:
    """Reads the register for the worklist of the person who is signed in."""

    def find(self) -> list[dict[str, Any]]:
        """Return up to 500 cases of the person that take forms, the most pressing first.

        Own ones, and those that a task opens.
        """
        own = self._find_own()
        found = own + [item for item in self._find_visited() if item not in own]
        return [
            {
                "name": item.uid,
                "label": _label(item),
                "case_number": item.case_number,
                "version": _get_version(item.uid),
            }
            for item in found[:MOST_CASES]
        ]

    def _find_own(self) -> list[WorklistItem]:
        found = ask_as_current_person(WorklistQuery(size=MOST_CASES))
        return [item for item in found.items if _takes_forms(item) and _is_worker(item)]

    def _find_visited(self) -> list[WorklistItem]:
        """Return the cases of others in which the person has a task to do."""
        paths = _find_paths_of_tasks()
        if not paths:
            return []
        every = WorklistQuery(view=View.OFFICE, size=MOST_CASES)
        return [
            item
            for item in ask_as_current_person(every).items
            if item.path in paths and _takes_forms(item)
        ]


def _find_paths_of_tasks() -> set[str]:
    """Return the paths of the cases in which the person has an open task."""
    brains = api.content.find(
        portal_type="riaya.task",
        review_state="open",
        responsible=api.user.get_current().getId(),
    )
    return {brain.getPath().rpartition("/")[0] for brain in brains}


def _takes_forms(item: WorklistItem) -> bool:
    return item.may_read and item.review_state in TAKING_FORMS


def _get_version(uid: str) -> int:
    """Return a number that rises whenever name or confidentiality may have changed.

    Phones keep it in 32 bits, which seconds since 1970 would fill in 2038.
    """
    case = uuidToObject(uid, unrestricted=True)
    steps = [entry["time"] for each in case.workflow_history.values() for entry in each]
    return int(max(float(moment) for moment in (case.modified(), *steps)) - EPOCH)


def _is_worker(item: WorklistItem) -> bool:
    """Return False for a supervisor, who reads and decides but fills no forms."""
    person = api.user.get_current().getId()
    return item.case_manager in (None, person)


def _label(item: WorklistItem) -> str:
    """Return number and name; of a restricted case, a phone keeps no name."""
    if item.confidentiality == "restricted":
        return item.case_number
    return f"{item.case_number} · {item.client_name}"
