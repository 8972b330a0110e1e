"""Spreadsheets, good and bad."""

from collections.abc import Callable
from io import BytesIO
from openpyxl import Workbook
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya.forms.content import FormTemplate
from typing import Any

import pytest


SURVEY = [
    ["type", "name", "label::Arabic (ar)", "label::English (en)"],
    ["date", "assessed_on", "تاريخ التقييم", "Date of assessment"],
]
SETTINGS = [["form_id", "version"], ["rapid", "1.0"]]


@pytest.fixture
def make_spreadsheet() -> Callable[..., bytes]:
    """Return a function that makes an .xlsx of named sheets."""

    def make(**sheets: list[list[Any]]) -> bytes:
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, rows in (sheets or {"survey": SURVEY, "settings": SETTINGS}).items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        stream = BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def make_template(
    portal: Any, as_worker: Callable, make_spreadsheet: Callable
) -> Callable[..., FormTemplate]:
    """Return a function that makes a draft template as `trainer`."""

    def make(form_id: str = "rapid_long", version: str = "1.0") -> FormTemplate:
        with as_worker("trainer"):
            return api.content.create(
                container=portal["forms"],
                type="riaya.form_template",
                title="التقييم السريع المطوّل",
                form_id=form_id,
                form_version=version,
                kind="rapid",
                xlsform=NamedBlobFile(make_spreadsheet(), filename="rapid.xlsx"),
            )

    return make
