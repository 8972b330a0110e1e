"""Reading an XForm as pyxform and others write it.

Source of the structure: the ODK XForms Specification.
"""

from collections.abc import Iterator
from lxml.etree import _Element
from riaya import _
from riaya.forms.exceptions import FormRefused
from riaya.forms.expressions import compile_expression
from riaya.forms.expressions import Expression
from riaya.forms.reading.choices import ChoiceReader
from riaya.forms.reading.kinds import find_kind
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.questions import Rules
from riaya.forms.reading.texts import TextReader
from riaya.forms.reading.xml import get_local_name
from riaya.forms.reading.xml import parse_xml
from riaya.forms.reading.xml import without_namespaces


XFORMS = "{http://www.w3.org/2002/xforms}"
JAVAROSA = "{http://openrosa.org/javarosa}"
HTML = "{http://www.w3.org/1999/xhtml}"
MODEL = f"{JAVAROSA}template"
# Who filled the form and when is known otherwise.
META = "meta"


def read_xform(xml: bytes) -> Form:
    """Return the form that an XForm describes.

    Raises FormRefused, or ExpressionRefused naming the expression, for what
    cannot be asked or checked here.
    """
    root = parse_xml(xml)
    model, body = root.find(f".//{XFORMS}model"), root.find(f"{HTML}body")
    if model is None or body is None:
        raise FormRefused(
            _("error_xform_without_model", default="This is not an XForm.")
        )
    form = FormReader(root, model, body).read()
    form.refuse_circles()
    return form


class FormReader:
    """Puts the parts of one XForm together."""

    def __init__(self, root: _Element, model: _Element, body: _Element):
        self.root, self.model = root, model
        self.binds = {
            bind.get("nodeset"): bind for bind in model.iterfind(f"{XFORMS}bind")
        }
        self.controls = dict(_find_controls(body))
        self.repeats = frozenset(
            repeat.get("nodeset") or "" for repeat in body.iter(f"{XFORMS}repeat")
        )
        self.first, self.instances = self._read_instances()
        self.texts = TextReader(model, self.compile)
        self.choices = ChoiceReader(self.instances, self.texts, self.compile)

    def read(self) -> Form:
        """Return the form."""
        blank = without_namespaces(_take_models_out(self.first))
        section = self._read_section(blank.tag, f"/{blank.tag}", self.first)
        title = self.root.find(f".//{HTML}title")
        return Form(
            form_id=self.first.get("id") or "",
            version=self.first.get("version") or "",
            titles={"": ((title.text if title is not None else None) or "",)},
            languages=self.texts.languages,
            root=section,
            instances=self.instances,
            itext=self.texts.read_all(),
            blank=blank,
        )

    def compile(self, source: str, path: str) -> Expression:
        """Return an expression as the question of a path would evaluate it."""
        return compile_expression(source, path, self.repeats, self.instances)

    def _read_instances(self) -> tuple[_Element, dict[str, _Element]]:
        first, others = None, {}
        for instance in self.model.iterfind(f"{XFORMS}instance"):
            if instance.get("src"):
                raise FormRefused(
                    _(
                        "error_form_external",
                        default="The form reads the file “${file}”. A form here reads no files: put the choices into the sheet “choices”.",
                        mapping={"file": instance.get("src")},
                    )
                )
            if first is None and len(instance):
                first = instance[0]
            else:
                others[instance.get("id") or ""] = without_namespaces(instance)
        if first is None:
            raise FormRefused(
                _("error_xform_without_questions", default="The form asks nothing.")
            )
        return first, others

    def _read_section(
        self,
        name: str,
        path: str,
        element: _Element,
        kind: QuestionKind = QuestionKind.GROUP,
    ) -> Question:
        control = self.controls.get(path)
        return Question(
            name=name,
            path=path,
            kind=kind,
            labels=self.texts.read(control, "label", path),
            hints=self.texts.read(control, "hint", path),
            rules=self._read_rules(path),
            appearance=_get_appearance(control),
            repeat_count=self._read_count(control, path),
            children=tuple(self._read_children(path, element)),
        )

    def _read_children(self, path: str, element: _Element) -> Iterator[Question]:
        seen = set()
        for child in element.iterchildren(tag="{*}*"):
            name = get_local_name(child)
            if name in seen or (name == META and element is self.first):
                continue
            seen.add(name)
            yield self._read_question(name, f"{path}/{name}", child)

    def _read_question(self, name: str, path: str, element: _Element) -> Question:
        if path in self.repeats:
            return self._read_section(name, path, element, QuestionKind.REPEAT)
        if len(element):
            return self._read_section(name, path, element)
        control, bind = self.controls.get(path), self.binds.get(path)
        return Question(
            name=name,
            path=path,
            kind=find_kind(control, bind, element.text),
            labels=self.texts.read(control, "label", path),
            hints=self.texts.read(control, "hint", path),
            rules=self._read_rules(path),
            appearance=_get_appearance(control),
            default=(element.text or "").strip(),
            lowest=_read_number(control, "start"),
            highest=_read_number(control, "end"),
            **self.choices.read(control, path),
        )

    def _read_rules(self, path: str) -> Rules:
        bind = self.binds.get(path)
        if bind is None:
            return Rules()
        return Rules(
            relevant=self._read_rule(bind, "relevant", path),
            required=self._read_rule(bind, "required", path),
            constraint=self._read_rule(bind, "constraint", path),
            calculate=self._read_rule(bind, "calculate", path),
            is_readonly=_is_always(bind.get("readonly")),
            constraint_messages=self.texts.read_message(bind, "constraintMsg", path),
            required_messages=self.texts.read_message(bind, "requiredMsg", path),
        )

    def _read_rule(self, bind: _Element, rule: str, path: str) -> Expression | None:
        source = (bind.get(rule) or "").strip()
        # What holds always or never needs no evaluation.
        if not source or source == _WITHOUT_EFFECT.get(rule):
            return None
        return self.compile(source, path)

    def _read_count(self, control: _Element | None, path: str) -> Expression | None:
        repeat = None if control is None else control.find(f"{XFORMS}repeat")
        source = None if repeat is None else repeat.get(f"{JAVAROSA}count")
        return self.compile(source, path) if source else None


_WITHOUT_EFFECT = {"relevant": "true()", "required": "false()", "constraint": "true()"}


def _find_controls(body: _Element) -> Iterator[tuple[str, _Element]]:
    """Yield each control of the body with the path it is for.

    The group around a repeat carries the label of the repeat.
    """
    for element in body.iter("{*}*"):
        name = get_local_name(element)
        path = element.get("ref") or ""
        if name == "group" and not path:
            repeat = element.find(f"{XFORMS}repeat")
            path = (repeat is not None and repeat.get("nodeset")) or ""
        if path.startswith("/") and name not in ("label", "hint", "value", "setvalue"):
            yield path, element


def _take_models_out(first: _Element) -> _Element:
    """Return the blank answers without the model of a repeat that has an entry beside it."""
    blank = without_namespaces(first)
    for element, copy in zip(first.iter("{*}*"), list(blank.iter("{*}*")), strict=True):
        following, around = element.getnext(), copy.getparent()
        if (
            element.get(MODEL) is not None
            and following is not None
            and following.tag == element.tag
            and around is not None
        ):
            around.remove(copy)
    return blank


def _get_appearance(control: _Element | None) -> str:
    return "" if control is None else control.get("appearance") or ""


def _read_number(control: _Element | None, name: str) -> float | None:
    try:
        return float((control is not None and control.get(name)) or "")
    except ValueError:
        return None


def _is_always(source: str | None) -> bool:
    return (source or "").strip() == "true()"
