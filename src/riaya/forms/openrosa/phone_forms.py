"""The form as a phone fills it: first of all, which case it is about.

A template knows no cases.  The question and the list it reads are put in when
a phone asks for the form, so that templates stay free of outside references.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5
from lxml import etree
from lxml.etree import _Element
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.forms.content import FormTemplate
from riaya.forms.exceptions import FormRefused
from riaya.forms.lookup import find_current_templates
from riaya.forms.lookup import get_xform
from riaya.forms.reading.texts import get_language_code
from riaya.forms.reading.xforms import HTML
from riaya.forms.reading.xforms import JAVAROSA
from riaya.forms.reading.xforms import XFORMS
from riaya.forms.reading.xml import get_local_name
from riaya.forms.reading.xml import parse_xml
from zope.i18n import translate

import logging


logger = logging.getLogger(__name__)

CASE_QUESTION = "riaya_case"
# A form may be sent days after it was filled; the phone writes down when that was.
FILLED_AT = "riaya_filled_at"
OURS = (CASE_QUESTION, FILLED_AT)
# Collect finds the rows of an entity list by the id of the instance, which is
# the name of the file.
CASE_LIST = "riaya_cases"
CASE_FILE = f"{CASE_LIST}.csv"
TEXTS = {
    "label": _("label_openrosa_case", default="Case"),
    "hint": _(
        "help_openrosa_case",
        default="Your open cases, as they were when the forms were last fetched.",
    ),
}
# Answers go to the server that the form came from, readable for it.
NOT_SERVED = frozenset({"action", "method", "base64RsaPublicKey"})


@dataclass(frozen=True)
class PhoneForm:
    """A form for phones; `digest` changes when a phone has to fetch it anew."""

    template: FormTemplate
    xml: bytes
    digest: str


def find_phone_forms(form_id: str = "") -> list[PhoneForm]:
    """Return the forms that phones may fill now, all or those of an id.

    What cannot be served is left out, so that the others still are.
    """
    forms = []
    for template in find_current_templates():
        if form_id and template.form_id != form_id:
            continue
        try:
            forms.append(get_phone_form(template))
        except RiayaError as error:
            name = f"{template.form_id} {template.form_version}"
            logger.warning("Form %s is not offered to phones: %s", name, error)
    return forms


def get_phone_form(template: FormTemplate) -> PhoneForm:
    """Return the form of a template for phones.

    Raises FormRefused when the form uses a name that only phones' forms may use.
    """
    xml = add_case_question(
        get_xform(template), template.form_id, template.form_version
    )
    return PhoneForm(template, xml, get_digest(xml))


def get_digest(content: bytes) -> str:
    """Return the MD5 that OpenRosa asks for; it protects nothing."""
    return md5(content, usedforsecurity=False).hexdigest()


@lru_cache(maxsize=64)
def add_case_question(xform: bytes, form_id: str, version: str) -> bytes:
    """Return an XForm that asks for the case first.

    The form names itself by the id and version of its template.  Raises
    FormRefused when it has a question or list of our names already.
    """
    root = parse_xml(xform)
    model, body = root.find(f".//{XFORMS}model"), root.find(f"{HTML}body")
    instance = None if model is None else model.find(f"{XFORMS}instance")
    if model is None or instance is None or body is None:
        raise FormRefused(
            _("error_xform_without_model", default="This is not an XForm.")
        )
    data = instance[0]
    _check_names(model, data)
    data.set("id", form_id)
    data.set("version", version)
    _add_list(instance)
    path = _add_questions(model, data)
    body.insert(0, _make_control(path, _add_texts(model, path)))
    for submission in model.iterfind(f"{XFORMS}submission"):
        for name in NOT_SERVED & set(submission.attrib):
            del submission.attrib[name]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _check_names(model: _Element, data: _Element) -> None:
    taken = {each.get("id") for each in model.iterfind(f"{XFORMS}instance")}
    taken |= {get_local_name(each) for each in data.iterchildren("{*}*")}
    for name in (*OURS, CASE_LIST):
        if name in taken:
            raise FormRefused(
                _(
                    "error_form_reserved_name",
                    default="The name “${name}” is kept for what a phone asks before every form. Give the question or list another name.",
                    mapping={"name": name},
                )
            )


def _add_questions(model: _Element, data: _Element) -> str:
    """Put our answers first and return the path of the case."""
    name = etree.QName(data)
    for ours in reversed(OURS):
        data.insert(0, data.makeelement(etree.QName(name.namespace, ours).text))
    path = f"/{name.localname}"
    case = _add_bind(model, f"{path}/{CASE_QUESTION}", "string")
    case.set("required", "true()")
    moment = _add_bind(model, f"{path}/{FILLED_AT}", "dateTime")
    moment.set(f"{JAVAROSA}preload", "timestamp")
    moment.set(f"{JAVAROSA}preloadParams", "end")
    return f"{path}/{CASE_QUESTION}"


def _add_bind(model: _Element, path: str, type_name: str) -> _Element:
    return etree.SubElement(model, f"{XFORMS}bind", nodeset=path, type=type_name)


def _add_list(instance: _Element) -> None:
    cases = instance.makeelement(
        f"{XFORMS}instance", {"id": CASE_LIST, "src": f"jr://file-csv/{CASE_FILE}"}
    )
    instance.addnext(cases)


def _add_texts(model: _Element, path: str) -> bool:
    """Put label and hint into each language; return False for a form without any."""
    translations = model.findall(f"{XFORMS}itext/{XFORMS}translation")
    for translation in translations:
        language = get_language_code(translation.get("lang") or "")
        for part, message in TEXTS.items():
            text = etree.SubElement(translation, f"{XFORMS}text", id=f"{path}:{part}")
            value = etree.SubElement(text, f"{XFORMS}value")
            value.text = _say(message, language)
    return bool(translations)


def _make_control(path: str, has_texts: bool) -> _Element:
    control = etree.Element(
        f"{XFORMS}select1", ref=path, appearance="minimal autocomplete"
    )
    for part, message in TEXTS.items():
        text = etree.SubElement(control, f"{XFORMS}{part}")
        if has_texts:
            text.set("ref", f"jr:itext('{path}:{part}')")
        else:
            text.text = _say(message, "ar")
    items = etree.SubElement(
        control, f"{XFORMS}itemset", nodeset=f"instance('{CASE_LIST}')/root/item"
    )
    etree.SubElement(items, f"{XFORMS}value", ref="name")
    etree.SubElement(items, f"{XFORMS}label", ref="label")
    return control


def _say(message: str, language: str) -> str:
    # Somebody who reads neither Arabic nor English gets the English words.
    return translate(message, target_language="ar" if language == "ar" else "en")
