"""Phones at a real server: several requests at once, and what its logs keep."""

from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from riaya.site.accounts import PASSWORD
from tests.forms.openrosa_client import Collect
from tests.forms.openrosa_client import fill
from tests.forms.openrosa_client import make_picture
from tests.live import LiveSite

import pytest
import requests


pytestmark = pytest.mark.slow

OFFICER = "intake-officer.ps-jen"
NAME = "سلمى عودة التجريبية"
SEEN = "سقف يسرّب الماء"
SURVEY = [
    ["type", "name", "label::Arabic (ar)"],
    ["text", "seen", "ما لوحظ"],
    ["image", "photo", "صورة"],
]
CASE = {
    "client_kind": "household",
    "client_name": NAME,
    "id_kind": "none",
    "no_id_reason": "lost",
    "sex": "female",
    "birth_date": "1985-03-02",
    "categories": ["OTH"],
}


@pytest.fixture
def phone(live_site: LiveSite, make_spreadsheet: Callable) -> Collect:
    """Return the phone of an intake officer; a form is published."""
    data = make_spreadsheet(
        survey=SURVEY,
        settings=[["form_title", "form_id", "version"], ["زيارة", "visit", "1.0"]],
    )
    template = live_site.post(
        "forms",
        "trainer",
        {
            "@type": "riaya.form_template",
            "title": "زيارة",
            "form_id": "visit",
            "form_version": "1.0",
            "kind": "other",
            "xlsform": {
                "data": b64encode(data).decode(),
                "encoding": "base64",
                "filename": "visit.xlsx",
            },
        },
    ).json()
    for person, step in (("trainer", "submit"), ("trainer-2", "publish")):
        answer = live_site.post(f"{template['@id']}/@workflow/{step}", person, {})
        assert answer.status_code == 200, answer.text
    return Collect(f"{live_site.url}/@@openrosa", OFFICER, PASSWORD)


def test_a_form_sent_eight_times_at_once_arrives_once(live_site, phone):
    case = live_site.post("offices/ps-jen/@cases", OFFICER, CASE).json()
    [form] = phone.list_forms(formID="visit")
    [row] = [
        each
        for each in phone.fetch_cases(form)
        if each["case_number"] == case["case_number"]
    ]
    instance = fill(
        phone.fetch(form),
        "uuid:once",
        riaya_case=row["name"],
        seen=SEEN,
        photo="1.jpg",
    )

    def send(_number: int) -> requests.Response:
        app = Collect(phone.server_url, OFFICER, PASSWORD)
        return app.send_form(instance, {"1.jpg": make_picture()})[-1]

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(send, range(8)))
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.headers["Location"] for answer in answers}) == 1
    kept = live_site.get(f"{case['@id']}?b_size=50", OFFICER)["items"]
    types = sorted(item["@type"] for item in kept)
    assert types == ["Image", "riaya.assessment"]
    logged = "".join(
        path.read_text("utf-8") for path in (live_site.data / "log").iterdir()
    )
    assert "openrosa/submission" in logged
    for secret in (NAME, NAME.split(maxsplit=1)[0], SEEN, PASSWORD):
        assert secret not in logged
