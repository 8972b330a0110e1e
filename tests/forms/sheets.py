"""Forms for tests, written as the tables that pyxform reads."""

from datetime import datetime
from io import BytesIO
from openpyxl import Workbook
from plone import api
from plone.namedfile.file import NamedBlobFile
from pyxform.xls2xform import convert
from riaya.forms.answering.answers import check_answers
from riaya.forms.answering.answers import Checked
from riaya.forms.answering.faults import merge_faults
from riaya.forms.answering.instances import build_instance
from riaya.forms.content import FormTemplate
from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.texts import pick
from riaya.forms.reading.xforms import read_xform
from riaya.security.system import as_system
from typing import Any
from zoneinfo import ZoneInfo


MOMENT = datetime(2027, 3, 15, 10, 0, tzinfo=ZoneInfo("Asia/Hebron"))

HOUSEHOLD = """
| survey |
| | type | name | label::Arabic (ar) | label::English (en) | required | relevant | constraint | constraint_message::Arabic (ar) | constraint_message::English (en) | calculation | repeat_count |
| | date | visited_on | تاريخ الزيارة | Day of the visit | yes |  | . <= today() | لا تكون الزيارة في المستقبل | A visit is not in the future |  | |
| | text | head | رب الأسرة | Head of household | yes |  |  |  |  |  | |
| | begin_repeat | member | الفرد | Member |  |  |  |  |  |  | |
| | text | name | الاسم | Name | yes |  |  |  |  |  | |
| | integer | age | العمر | Age | yes |  | . >= 0 and . <= 120 | العمر بين 0 و120 | An age is between 0 and 120 |  | |
| | select_one yes_no | at_school | هل يدرس؟ | At school? | yes | ${age} >= 6 and ${age} < 18 |  |  |  |  | |
| | end_repeat |  |  |  |  |  |  |  |  |  | |
| | begin_group | income | الدخل | Income |  |  |  |  |  |  | |
| | select_multiple sources | sources | مصادر الدخل | Sources |  |  |  |  |  |  | |
| | decimal | amount | المبلغ | Amount | yes | count-selected(${sources}) > 0 | . > 0 |  |  |  | |
| | end_group |  |  |  |  |  |  |  |  |  | |
| | calculate | size |  |  |  |  |  |  |  | count(${member}) | |
| | calculate | per_head |  |  |  |  |  |  |  | if(${size} > 0, round(${amount} div ${size}, 2), '') | |
| | note | total | عدد الأفراد ${size} | Members: ${size} |  |  |  |  |  |  | |
| | text | danger | ما الخطر؟ | What danger? | yes | ${per_head} != '' and ${per_head} < 10 |  |  |  |  | |
| | image | photo | صورة المسكن | Photo |  |  |  |  |  |  | |
| | geopoint | place | المكان | Place |  |  |  |  |  |  | |
| choices |
| | list_name | name | label::Arabic (ar) | label::English (en) |
| | yes_no | yes | نعم | Yes |
| | yes_no | no | لا | No |
| | sources | work | عمل | Work |
| | sources | aid | مساعدة | Aid |
| settings |
| | form_title | form_id | version | default_language |
| | الأسرة | household | 1.0 | Arabic (ar) |
"""

ANSWERS = {
    "visited_on": "2027-03-14",
    "head": "سلمى التجريبية",
    "member": [
        {"name": "سلمى", "age": 34},
        {"name": "يوسف", "age": 9, "at_school": "yes"},
    ],
    "sources": ["work", "aid"],
    "amount": 900.5,
}


def make_form(table: str) -> Form:
    """Return the form of a table in pyxform's Markdown."""
    return read_xform(convert(xlsform=table, validate=False).xform.encode())


def make_table(*questions: str, choices: str = "", settings: str = "") -> str:
    """Return a table of rows `type | name | label | ...` under a usual heading."""
    heading = "type | name | label | required | relevant | constraint | calculation | choice_filter | repeat_count"
    rows = "\n".join(f"| | {question} |" for question in (heading, *questions))
    offered = "\n".join(f"| | {row} |" for row in choices.splitlines())
    return (
        f"| survey |\n{rows}\n"
        f"| choices |\n| | list_name | name | label | region |\n{offered}\n"
        f"| settings |\n| | form_id | version |\n| | test | {settings or '1'} |\n"
    )


def make_environment(form: Form, moment: datetime = MOMENT) -> Environment:
    """Return the environment that forms have in a site, without a site."""

    def find_label(code: str, path: str) -> str:
        choice = form.questions[path].choices_by_code.get(code)
        return write_text(pick(choice.labels, "en"), None, None) if choice else code

    return Environment(moment=moment, instances=form.instances, choice_name=find_label)


def check(form: Form, answers: dict, language: str = "en", **options) -> Checked:
    """Return JSON answers as a server would keep them, with every fault."""
    instance, faults = build_instance(form, answers)
    checked = check_answers(form, instance, make_environment(form), language, **options)
    return Checked(checked.answers, merge_faults(faults, checked.faults))


def find_places(checked: Checked) -> dict[str, str]:
    """Return the message id of each refused answer by its place."""
    return {fault.place: str(fault.message) for fault in checked.faults}


def make_workbook(table: str) -> bytes:
    """Return the .xlsx of a table in pyxform's Markdown."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for line in filter(str.strip, table.splitlines()):
        first, *cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if first:
            sheet = workbook.create_sheet(first)
        else:
            sheet.append([cell or None for cell in cells])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def publish_form(
    table: str = HOUSEHOLD,
    form_id: str = "household",
    version: str = "1.0",
    kind: str = "comprehensive",
    **fields,
) -> FormTemplate:
    """Return a published template, as one that comes with a profile."""
    with as_system():
        template = api.content.create(
            container=api.portal.get()["forms"],
            type="riaya.form_template",
            title="استمارة الأسرة",
            form_id=form_id,
            form_version=version,
            kind=kind,
            xlsform=NamedBlobFile(make_workbook(table), filename=f"{form_id}.xlsx"),
            **fields,
        )
        api.content.transition(template, "submit")
        api.content.transition(template, "publish")
    return template


def find_form(portal: Any, form_id: str) -> FormTemplate:
    """Return the only template of a form."""
    [template] = [
        each for each in portal["forms"].objectValues() if each.form_id == form_id
    ]
    return template
