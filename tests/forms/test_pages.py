"""The pages of form templates over HTTP."""

from base64 import b64encode
from riaya.site.accounts import PASSWORD
from riaya.testing import add_workers

import pytest
import requests
import transaction


@pytest.fixture
def call(functional):
    """Return a function that sends a request as a person."""
    add_workers()
    transaction.commit()
    portal_id = functional["portal"].getId()
    base = f"http://{functional['host']}:{functional['port']}/{portal_id}"

    def send(user_id, method, url, accept="application/json", **kw):
        return requests.request(
            method,
            url if url.startswith("http") else f"{base}/{url}",
            auth=(user_id, PASSWORD) if user_id else None,
            headers={"Accept": accept, "Accept-Language": "en"},
            allow_redirects=False,
            timeout=60,
            **kw,
        )

    return send


@pytest.fixture
def template(call, make_spreadsheet):
    """Return the address of a draft template written by `trainer`."""
    answer = call("trainer", "POST", "forms", json=describe(make_spreadsheet()))
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"]


def describe(data, **changes):
    return {
        "@type": "riaya.form_template",
        "title": "التقييم السريع المطوّل",
        "form_id": "rapid_long",
        "form_version": "1.0",
        "kind": "rapid",
        "xlsform": {
            "data": b64encode(data).decode(),
            "encoding": "base64",
            "filename": "rapid.xlsx",
            "content-type": "application/octet-stream",
        },
        **changes,
    }


def publish(call, url):
    assert call("trainer", "POST", f"{url}/@workflow/submit").ok
    assert call("trainer-2", "POST", f"{url}/@workflow/publish").ok


class TestFormTemplatePage:
    def test_of_a_published_form_is_public_with_its_spreadsheet(
        self, call, template, make_spreadsheet
    ):
        publish(call, template)
        page = call(None, "GET", template, accept="text/html")
        assert page.status_code == 200
        assert "rapid_long" in page.text
        download = call(None, "GET", f"{template}/@@download/xlsform", accept="*/*")
        assert download.content[:2] == b"PK"
        assert "attachment" in download.headers["Content-Disposition"]

    def test_names_no_worker_to_the_public(self, call, template):
        publish(call, template)
        assert "riaya-timeline" not in call(None, "GET", template, "text/html").text
        shown = call("trainer", "GET", template, "text/html").text
        assert "riaya-timeline" in shown

    def test_of_a_draft_is_for_trainers(self, call, template):
        assert call(None, "GET", template).status_code == 401
        assert call("case-manager.ps-jen", "GET", template).status_code in (401, 403)
        assert call("trainer-2", "GET", template, "text/html").status_code == 200
        download = f"{template}/@@download/xlsform"
        assert call(None, "GET", download, "*/*").status_code in (302, 401)

    def test_lists_drafts_for_trainers_only(self, call, template):
        shown = call("trainer", "GET", "forms/@@form-library", "text/html").text
        hidden = call(None, "GET", "forms/@@form-library", "text/html").text
        assert template in shown
        assert template not in hidden


class TestWriting:
    @pytest.mark.parametrize("user_id", [None, "case-supervisor.ps-jen", "planner"])
    def test_is_refused_to_everybody_but_trainers(
        self, call, make_spreadsheet, user_id
    ):
        data = describe(make_spreadsheet())
        assert call(user_id, "POST", "forms", json=data).status_code in (401, 403)
        form = call(user_id, "GET", "forms/++add++riaya.form_template", "text/html")
        assert form.status_code in (302, 401, 403)

    def test_shows_trainers_a_form(self, call, template):
        url = "forms/++add++riaya.form_template"
        assert call("trainer", "GET", url, "text/html").status_code == 200
        assert (
            call("trainer", "GET", f"{template}/edit", "text/html").status_code == 200
        )

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"form_id": "1 rapid"}, "form_id"),
            ({"form_version": "one/two"}, "form_version"),
            ({"kind": "nothing"}, "kind"),
        ],
    )
    def test_refuses_faulty_fields(self, call, make_spreadsheet, changes, field):
        data = describe(make_spreadsheet(), **changes)
        answer = call("trainer", "POST", "forms", json=data)
        assert answer.status_code == 400
        assert field in answer.text

    def test_refuses_a_spreadsheet_that_is_no_form_in_a_sentence(
        self, call, make_spreadsheet
    ):
        data = describe(make_spreadsheet(people=[["name"]]))
        answer = call("trainer", "POST", "forms", json=data)
        assert answer.status_code == 400
        assert "no sheet" in answer.text
        assert call("trainer", "GET", "forms").json()["items_total"] == 0

    def test_is_closed_once_it_is_published(self, call, template):
        publish(call, template)
        answer = call("trainer", "PATCH", template, json={"title": "غيره"})
        assert answer.status_code in (401, 403)
