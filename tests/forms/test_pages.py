"""The pages of form templates over HTTP."""

from base64 import b64encode
from plone.namedfile.file import NamedBlobFile
from riaya.site.accounts import PASSWORD

import pytest
import re
import requests
import transaction


@pytest.fixture
def call(functional):
    """Return a function that sends a request as a person."""
    transaction.commit()
    portal_id = functional["portal"].getId()
    base = f"http://{functional['host']}:{functional['port']}/{portal_id}"

    def send(user_id, method, url, accept="application/json", **kw):
        return requests.request(
            method,
            url if url.startswith("http") else f"{base}/{url}",
            auth=(user_id, PASSWORD) if user_id else None,
            headers={"Accept": accept, "Accept-Language": "en"},
            cookies={"I18N_LANGUAGE": "en"},
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


def upload(call, url, data, **fields):
    """Upload another spreadsheet over REST."""
    file = describe(data)["xlsform"]
    answer = call("trainer", "PATCH", url, json={"xlsform": file, **fields})
    assert answer.ok, answer.text


def post_version(call, user_id, url, version):
    """Send the form that begins a version, as a browser does."""
    form = call(user_id, "GET", f"{url}/@@new-form-version", "text/html").text
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', form)[1]
    return call(
        user_id,
        "POST",
        f"{url}/@@new-form-version",
        "text/html",
        data={"version": version, "_authenticator": token},
    )


def begin(call, url, version):
    """Return the address of the draft of a new version, begun by `trainer`."""
    answer = post_version(call, "trainer", url, version)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


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


class TestPreview:
    def test_shows_the_public_every_question_in_its_language(self, call, template):
        publish(call, template)
        page = call(None, "GET", f"{template}/@@form-preview", "text/html")
        assert page.status_code == 200
        assert "Date of assessment" in page.text
        arabic = call(
            None, "GET", f"{template}/@@form-preview?language=ar", "text/html"
        ).text
        assert "تاريخ التقييم" in arabic
        assert 'dir="rtl"' in arabic
        assert "Date of assessment" not in arabic

    def test_takes_an_unknown_language_for_none(self, call, template):
        publish(call, template)
        url = f"{template}/@@form-preview?language=../../etc"
        assert "Date of assessment" in call(None, "GET", url, "text/html").text

    def test_tells_the_mistakes_of_an_older_draft(self, call, template, functional):
        library = functional["portal"]["forms"]
        transaction.begin()
        library[template.rpartition("/")[2]].xlsform = NamedBlobFile(
            b"PK nothing", filename="old.xlsx"
        )
        transaction.commit()
        for page in ("", "/@@form-preview", "/@@form-differences"):
            answer = call("trainer", "GET", f"{template}{page}", "text/html")
            assert answer.status_code == 200
            assert "cannot be read as a spreadsheet" in answer.text


class TestDifferences:
    def test_are_shown_before_publication(self, call, template, make_spreadsheet):
        publish(call, template)
        second = begin(call, template, "1.1")
        survey = [
            ["type", "name", "label::Arabic (ar)", "label::English (en)"],
            ["date", "assessed_on", "التاريخ", "Day of the assessment"],
        ]
        upload(
            call,
            second,
            make_spreadsheet(
                survey=survey,
                settings=[["form_id", "version"], ["rapid_long", "1.1"]],
            ),
        )
        shown = call("trainer-2", "GET", second, "text/html").text
        assert "@@form-differences" in shown
        page = call("trainer-2", "GET", f"{second}/@@form-differences", "text/html")
        assert "Day of the assessment" in page.text
        assert "Date of assessment" in page.text

    def test_of_a_version_that_is_not_there_are_not_found(self, call, template):
        publish(call, template)
        url = f"{template}/@@form-differences?with=nothing"
        assert call(None, "GET", url, "text/html").status_code == 404

    def test_do_not_show_the_public_a_draft(self, call, template):
        publish(call, template)
        second = begin(call, template, "1.1")
        uid = call("trainer", "GET", second).json()["UID"]
        url = f"{template}/@@form-differences?with={uid}"
        assert call(None, "GET", url, "text/html").status_code == 404
        assert call("trainer", "GET", url, "text/html").status_code == 200


class TestNewVersion:
    def test_is_begun_by_any_trainer(self, call, template):
        publish(call, template)
        second = begin(call, template, "1.1")
        found = call("trainer-2", "GET", second).json()
        assert (found["form_version"], found["review_state"]) == ("1.1", "draft")
        assert second.endswith("/rapid-long-1-1")
        listed = call("trainer", "GET", template, "text/html").text
        assert second in listed

    def test_is_begun_once(self, call, template):
        publish(call, template)
        second = begin(call, template, "1.1")
        form = call("trainer", "GET", f"{template}/@@new-form-version", "text/html")
        assert second in form.text
        assert "<form" not in form.text.partition('id="content"')[2]

    def test_is_refused_in_a_sentence(self, call, template):
        publish(call, template)
        answer = post_version(call, "trainer", template, "1.0")
        assert "already exists" in answer.text
        assert call("trainer", "GET", "forms").json()["items_total"] == 1

    @pytest.mark.parametrize("user_id", [None, "case-supervisor.ps-jen", "planner"])
    def test_is_for_trainers(self, call, template, user_id):
        publish(call, template)
        url = f"{template}/@@new-form-version"
        assert call(user_id, "GET", url, "text/html").status_code in (302, 401, 403)
        answer = call(user_id, "POST", url, "text/html", data={"version": "1.1"})
        assert answer.status_code in (302, 401, 403)
        assert call("trainer", "GET", "forms").json()["items_total"] == 1

    def test_is_not_begun_for_another_site(self, call, template):
        publish(call, template)
        url = f"{template}/@@new-form-version"
        answer = call("trainer", "POST", url, "text/html", data={"version": "1.1"})
        assert answer.status_code == 403
        assert call("trainer", "GET", "forms").json()["items_total"] == 1


class TestDraftPages:
    @pytest.mark.parametrize(
        "page", ["@@form-preview", "@@form-differences", "@@form.xml"]
    )
    def test_are_for_trainers(self, call, template, page):
        url = f"{template}/{page}"
        assert call(None, "GET", url, "text/html").status_code in (302, 401)
        manager = call("case-manager.ps-jen", "GET", url, "text/html")
        assert manager.status_code in (302, 401, 403)
        assert call("trainer-2", "GET", url, "text/html").status_code == 200

    def test_give_out_the_xform_as_a_file(self, call, template):
        publish(call, template)
        answer = call(None, "GET", f"{template}/@@form.xml", "*/*")
        assert answer.content.startswith(b"<?xml")
        assert "rapid_long-1.0.xml" in answer.headers["Content-Disposition"]


class TestLibrary:
    def test_shows_the_version_in_use_before_the_earlier_ones(self, call, template):
        publish(call, template)
        second = begin(call, template, "1.1")
        publish(call, second)
        page = call(None, "GET", "forms/@@form-library", "text/html").text
        in_use, _summary, earlier = page.partition("<details")
        assert f'href="{second}"' in in_use
        assert f'href="{template}"' not in in_use
        assert f'href="{template}"' in earlier

    def test_leads_from_an_earlier_version_to_the_one_in_use(self, call, template):
        publish(call, template)
        second = begin(call, template, "1.1")
        publish(call, second)
        assert (
            "A newer version is in use" in call(None, "GET", template, "text/html").text
        )
        assert "A newer version" not in call(None, "GET", second, "text/html").text

    def test_shows_one_kind(self, call, template):
        publish(call, template)
        url = "forms/@@form-library?kind="
        assert template in call(None, "GET", f"{url}rapid", "text/html").text
        assert template not in call(None, "GET", f"{url}closure", "text/html").text


class TestRetiring:
    def test_says_what_it_means_before_it_is_done(self, call, template):
        publish(call, template)
        url = f"{template}/@@transition?id=retire"
        page = call("trainer", "GET", url, "text/html").text
        assert "what phones have not sent yet is refused" in page
        assert "nobody can take it back" in page
        assert call("trainer", "GET", template).json()["review_state"] == "published"


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

    def test_tells_every_mistake_of_a_spreadsheet_at_once(self, call, make_spreadsheet):
        survey = [["type", "name", "label"], ["txt", "a", "A"], ["text", None, "B"]]
        data = describe(
            make_spreadsheet(survey=survey, settings=[["form_id"], ["home"]])
        )
        answer = call("trainer", "POST", "forms", json=data)
        assert answer.status_code == 400, answer.text
        for place in ("row 2, “a”", "row 3: The name", "“version” is missing"):
            assert place in answer.json()["message"]
        assert call("trainer", "GET", "forms").json()["items_total"] == 0

    def test_needs_neither_form_id_nor_version(self, call, make_spreadsheet):
        data = describe(make_spreadsheet("home", "3"))
        del data["form_id"], data["form_version"]
        made = call("trainer", "POST", "forms", json=data).json()
        assert (made["form_id"], made["form_version"]) == ("home", "3")
        assert made["id"] == "home-3"

    def test_refuses_a_version_that_the_spreadsheet_does_not_say(
        self, call, template, make_spreadsheet
    ):
        data = describe(make_spreadsheet(), form_version="2.0")
        answer = call("trainer", "POST", "forms", json=data)
        assert answer.status_code == 400
        assert "“1.0”" in answer.json()["message"]
        answer = call("trainer", "PATCH", template, json={"form_version": "2.0"})
        assert answer.status_code == 400
        assert call("trainer", "GET", template).json()["form_version"] == "1.0"

    def test_takes_the_version_of_a_changed_spreadsheet_over(
        self, call, template, make_spreadsheet
    ):
        upload(call, template, make_spreadsheet("rapid_long", "1.5"))
        assert call("trainer", "GET", template).json()["form_version"] == "1.5"

    def test_is_closed_once_it_is_published(self, call, template):
        publish(call, template)
        answer = call("trainer", "PATCH", template, json={"title": "غيره"})
        assert answer.status_code in (401, 403)
