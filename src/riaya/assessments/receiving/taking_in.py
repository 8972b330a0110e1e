"""Taking a filled form in: checked answers become an assessment of a case.

The browser, REST and phones all come through here.  What is refused stores
nothing; what was taken once is found again by its key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from hashlib import sha256
from lxml import etree
from lxml.etree import _Element
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from riaya.assessments.content import Assessment
from riaya.assessments.interfaces import IAssessment
from riaya.assessments.receiving.admission import check_addable
from riaya.assessments.receiving.admission import check_changeable
from riaya.assessments.receiving.admission import check_instance
from riaya.assessments.receiving.admission import check_open
from riaya.assessments.receiving.admission import check_same_form
from riaya.assessments.receiving.attaching import attach_files
from riaya.assessments.receiving.attaching import find_file_names
from riaya.assessments.receiving.attaching import remove_files
from riaya.assessments.receiving.keys import check_key
from riaya.assessments.receiving.keys import Known
from riaya.assessments.receiving.keys import recall_key
from riaya.assessments.receiving.keys import remember_key
from riaya.assessments.receiving.known_values import find_known_values
from riaya.assessments.scoring import apply_results
from riaya.assessments.submission import find_assessment_obstacles
from riaya.assessments.submission import was_handed_in
from riaya.cases.content import Case
from riaya.core.review import record_author
from riaya.core.time.clock import now
from riaya.core.validation import InvalidField
from riaya.core.vocabularies import get_language
from riaya.forms.answering.answers import check_answers
from riaya.forms.answering.environment import make_environment
from riaya.forms.answering.faults import Fault
from riaya.forms.answering.faults import merge_faults
from riaya.forms.answering.faults import refuse_faults
from riaya.forms.answering.instances import build_instance
from riaya.forms.answering.instances import read_instance
from riaya.forms.content import FormTemplate
from riaya.forms.interfaces import Attachment
from riaya.forms.lookup import read_form
from riaya.forms.reading.questions import Form
from zope.event import notify
from zope.i18nmessageid import Message
from zope.interface import Invalid
from zope.lifecycleevent import ObjectCreatedEvent
from zope.lifecycleevent import ObjectModifiedEvent

import json


@dataclass(frozen=True)
class Submission:
    """What a client sent: an XForms instance, or answers as JSON.

    A draft may be incomplete.  With `submits` a complete form is handed in to
    whoever decides.  `revision` rises with each sending of one key, so that a
    slow request does not overwrite a later one.  `filled_at` is when the form
    was filled, where a phone sends later.  `awaits_files` says that more files
    of the same answers come in further requests; until then they are checked
    as if all files were there, and kept as incomplete.
    """

    key: str
    instance: _Element | None = None
    answers: dict | None = None
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    is_draft: bool = False
    submits: bool = False
    revision: int = 0
    filled_at: datetime | None = None
    awaits_files: bool = False


@dataclass(frozen=True)
class Received:
    """The assessment of a submission; `obstacles` say why it is not handed in."""

    assessment: Assessment
    is_new: bool
    obstacles: list[Message]


def receive_submission(
    template: FormTemplate, case: Case, submission: Submission
) -> Received:
    """Return the assessment that a submission makes or changes.

    Raises AnswersRefused with a fault for each refused answer, FormNotOpen,
    CaseTakesNoForms, SubmissionRefused, AlreadySubmitted, and Unauthorized.
    """
    key = check_key(submission.key)
    assessment, known = recall_key(case, key)
    digest = _make_digest(submission)
    if assessment is not None and known is not None:
        check_same_form(assessment, template)
        if _is_kept(template, assessment, known, submission, digest):
            return _hand_in(assessment, submission, is_new=False)
        check_changeable(assessment)
    else:
        check_addable(case)
    check_open(template)
    is_new = assessment is None
    assessment = _keep(template, case, submission, assessment)
    remember_key(case, key, Known(assessment.getId(), digest, submission.revision))
    return _hand_in(assessment, submission, is_new)


def _is_kept(
    template: FormTemplate,
    assessment: Assessment,
    known: Known,
    submission: Submission,
    digest: str,
) -> bool:
    """Return True for what was taken already, and for what a later sending replaced."""
    if submission.revision < known.revision:
        return True
    is_partial = submission.is_draft or submission.awaits_files
    if digest != known.digest or not (assessment.is_complete or is_partial):
        return False
    names = set(find_file_names(read_form(template), assessment.answers or {}))
    return (
        names & submission.attachments.keys() <= (assessment.attachments or {}).keys()
    )


def _keep(
    template: FormTemplate,
    case: Case,
    submission: Submission,
    assessment: Assessment | None,
) -> Assessment:
    """Check the answers and write them into the assessment, or a new one."""
    form, moment = read_form(template), _find_moment(submission)
    on_file = dict((assessment is not None and assessment.attachments) or {})
    answers = _check(
        form,
        submission,
        moment,
        {*submission.attachments, *on_file, *_find_awaited(submission)},
        find_known_values(case),
    )
    kept = assessment
    if kept is None:
        kept = createContent(
            "riaya.assessment",
            kind=template.kind,
            form_template=template.UID(),
            form_version=template.form_version,
            submission_key=submission.key,
        )
    was_complete = bool(kept.is_complete)
    kept.answers = answers
    kept.is_complete = not (submission.is_draft or submission.awaits_files)
    kept.filled_at = moment
    names = find_file_names(form, answers)
    kept.attachments = attach_files(case, names, submission.attachments, on_file)
    if assessment is not None and not was_handed_in(assessment):
        remove_files(case, set(on_file.values()) - set(kept.attachments.values()))
    apply_results(kept, template, form, answers)
    _check_invariants(kept, case)
    if assessment is None:
        notify(ObjectCreatedEvent(kept))
        return addContentToContainer(case, kept)
    if was_complete or kept.is_complete:
        notify(ObjectModifiedEvent(kept))
    else:
        _save_quietly(kept)
    return kept


def _save_quietly(draft: Assessment) -> None:
    """Keep a draft that stays one: the page saves it every few seconds.

    That is neither a version of it nor news for the timeline of the case.
    """
    record_author(draft)
    draft.setModificationDate()
    draft.reindexObject(idxs=["modified"])


def _check(
    form: Form,
    submission: Submission,
    moment: datetime,
    file_names: set[str],
    known: dict[str, str],
) -> dict:
    """Return checked answers; raise AnswersRefused."""
    language = get_language()
    if submission.instance is not None:
        check_instance(form, submission.instance)
        instance, faults = read_instance(form, submission.instance)
    else:
        instance, faults = build_instance(form, submission.answers or {})
    checked = check_answers(
        form,
        instance,
        make_environment(form, language, moment),
        language,
        attachments=file_names,
        known=known,
        partial=submission.is_draft,
    )
    refuse_faults(merge_faults(faults, checked.faults))
    return checked.answers


def _check_invariants(assessment: Assessment, case: Case) -> None:
    """Refuse what cannot be true of an assessment, as its own form would."""
    try:
        IAssessment.validateInvariants(assessment.__of__(case))
    except Invalid as error:
        name = error.field_name if isinstance(error, InvalidField) else ""
        refuse_faults([Fault(name, name, error.args[0])])


def _hand_in(assessment: Assessment, submission: Submission, is_new: bool) -> Received:
    """Run the transition `submit` where it is wanted and nothing stands in the way."""
    if (
        not submission.submits
        or submission.is_draft
        or submission.awaits_files
        or api.content.get_state(assessment) != "draft"
    ):
        return Received(assessment, is_new, [])
    obstacles = find_assessment_obstacles(assessment)
    if not obstacles:
        api.content.transition(assessment, "submit")
    return Received(assessment, is_new, obstacles)


def _find_moment(submission: Submission) -> datetime:
    """Return when the form was filled; nobody fills a form in the future."""
    present = now()
    return min(submission.filled_at or present, present)


def _find_awaited(submission: Submission) -> set[str]:
    """Return all words that may be names of files which are still to come."""
    if submission.instance is None or not submission.awaits_files:
        return set()
    return {element.text or "" for element in submission.instance.iter("{*}*")}


def _make_digest(submission: Submission) -> str:
    """Return what is the same for the same answers, whatever files come with them."""
    if submission.instance is not None:
        content = etree.tostring(submission.instance, method="c14n")
    else:
        content = json.dumps(submission.answers, sort_keys=True).encode()
    return sha256(content).hexdigest()
