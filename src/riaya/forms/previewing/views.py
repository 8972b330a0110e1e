"""The page that shows a form as it will be asked."""

from functools import cached_property
from riaya import _
from riaya.core.vocabularies import get_language
from riaya.forms.differences.words import ASPECTS
from riaya.forms.previewing.reading import Calculation
from riaya.forms.previewing.reading import describe_form
from riaya.forms.previewing.reading import list_calculations
from riaya.forms.previewing.reading import PreviewLine
from riaya.forms.reading.question_words import KINDS
from riaya.forms.reading.question_words import name_language
from riaya.forms.views import FormTemplatePage
from zope.i18nmessageid import Message


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ur"})
# Headings below the page's own; deeper sections look alike.
HEADINGS = ("h2", "h3", "h4")
RULES = ASPECTS | {"required": _("label_rule_required", default="Required if")}


class FormPreviewView(FormTemplatePage):
    """Show every question of a form, without JavaScript and without answers."""

    @cached_property
    def language(self) -> str:
        """Return the language asked for, else the reader's, else the form's first."""
        languages = (self.form.languages if self.form else ()) or ("",)
        for wanted in (self.request.form.get("language"), get_language()):
            if wanted in languages:
                return str(wanted)
        return languages[0]

    @property
    def languages(self) -> list[dict]:
        """Return the languages of the form with their pages."""
        url = f"{self.context.absolute_url()}/@@form-preview"
        return [
            {
                "code": code,
                "title": name_language(code),
                "url": f"{url}?language={code}",
                "is_chosen": code == self.language,
            }
            for code in (self.form.languages if self.form else ())
        ]

    @property
    def lang(self) -> str:
        """Return the language of the questions, for who has them read aloud."""
        return self.language or get_language()

    @property
    def direction(self) -> str:
        """Return the direction of the form's text."""
        return "rtl" if self.lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    @cached_property
    def lines(self) -> list[PreviewLine]:
        """Return what is asked."""
        return describe_form(self.form, self.language) if self.form else []

    @cached_property
    def calculations(self) -> list[Calculation]:
        """Return what is worked out, for those who write forms."""
        if self.form is None or not self.is_for_authors:
            return []
        return list_calculations(self.form, self.language)

    @property
    def question_count(self) -> int:
        """Return how many questions there are."""
        return sum(not line.is_section and line.kind != "note" for line in self.lines)

    def name_kind(self, line: PreviewLine) -> str:
        """Return what a question asks for, in words."""
        return self.translate(KINDS[line.kind])

    def get_heading(self, line: PreviewLine) -> str:
        """Return the element that is the heading of a section."""
        return HEADINGS[min(line.level, len(HEADINGS)) - 1]

    def find_rules(self, line: PreviewLine) -> list[dict]:
        """Return the rules of a question: in words, and as written where there are none."""
        rules = [
            self._describe("relevant", line.condition, line.relevant),
            self._describe("required", "", line.required),
            self._describe("constraint_message", line.constraint_message, ""),
            self._describe("choice_filter", "", line.choice_filter),
            self._describe("default", "", line.default),
        ]
        if self.is_for_authors or not line.constraint_message:
            rules.insert(2, self._describe("constraint", "", line.constraint))
        return [rule for rule in rules if rule["words"] or rule["source"]]

    def _describe(self, name: str, words: str, source: str) -> dict[str, Message | str]:
        is_source_shown = self.is_for_authors or not words
        return {
            "title": RULES[name],
            "words": words,
            "source": source if is_source_shown else "",
        }
