"""What follows from the answers of a filled form: score, risk, needs, strengths.

A template names the calculations that make its score and the one that gives
the risk level.  They were worked out on the server; nothing here trusts a
number that a client sent.
"""

from collections.abc import Iterator
from datetime import date
from riaya.assessments.content import Assessment
from riaya.assessments.kinds import AssessmentKind
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_rows
from riaya.forms.content import FormTemplate
from riaya.forms.offering import find_titles
from riaya.forms.reading.questions import Form
from riaya.forms.reading.texts import pick
from typing import Any


LANGUAGES = ("ar", "en")
RISK_LEVELS = "riaya.cases.risk_levels"
RESPONSE_GROUPS = "riaya.guide.response_groups"
DOMAINS = "riaya.assessments.domains"
RANKS = range(1, 100)
# What a form calls the question why another risk level is chosen.
REASONS = ("risk_reason", "risk_override_reason")


def apply_results(
    assessment: Assessment, template: FormTemplate, form: Form, answers: dict
) -> None:
    """Write into an assessment what follows from its checked answers.

    A level that somebody chose instead of the form's stays as long as the form
    gives the same level as before; otherwise it has to be thought over anew.
    """
    assessment.kind = template.kind
    assessment.form_id = template.form_id
    # A published version keeps its title for ever; lists show it unasked.
    assessment.form_titles = find_titles(template)
    assessment.scores = find_scores(template, form, answers)
    assessment.assessed_on = find_day(answers) or (
        assessment.assessed_on or today(get_zone())
    )
    assessment.summary = _read_text(answers.get("summary"))
    assessment.response_group = find_response_group(template.kind, answers)
    assessment.needs = find_needs(template.kind, answers)
    assessment.strengths = find_strengths(answers)
    _apply_risk(assessment, template, answers)


def find_scores(
    template: FormTemplate, form: Form, answers: dict
) -> dict[str, Any] | None:
    """Return the sum of the template's scores and its parts, or None without any.

    A part has `question`, `label` in both languages and `value`; what was not
    asked is no part.
    """
    parts = [
        {
            "question": name,
            "label": {
                language: _get_label(form, name, language) for language in LANGUAGES
            },
            "value": value,
        }
        for name in getattr(template, "score_questions", None) or ()
        if (value := _add_numbers(_find_values(answers, name))) is not None
    ]
    if not parts:
        return None
    return {"total": _add_numbers(part["value"] for part in parts), "parts": parts}


def find_risk(template: FormTemplate, answers: dict) -> str | None:
    """Return the risk level that the form calculated, or None."""
    question = getattr(template, "risk_question", None)
    return _find_code(answers, question, RISK_LEVELS) if question else None


def find_day(answers: dict) -> date | None:
    """Return the day of the assessment as it was answered, or None."""
    try:
        return date.fromisoformat(answers.get("assessed_on") or "")
    except (TypeError, ValueError):
        return None


def find_response_group(kind: str, answers: dict) -> str | None:
    """Return the response group, which only a rapid assessment gives."""
    if kind != AssessmentKind.RAPID:
        return None
    return _find_code(answers, "response_group", RESPONSE_GROUPS)


def find_needs(kind: str, answers: dict) -> list[dict[str, Any]]:
    """Return a row for each `need_<domain>`, in the order of their ranks.

    The needs of a comprehensive assessment have to be ranked: those that have
    no `need_<domain>_rank` come after the ranked ones, in the order of the
    domains.
    """
    rows = _find_rows(answers, "need")
    if kind == AssessmentKind.COMPREHENSIVE:
        last = max((row["rank"] or 0 for row in rows), default=0)
        for row in rows:
            if row["rank"] is None:
                last = row["rank"] = min(last + 1, RANKS[-1])
    return sorted(rows, key=lambda row: row["rank"] or RANKS.stop)


def find_strengths(answers: dict) -> list[dict[str, Any]]:
    """Return a row for each `strength_<domain>`."""
    return _find_rows(answers, "strength")


def find_reason(answers: dict) -> str | None:
    """Return why another risk level was chosen than the calculated one, or None."""
    reasons = (_read_text(answers.get(name)) for name in REASONS)
    return next(filter(None, reasons), None)


def _apply_risk(assessment: Assessment, template: FormTemplate, answers: dict) -> None:
    calculated = find_risk(template, answers)
    answered = _find_code(answers, "risk_level", RISK_LEVELS)
    of_the_form = calculated or answered
    is_overridden = bool(assessment.risk_overridden_by)
    if is_overridden and of_the_form == assessment.computed_risk_level:
        return
    assessment.computed_risk_level = of_the_form
    assessment.risk_level = answered or calculated
    assessment.risk_override_reason = (
        find_reason(answers) if assessment.risk_level != of_the_form else None
    )
    assessment.risk_overridden_by = assessment.risk_overridden_at = None


def _find_rows(answers: dict, subject: str) -> list[dict[str, Any]]:
    rows = []
    for domain in get_rows(DOMAINS):
        name = f"{subject}_{domain['code']}"
        text = _read_text(answers.get(name))
        if text:
            rank = answers.get(f"{name}_rank")
            is_rank = isinstance(rank, int) and rank in RANKS
            rows.append(
                {
                    "domain": domain["code"],
                    # A row holds one line.
                    "text": " ".join(text.split()),
                    "rank": rank if is_rank else None,
                }
            )
    return rows


def _find_code(answers: dict, question: str, vocabulary: str) -> str | None:
    value = next(_find_values(answers, question), None)
    codes = {row["code"] for row in get_rows(vocabulary)}
    return value if isinstance(value, str) and value in codes else None


def _find_values(answers: dict, name: str) -> Iterator[Any]:
    """Yield the answers of a name, also those in the entries of repeats."""
    if name in answers:
        yield answers[name]
    for value in answers.values():
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, dict):
                yield from _find_values(entry, name)


def _add_numbers(values: Any) -> int | float | None:
    numbers = [
        value
        for value in values
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if not numbers:
        return None
    total = round(sum(numbers), 6)
    return int(total) if float(total).is_integer() else total


def _get_label(form: Form, name: str, language: str) -> str:
    """Return the label of a question, or its name.

    A calculation stands on no page of the form; its label is among the texts.
    """
    question = form.get_question(name)
    if question is None:
        return name
    texts = question.labels or form.itext.get(f"{question.path}:label", {})
    parts = (part for part in pick(texts, language) if isinstance(part, str))
    return "".join(parts).strip() or name


def _read_text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
