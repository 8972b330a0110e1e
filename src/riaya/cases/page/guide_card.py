"""What the guide asks for in the stage of a case, as its page shows it."""

from functools import cached_property
from plone import api
from riaya.cases.page.required_forms import FormGuide
from riaya.cases.page.required_forms import RequiredForm
from riaya.cases.practice.guidance import StageGuidance
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.guide.lookup import find_stage_steps
from typing import Any


class GuideCard:
    """The guide step that applies, its text and its forms."""

    def __init__(self, guidance: StageGuidance, forms: FormGuide, request: Any):
        self.guidance = guidance
        self.forms = forms
        self.request = request

    @property
    def step_url(self) -> str:
        """Return the address of the step in the guide."""
        return self.request.physicalPathToURL(self.guidance.step_path)

    @property
    def role_title(self) -> str:
        """Return what the responsible role is called."""
        return get_title("riaya.security.roles", self.guidance.responsible_role)

    @property
    def has_newer_edition(self) -> bool:
        """Return True when the edition of the case is no longer the published one."""
        edition = self.guidance.edition
        return (
            edition is not None
            and api.content.get_state(edition, default=None) == "superseded"
        )

    @cached_property
    def step_text(self) -> str:
        """Return what the guide says is to be done, as safe HTML."""
        portal = api.portal.get()
        texts = []
        for step in find_stage_steps(self.guidance.edition, self.guidance.stage):
            content = portal.unrestrictedTraverse(step.path)
            text = (get_language() == "en" and content.text_en) or content.text
            texts.append(text.output if text else "")
        return "".join(texts)

    @cached_property
    def required_forms(self) -> list[RequiredForm]:
        """Return the forms that the guide asks for, each with what to do about it."""
        return [self.forms.describe(form) for form in self.guidance.required]

    @cached_property
    def further_forms(self) -> list[RequiredForm]:
        """Return the forms that are useful in the step and hold nothing back."""
        return [self.forms.describe(form) for form in self.guidance.further]
