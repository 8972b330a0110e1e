"""Checking answers against their form, as if no client had done so before.

Types, required answers, constraints, choices, repeats and files are checked;
calculations are worked out anew and never taken over; what is not asked is
dropped.  Source: the ODK XForms Specification.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lxml.etree import _Element
from riaya import _
from riaya.forms.answering.choosing import find_open_codes
from riaya.forms.answering.faults import Fault
from riaya.forms.answering.instances import read_answers
from riaya.forms.answering.settling import Settlement
from riaya.forms.answering.values import CHECKS
from riaya.forms.answering.wording import KIND_REFUSALS
from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import list_nodes
from riaya.forms.reading.nodes import Node
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import ATTACHED
from riaya.forms.reading.questions import CHOSEN
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.questions import SILENT
from riaya.forms.reading.texts import pick
from zope.i18nmessageid import Message


LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Checked:
    """Answers as they may be kept, and what is wrong with them."""

    answers: dict
    faults: list[Fault]


def check_answers(
    form: Form,
    instance: _Element,
    environment: Environment,
    language: str,
    attachments: Collection[str] = (),
    known: Mapping[str, str] | None = None,
    partial: bool = False,
) -> Checked:
    """Return the checked answers of an instance, whose nodes are changed on the way.

    `attachments` are the names of the files that came with them.  A question
    that nobody may change has the `known` value of its name or its default.
    `partial` answers are a draft: nothing in it is refused yet.
    """
    checker = AnswerChecker(form, environment, language, attachments)
    _restore_readonly(form, instance, known or {})
    settlement = Settlement(form, instance, environment)
    faults = [] if partial else list(checker.find_faults(settlement))
    return Checked(read_answers(form, instance), faults)


class AnswerChecker:
    """Finds what is wrong with the answers of a form."""

    def __init__(
        self,
        form: Form,
        environment: Environment,
        language: str,
        attachments: Collection[str],
    ):
        self.form, self.environment = form, environment
        self.language, self.attachments = language, attachments

    def find_faults(self, settlement: Settlement) -> Iterator[Fault]:
        """Yield one fault for each node that is asked and wrongly answered."""
        for node in settlement.nodes:
            if settlement.is_asked(node) and (message := self._check(node)):
                yield Fault(node.question.name, node.place, message)

    def _check(self, node: Node) -> Message | None:
        if node.question.is_section:
            return self._check_count(node)
        if node.question.kind == QuestionKind.NOTE:
            return None
        if not node.text:
            return self._check_required(node)
        return self._check_kind(node) or self._check_constraint(node)

    def _check_required(self, node: Node) -> Message | None:
        required = node.question.rules.required
        if required is None or node.question.kind in (*SILENT, QuestionKind.CALCULATED):
            return None
        if not required.is_true(node.element, self.environment):
            return None
        return self._say_reason(node, node.question.rules.required_messages) or _(
            "error_answer_required",
            default="“${question}” needs an answer.",
            mapping={"question": self._name(node)},
        )

    def _check_kind(self, node: Node) -> Message | None:
        kind = node.question.kind
        if kind in CHOSEN:
            return self._check_choices(node)
        if kind in ATTACHED:
            return self._check_attachment(node)
        if len(node.text) > LONGEST_TEXT:
            return _(
                "error_answer_too_long",
                default="The answer to “${question}” is longer than ${limit} characters.",
                mapping={"question": self._name(node), "limit": LONGEST_TEXT},
            )
        check = CHECKS.get(kind)
        if check is not None and not check(node.text):
            return Message(KIND_REFUSALS[kind], mapping={"question": self._name(node)})
        return self._check_range(node) if kind == QuestionKind.RANGE else None

    def _check_range(self, node: Node) -> Message | None:
        lowest, highest = node.question.lowest, node.question.highest
        if lowest is None or highest is None:
            return None
        # A scale may run downwards.
        lowest, highest = sorted((lowest, highest))
        if lowest <= float(node.text) <= highest:
            return None
        return _(
            "error_answer_range",
            default="The answer to “${question}” lies outside of ${lowest} to ${highest}.",
            mapping={
                "question": self._name(node),
                "lowest": f"{lowest:g}",
                "highest": f"{highest:g}",
            },
        )

    def _check_choices(self, node: Node) -> Message | None:
        kind = node.question.kind
        chosen = [node.text] if kind == QuestionKind.SELECT_ONE else node.text.split()
        open_codes = find_open_codes(node, self.environment)
        if len(set(chosen)) == len(chosen) and set(chosen) <= open_codes:
            return None
        return _(
            "error_answer_choice",
            default="“${answer}” is not among the choices of “${question}”.",
            mapping={
                "question": self._name(node),
                "answer": ", ".join(
                    sorted({code[:60] for code in chosen} - open_codes)
                    or [node.text[:60]]
                ),
            },
        )

    def _check_attachment(self, node: Node) -> Message | None:
        if node.text in self.attachments:
            return None
        return _(
            "error_answer_without_file",
            default="The file of “${question}” did not arrive. Send it again.",
            mapping={"question": self._name(node)},
        )

    def _check_constraint(self, node: Node) -> Message | None:
        constraint = node.question.rules.constraint
        if constraint is None or constraint.is_true(node.element, self.environment):
            return None
        return self._say_reason(node, node.question.rules.constraint_messages) or _(
            "error_answer_constraint",
            default="The answer to “${question}” is not possible.",
            mapping={"question": self._name(node)},
        )

    def _check_count(self, node: Node) -> Message | None:
        """Refuse a section in which a repeat has not as many entries as it must."""
        for child in node.question.children:
            if child.kind != QuestionKind.REPEAT or child.repeat_count is None:
                continue
            wanted = child.repeat_count.to_text(node.element, self.environment)
            found = len(node.element.findall(child.name))
            if wanted.isdigit() and int(wanted) != found:
                return _(
                    "error_answer_count",
                    default="“${question}” has ${found} entries, but ${wanted} are asked for.",
                    mapping={
                        "question": self._write(child.labels, node) or child.name,
                        "found": found,
                        "wanted": int(wanted),
                    },
                )
        return None

    def _say_reason(self, node: Node, messages: Mapping) -> Message | None:
        reason = self._write(messages, node)
        if not reason:
            return None
        return _(
            "error_answer_reason",
            default="“${question}”: ${reason}",
            mapping={"question": self._name(node), "reason": reason},
        )

    def _name(self, node: Node) -> str:
        """Return the label of a question, with the entries that it stands in."""
        around = [
            f"{self._write(each.question.labels, each) or each.question.name} {each.number}"
            for each in node.repeats
        ]
        label = self._write(node.question.labels, node) or node.question.name
        return f"{label} ({'، '.join(around)})" if around else label

    def _write(self, texts: Mapping, node: Node) -> str:
        return write_text(pick(texts, self.language), node.element, self.environment)


def _restore_readonly(form: Form, instance: _Element, known: Mapping[str, str]) -> None:
    """Put back what nobody may change, whatever the client says.

    A text that cannot be typed into is a note, unless something known has its name.
    """
    for node in list_nodes(form, instance):
        question = node.question
        if question.rules.is_readonly and question.rules.calculate is None:
            node.element.text = known.get(question.name, question.default) or None
