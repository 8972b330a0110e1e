"""Answers as JSON and as XForms instances, and the way between the two.

In JSON answers stand under the names of their questions, groups leave no
trace, and a repeat is a list of objects.  Only what was answered is there.
"""

from lxml import etree
from lxml.etree import _Element
from riaya import _
from riaya.forms.answering.faults import Fault
from riaya.forms.answering.values import read_value
from riaya.forms.answering.values import write_value
from riaya.forms.reading.nodes import make_blank_section
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.xml import get_local_name
from typing import Any


OPENROSA = "http://openrosa.org/xforms"
META = "meta"
MOST_REPEATS = 300
Faults = list[Fault]


def build_instance(form: Form, answers: dict) -> tuple[_Element, Faults]:
    """Return the instance of JSON answers, and what does not fit the form.

    A question that is not mentioned keeps the default of the form.
    """
    faults: Faults = []
    root = etree.Element(form.root.name)
    _fill_section(form.root, answers, root, "", faults)
    return root, faults


def read_instance(form: Form, source: _Element) -> tuple[_Element, Faults]:
    """Return an instance from outside as ours, and what does not fit the form.

    Namespaces and `meta` are left behind.  A client leaves out what was not
    relevant, so missing questions are empty.
    """
    faults: Faults = []
    root = etree.Element(form.root.name)
    _copy_section(form.root, source, root, "", faults)
    return root, faults


def read_answers(form: Form, instance: _Element) -> dict:
    """Return the answers of an instance as JSON."""
    answers: dict[str, Any] = {}
    _collect(form.root, instance, answers)
    return answers


def write_instance(form: Form, answers: dict, instance_id: str = "") -> bytes:
    """Return answers as the XML that clients fill forms with."""
    root, _faults = build_instance(form, answers)
    root.set("id", form.form_id)
    root.set("version", form.version)
    meta = etree.SubElement(root, f"{{{OPENROSA}}}meta", nsmap={"orx": OPENROSA})
    etree.SubElement(meta, f"{{{OPENROSA}}}instanceID").text = instance_id or None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill_section(
    section: Question, answers: dict, element: _Element, prefix: str, faults: Faults
) -> None:
    for name in answers.keys() - _find_names(section):
        faults.append(_refuse_unknown(str(name), prefix))
    _fill_children(section, answers, element, prefix, faults)


def _fill_children(
    section: Question, answers: dict, element: _Element, prefix: str, faults: Faults
) -> None:
    for child in section.children:
        given = answers.get(child.name)
        if child.kind == QuestionKind.REPEAT:
            _fill_repeat(child, given, element, prefix, faults)
        elif child.kind == QuestionKind.GROUP:
            group = etree.SubElement(element, child.name)
            if isinstance(given, dict):
                _fill_section(child, given, group, prefix, faults)
            else:
                _fill_children(child, answers, group, prefix, faults)
        else:
            answer = etree.SubElement(element, child.name)
            value = child.default if child.name not in answers else given
            _write(child, value, answer, prefix, faults)


def _fill_repeat(
    repeat: Question, rows: Any, element: _Element, prefix: str, faults: Faults
) -> None:
    if rows is None:
        return
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = _(
            "error_answer_repeat",
            default="“${question}” is a list with one object for each entry.",
            mapping={"question": repeat.name},
        )
        faults.append(Fault(repeat.name, prefix + repeat.name, message))
        return
    if _refuse_too_many(repeat, len(rows), prefix, faults):
        return
    for number, row in enumerate(rows, start=1):
        entry = etree.SubElement(element, repeat.name)
        place = f"{prefix}{repeat.name}/{number}/"
        _fill_section(repeat, row, entry, place, faults)


def _copy_section(
    section: Question, source: _Element, target: _Element, prefix: str, faults: Faults
) -> None:
    given: dict[str, list[_Element]] = {}
    for element in source.iterchildren(tag="{*}*"):
        given.setdefault(get_local_name(element), []).append(element)
    if not prefix and get_local_name(source) == section.name:
        given.pop(META, None)
    known = {child.name for child in section.children}
    faults.extend(_refuse_unknown(name, prefix) for name in given.keys() - known)
    for child in section.children:
        _copy_child(child, given.get(child.name, []), target, prefix, faults)


def _copy_child(
    child: Question,
    given: list[_Element],
    target: _Element,
    prefix: str,
    faults: Faults,
) -> None:
    if child.kind == QuestionKind.REPEAT:
        if _refuse_too_many(child, len(given), prefix, faults):
            return
        for number, element in enumerate(given, start=1):
            entry = etree.SubElement(target, child.name)
            place = f"{prefix}{child.name}/{number}/"
            _copy_section(child, element, entry, place, faults)
        return
    if len(given) > 1:
        message = _(
            "error_answer_twice",
            default="“${question}” is answered twice.",
            mapping={"question": child.name},
        )
        faults.append(Fault(child.name, prefix + child.name, message))
    if child.kind == QuestionKind.GROUP:
        if given:
            group = etree.SubElement(target, child.name)
            _copy_section(child, given[0], group, prefix, faults)
        else:
            make_blank_section(child, target)
        return
    answer = etree.SubElement(target, child.name)
    if given:
        faults.extend(
            _refuse_unknown(get_local_name(inner), f"{prefix}{child.name}/")
            for inner in given[0].iterchildren(tag="{*}*")
        )
        answer.text = (given[0].text or "").strip() or None


def _collect(section: Question, element: _Element, answers: dict) -> None:
    for child in section.children:
        found = element.findall(child.name)
        if child.kind == QuestionKind.GROUP:
            for group in found:
                _collect(child, group, answers)
        elif child.kind == QuestionKind.REPEAT:
            rows: list[dict] = []
            for entry in found:
                rows.append({})
                _collect(child, entry, rows[-1])
            if rows:
                answers[child.name] = rows
        elif found and found[0].text:
            answers[child.name] = read_value(child.kind, found[0].text)


def _write(
    question: Question, value: Any, element: _Element, prefix: str, faults: Faults
) -> None:
    try:
        element.text = write_value(value).strip() or None
    except (TypeError, ValueError):
        # A list of objects where one answer is asked for, or a control character.
        message = _(
            "error_answer_unreadable",
            default="The answer to “${question}” cannot be read.",
            mapping={"question": question.name},
        )
        faults.append(Fault(question.name, prefix + question.name, message))


def _find_names(section: Question) -> set[str]:
    """Return the names under which answers of a section may stand."""
    names = set()
    for child in section.children:
        names.add(child.name)
        if child.kind == QuestionKind.GROUP:
            names |= _find_names(child)
    return names


def _refuse_unknown(name: str, prefix: str) -> Fault:
    message = _(
        "error_answer_unknown_question",
        default="The form has no question “${question}”.",
        mapping={"question": name[:100]},
    )
    return Fault(name[:100], prefix + name[:100], message)


def _refuse_too_many(repeat: Question, count: int, prefix: str, faults: Faults) -> bool:
    if count <= MOST_REPEATS:
        return False
    message = _(
        "error_answer_too_many_rows",
        default="“${question}” has ${count} entries; at most ${limit} are taken.",
        mapping={"question": repeat.name, "count": count, "limit": MOST_REPEATS},
    )
    faults.append(Fault(repeat.name, prefix + repeat.name, message))
    return True
