"""Which form a template is: the spreadsheet says it, and nobody says otherwise."""

from collections.abc import Collection
from riaya import _
from riaya.forms.content import FormTemplate
from riaya.forms.conversion.settings import refuse_result
from riaya.forms.conversion.settings import Settings
from riaya.forms.exceptions import FormRefused
from riaya.forms.keeping import convert_template
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import QuestionKind
from zope.i18nmessageid import Message


# Fields of a template and the settings of the sheet that they are read from.
IDENTITY = {"form_id": "form_id", "form_version": "version"}


def take_identity(template: FormTemplate, given: Collection[str]) -> None:
    """Give a template the form id, version and results that its spreadsheet names.

    `given` are the fields that a person has written now.  Raises FormRefused
    where such a field says something else than the spreadsheet.
    """
    if template.xlsform is None:
        return
    settings = convert_template(template).settings
    for field, name in IDENTITY.items():
        written, said = getattr(template, field, None), getattr(settings, name)
        if field in given and written and written != said:
            raise _refuse(name, written, said)
    follow_spreadsheet(template)
    _take_results(template, settings, given)


def follow_spreadsheet(template: FormTemplate) -> None:
    """Give a template the form id and version that its spreadsheet names.

    One that went back to an earlier state may have missed a step.
    """
    settings = convert_template(template).settings
    for field, name in IDENTITY.items():
        if getattr(template, field, None) != getattr(settings, name):
            setattr(template, field, getattr(settings, name))


def check_results(template: FormTemplate, form: Form) -> None:
    """Raise FormRefused for questions of score or risk that no calculation has."""
    names = [*(template.score_questions or ()), template.risk_question]
    unknown = [name for name in names if name and not _is_calculated(form, name)]
    if unknown:
        raise FormRefused(
            _(
                "error_form_results",
                default="The form cannot tell its score or risk level.",
            ),
            [refuse_result(name) for name in unknown],
        )


def _take_results(
    template: FormTemplate, settings: Settings, given: Collection[str]
) -> None:
    if settings.score_questions and "score_questions" not in given:
        template.score_questions = list(settings.score_questions)
    if settings.risk_question and "risk_question" not in given:
        template.risk_question = settings.risk_question


def _is_calculated(form: Form, name: str) -> bool:
    question = form.get_question(name)
    return question is not None and question.kind == QuestionKind.CALCULATED


def _refuse(name: str, written: str, said: str) -> FormRefused:
    sentence: Message = _(
        "error_form_disagrees",
        default="The spreadsheet says ${setting} “${said}”, the form says “${written}”. Make both the same, or leave out what you wrote here.",
        mapping={"setting": name, "said": said, "written": written or ""},
    )
    return FormRefused(sentence)
