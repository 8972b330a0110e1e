"""The versions of a form: which there are, which came before, and beginning the next.

A version that was published never changes; what is to change begins as the
draft of a new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya import _
from riaya.core.validation import InvalidValue
from riaya.forms.content import FormTemplate
from riaya.forms.conversion.sheets import Column
from riaya.forms.conversion.sheets import read_heading
from riaya.forms.conversion.sheets import SETTINGS
from riaya.forms.exceptions import FormRefused
from riaya.forms.form_ids import is_form_version
from riaya.forms.form_ids import say_version_is_taken
from riaya.forms.lookup import get_publication
from riaya.forms.naming import make_template_id
from typing import Any
from zope.container.interfaces import INameChooser

import re


OPEN = ("draft", "in_review")
IN_USE = ("published", "retired")
# What a new version begins with; its spreadsheet says the rest.
COPIED = ("title", "title_en", "description", "kind")
LAST_NUMBER = re.compile(r"^(.*?)(\d+)$")


@dataclass(frozen=True)
class FormVersion:
    """A version of a form, from the catalog."""

    uid: str
    form_id: str
    version: str
    state: str
    url: str
    published_at: float
    is_current: bool = False


def find_form_versions(form_id: str) -> list[FormVersion]:
    """Return the versions of a form that the reader may see, the newest first.

    Drafts and what is in review come before what was published.
    """
    brains = api.content.find(portal_type="riaya.form_template")
    return describe_versions(brain for brain in brains if brain.form_id == form_id)


def describe_versions(brains: Iterable[Any]) -> list[FormVersion]:
    """Return the versions that the catalog knows; of each form the newest is current."""
    versions = sorted(
        map(_describe, brains),
        key=lambda each: (each.state in OPEN, each.published_at),
        reverse=True,
    )
    seen: set[str] = set()
    described = []
    for version in versions:
        is_current = version.state == "published" and version.form_id not in seen
        if is_current:
            seen.add(version.form_id)
        described.append(replace(version, is_current=is_current))
    return described


def get_template(uid: str) -> FormTemplate | None:
    """Return a version that the reader may see, or None."""
    return api.content.get(UID=uid)


def find_previous(template: FormTemplate) -> FormVersion | None:
    """Return the version that was published last before this one, or None."""
    versions = [
        version
        for version in find_form_versions(template.form_id)
        if version.state in IN_USE and version.uid != template.UID()
    ]
    own = get_publication(template)
    if own:
        versions = [version for version in versions if version.published_at < own]
    return versions[0] if versions else None


def find_open_version(form_id: str) -> FormVersion | None:
    """Return the version of a form that somebody is working on, or None."""
    for version in find_form_versions(form_id):
        if version.state in OPEN:
            return version
    return None


def propose_version(version: str) -> str:
    """Return the version after this one: 1.1 after 1.0, 2027010102 after 2027010101."""
    if found := LAST_NUMBER.match(version):
        before, number = found.groups()
        return f"{before}{str(int(number) + 1).zfill(len(number))}"
    return f"{version}.1"


def begin_version(template: FormTemplate, version: str) -> FormTemplate:
    """Return the draft of a new version, made by the current person.

    Its spreadsheet is a copy in which only the version is another.  Raises
    FormRefused while another draft is open or the version cannot be used.
    """
    if api.content.get_state(template) in OPEN:
        raise FormRefused(
            _(
                "error_form_version_of_draft",
                default="This version is not published yet. Change it instead of beginning another one.",
            )
        )
    if (other := find_open_version(template.form_id)) is not None:
        raise FormRefused(
            _(
                "error_form_draft_open",
                default="Version ${version} of this form is being worked on already. Finish it first.",
                mapping={"version": other.version},
            )
        )
    check_version_number(template, version)
    library = api.portal.get()["forms"]
    name = make_template_id(template.form_id, version)
    fields = {field: getattr(template, field, None) for field in COPIED}
    return api.content.create(
        container=library,
        type="riaya.form_template",
        id=INameChooser(library).chooseName(name, template),
        xlsform=NamedBlobFile(
            write_version(template.xlsform.data, version),
            filename=f"{template.form_id}-{version}.xlsx",
        ),
        score_questions=list(template.score_questions or ()),
        risk_question=template.risk_question,
        **fields,
    )


def check_version_number(template: FormTemplate, version: str) -> None:
    """Raise FormRefused for what is no version, or one that the form has already."""
    try:
        is_form_version(version)
    except InvalidValue as error:
        raise FormRefused(error.doc()) from error
    taken = {each.version for each in find_form_versions(template.form_id)}
    if version in taken:
        raise FormRefused(say_version_is_taken(template.form_id, version))


def write_version(data: bytes, version: str) -> bytes:
    """Return a spreadsheet whose settings name another version."""
    # Formulas give way to what they came to; a writer would lose that.
    workbook = load_workbook(BytesIO(data), data_only=True)
    table = next(
        sheet
        for sheet in workbook.worksheets
        if sheet.title.strip().lower() == SETTINGS
    )
    for cell in table[1]:
        if read_heading(SETTINGS, str(cell.value or "")) == Column("version"):
            row = _find_filled_row(table)
            table.cell(row=row, column=cell.column).value = version
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _find_filled_row(table: Any) -> int:
    """Return the row that the settings are read from, the first filled one."""
    for row in table.iter_rows(min_row=2):
        if any(cell.value not in (None, "") for cell in row):
            return row[0].row
    return 2


def _describe(brain: Any) -> FormVersion:
    return FormVersion(
        uid=brain.UID,
        form_id=brain.form_id,
        version=brain.form_version or "",
        state=brain.review_state,
        url=brain.getURL(),
        published_at=float(brain.form_published_at or 0),
    )
