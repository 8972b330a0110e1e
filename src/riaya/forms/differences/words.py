"""Differences between versions of a form, in words."""

from collections.abc import Iterable
from riaya import _
from riaya.forms.differences.comparing import Difference
from riaya.forms.differences.comparing import FormChange
from zope.i18nmessageid import Message


CHANGES = {
    FormChange.ADDED: _("label_change_added", default="added"),
    FormChange.REMOVED: _("label_change_removed", default="taken out"),
    FormChange.CHANGED: _("label_change_changed", default="changed"),
    FormChange.MOVED: _("label_change_moved", default="moved"),
}
ASPECTS = {
    "kind": _("label_aspect_kind", default="Type"),
    "label": _("label_aspect_label", default="Question"),
    "hint": _("label_aspect_hint", default="Hint"),
    "required": _("label_aspect_required", default="Required"),
    "relevant": _("label_aspect_relevant", default="Asked only if"),
    "constraint": _("label_aspect_constraint", default="An answer must fit"),
    "constraint_message": _("label_aspect_constraint_message", default="Refusal"),
    "required_message": _(
        "label_aspect_required_message", default="Refusal without an answer"
    ),
    "calculation": _("label_aspect_calculation", default="Calculation"),
    "choice_filter": _("label_aspect_choice_filter", default="Choices shown"),
    "repeat_count": _("label_aspect_repeat_count", default="Number of entries"),
    "default": _("label_aspect_default", default="Filled in beforehand"),
    "appearance": _("label_aspect_appearance", default="Appearance"),
    "read_only": _("label_aspect_read_only", default="Not typed"),
    "lowest": _("label_aspect_lowest", default="Lowest number"),
    "highest": _("label_aspect_highest", default="Highest number"),
    "choice": _("label_aspect_choice", default="Choice"),
    "section": _("label_aspect_section", default="In the group"),
    "follows": _("label_aspect_follows", default="Stands after"),
}
YES = _("label_yes", default="Yes")
# Texts for people; the rest are expressions and names, written left to right.
WORDS = frozenset(
    {"label", "hint", "constraint_message", "required_message", "choice", "kind"}
)


def count_changes(differences: Iterable[Difference]) -> list[tuple[Message, int]]:
    """Return how many questions were added, taken out, changed and moved, if any."""
    found = [difference.change for difference in differences]
    return [
        (title, found.count(change))
        for change, title in CHANGES.items()
        if change in found
    ]
