"""The page that shows what changed between two versions of a form."""

from functools import cached_property
from riaya import _
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.forms.content import FormTemplate
from riaya.forms.differences.comparing import Aspect
from riaya.forms.differences.comparing import compare_forms
from riaya.forms.differences.comparing import Difference
from riaya.forms.differences.words import ASPECTS
from riaya.forms.differences.words import CHANGES
from riaya.forms.differences.words import count_changes
from riaya.forms.differences.words import WORDS
from riaya.forms.differences.words import YES
from riaya.forms.lookup import read_form
from riaya.forms.reading.question_words import KINDS
from riaya.forms.reading.question_words import name_language
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.states import STATES
from riaya.forms.succession import find_form_versions
from riaya.forms.succession import find_previous
from riaya.forms.succession import FormVersion
from riaya.forms.succession import get_template
from riaya.forms.views import FormTemplatePage
from typing import Any
from zExceptions import NotFound


# What a template says beside its spreadsheet.
FIELDS = {
    "title": _("label_title", default="Title"),
    "title_en": _("label_title_english", default="Title (English)"),
    "kind": _("label_form_kind", default="Kind of form"),
    "score_questions": _("label_score_questions", default="Questions of the score"),
    "risk_question": _("label_risk_question", default="Question of the risk level"),
}


class FormDifferencesView(FormTemplatePage):
    """Compare a version with the one published before it, or with another one."""

    @cached_property
    def others(self) -> list[FormVersion]:
        """Return the other versions of the form that the reader may see."""
        own = self.context.UID()
        return [
            version
            for version in find_form_versions(self.context.form_id)
            if version.uid != own
        ]

    @property
    def options(self) -> list[dict]:
        """Return what may be compared with, the chosen one marked."""
        return [
            {
                "uid": version.uid,
                "title": f"{version.version} · {self.translate(STATES[version.state])}",
                "is_chosen": self.other is not None and version.uid == self.other.UID(),
            }
            for version in self.others
        ]

    @cached_property
    def other(self) -> FormTemplate | None:
        """Return the version to compare with; raise NotFound for one that is not there."""
        wanted = self.request.form.get("with")
        if not wanted:
            previous = find_previous(self.context)
            return get_template(previous.uid) if previous else None
        if wanted not in {version.uid for version in self.others}:
            raise NotFound("This form has no such version.")
        return get_template(str(wanted))

    @cached_property
    def differences(self) -> list[Difference]:
        """Return what changed, question by question."""
        if self.form is None or self.other is None:
            return []
        return compare_forms(read_form(self.other), self.form, get_language())

    @cached_property
    def fields(self) -> list[dict]:
        """Return what changed beside the questions."""
        if self.other is None:
            return []
        rows = [
            {
                "title": title,
                "before": self._read(self.other, field),
                "after": self._read(self.context, field),
            }
            for field, title in FIELDS.items()
        ]
        return [row for row in rows if row["before"] != row["after"]]

    @property
    def counts(self) -> list[dict]:
        """Return how many questions were added, taken out, changed and moved."""
        return [
            {"title": self.translate(title), "count": count}
            for title, count in count_changes(self.differences)
        ]

    def name_change(self, difference: Difference) -> str:
        """Return what became of a question, in words."""
        return self.translate(CHANGES[difference.change])

    def describe(self, aspect: Aspect) -> dict[str, Any]:
        """Return one thing about a question, before and after, for the table."""
        is_text = aspect.name in WORDS
        return {
            "title": self.translate(ASPECTS[aspect.name]),
            "detail": self._name_detail(aspect),
            "before": self._write(aspect, aspect.before),
            "after": self._write(aspect, aspect.after),
            "dir": "auto" if is_text else "ltr",
            "is_code": not is_text,
        }

    def _name_detail(self, aspect: Aspect) -> str:
        if aspect.name == "choice" or not aspect.detail:
            return aspect.detail
        return name_language(aspect.detail)

    def _write(self, aspect: Aspect, text: str) -> str:
        if aspect.name == "kind" and text:
            return self.translate(KINDS[QuestionKind(text)])
        return self.translate(YES) if text == "true()" else text

    def _read(self, template: FormTemplate, field: str) -> str:
        value = getattr(template, field, None) or ""
        if field == "kind":
            return get_title("riaya.forms.kinds", value)
        return " ".join(value) if isinstance(value, list) else value
