"""The states and transitions of a form template, in words."""

from riaya import _
from riaya.transitions.wording import PUBLISH
from riaya.transitions.wording import RETURN
from riaya.transitions.wording import SUBMIT
from riaya.transitions.wording import TransitionWords
from riaya.transitions.wording import TypeWords


STATES = {
    "draft": _("label_form_draft", default="Draft"),
    "in_review": _("label_form_in_review", default="In review"),
    "published": _("label_form_published", default="Published"),
    "retired": _("label_form_retired", default="Retired"),
}
TRANSITIONS = {
    "submit": _("button_form_submit", default="Send to review"),
    "publish": _("button_form_publish", default="Publish"),
    "return_": _("button_form_return", default="Return for correction"),
    "retire": _("button_form_retire", default="Retire"),
}
STEPS_TAKEN = {
    "submit": _("msg_form_submitted", default="Sent to review"),
    "publish": _("msg_form_published", default="Published"),
    "return_": _("msg_form_returned", default="Returned for correction"),
    "retire": _("msg_form_retired", default="Retired"),
    None: _("msg_form_created", default="Begun"),
}

FORM_WORDS = TypeWords(
    {
        "submit": SUBMIT,
        "publish": PUBLISH,
        "return_": RETURN,
        "retire": TransitionWords(
            _(
                "msg_will_retire",
                default="It is no longer offered. What was filled in with it stays; what phones have not sent yet is refused from now on.",
            ),
            is_final=True,
        ),
    }
)
