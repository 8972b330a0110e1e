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


@pytest.fixture(scope="session")
def make_workbook() -> Callable[..., bytes]:
    """Return a function that makes an .xlsx of named sheets, each of rows."""

    def make(**sheets: list[list[Any]]) -> bytes:
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        stream = BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def make_spreadsheet(make_workbook: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return a function that makes an .xlsx of these sheets, or a small form."""

    def make(
        form_id: str = "rapid_long", version: str = "1.0", **sheets: list[list[Any]]
    ) -> bytes:
        settings = [["form_id", "version"], [form_id, version]]
        return make_workbook(**(sheets or {"survey": SURVEY, "settings": settings}))

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
                xlsform=NamedBlobFile(
                    make_spreadsheet(form_id, version), filename="rapid.xlsx"
                ),
            )

    return make
