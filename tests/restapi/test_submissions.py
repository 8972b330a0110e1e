"""Forms and what is filled into them, over HTTP."""

from lxml import etree
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import find_form
from tests.forms.sheets import publish_form
from tests.kept import made_once

import pytest
import transaction


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
SENT = ANSWERS | {"visited_on": "2026-01-14"}
PICTURE = b"\xff\xd8\xff\xe0" + b"0" * 100
XML = {"Accept": "application/xml"}


@pytest.fixture
@made_once(publish_form)
def template(client, functional):
    """Return the address of a published form."""
    template = find_form(functional["portal"], "household")
    return template.virtual_url_path().partition("/")[2]


@pytest.fixture
def case_url(functional, case):
    """Return the address of the case."""
    return case.virtual_url_path().partition("/")[2]


@pytest.fixture
def send(client, template, case_url):
    """Return a function that posts a submission as JSON."""

    def post(user_id=MANAGER, language="en", **changes):
        body = {"case": case_url, "key": "k-1", "answers": SENT} | changes
        return client(user_id, language).post(f"{template}/@submissions", json=body)

    return post


class TestForm:
    def test_is_public_once_it_is_published(self, client, template):
        answer = client().get(f"{template}/@form", headers=XML)
        assert answer.headers["Content-Type"].startswith("application/xml")
        root = etree.fromstring(answer.content)
        assert root.tag == "{http://www.w3.org/1999/xhtml}html"

    def test_comes_as_xml_to_a_client_that_takes_anything(self, client, template):
        answer = client().get(f"{template}/@form", headers={"Accept": "*/*"})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("application/xml")

    def test_comes_in_json_with_what_it_is(self, client, template):
        found = client().get(f"{template}/@form").json()
        assert (found["form_id"], found["form_version"]) == ("household", "1.0")
        assert found["languages"] == ["ar", "en"]
        assert found["xform"].startswith("<?xml")

    def test_brings_what_the_case_knows(self, client, case):
        form = publish_form(
            "| survey |\n| | type | name | label | readonly |\n"
            "| | text | case_number | Case | yes |\n| | text | client_name | Who | |\n"
            "| | text | other | Other | |\n"
            "| settings |\n| | form_id | version |\n| | who | 1 |\n",
            form_id="who",
            version="1",
        )
        transaction.commit()
        url = form.virtual_url_path().partition("/")[2]
        found = client(MANAGER).get(f"{url}/@form?case={case.UID()}", headers=XML)
        root = etree.fromstring(found.content)
        assert root.findtext(".//{*}client_name") == case.client_name
        assert root.findtext(".//{*}case_number") == case.case_number
        assert not root.findtext(".//{*}other")

    def test_tells_nobody_else_what_the_case_knows(self, client, template, case_url):
        for user_id, status in (
            (None, 401),
            ("case-manager.ps-nbs", 400),
            ("trainer", 400),
        ):
            answer = client(user_id).get(f"{template}/@form?case={case_url}")
            assert answer.status_code == status
            assert "تجريبي" not in answer.text


class TestSubmission:
    def test_answers_the_assessment_and_keeps_it(self, client, send, template):
        answer = send()
        assert answer.status_code == 201, answer.text
        url = answer.json()["@id"]
        assert answer.headers["Location"] == url
        kept = client(MANAGER).get(url).json()
        assert kept["answers"] == SENT | {"size": 2, "per_head": 450.25}
        assert kept["form_version"] == "1.0"
        assert kept["kind"]["token"] == "comprehensive"

    def test_sent_twice_is_one_assessment(self, client, send, case_url):
        first, again = send(), send()
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["@id"] == again.json()["@id"]

    def test_of_a_draft_is_continued(self, client, send):
        draft = send(answers={"head": "سلمى"}, draft=True)
        assert draft.status_code == 201
        url = draft.json()["@id"]
        instance = client(MANAGER).get(f"{url}/@instance", headers=XML)
        assert etree.fromstring(instance.content).findtext("head") == "سلمى"
        assert send().json()["@id"] == url

    def test_takes_an_instance_and_its_own_id_as_key(self, client, template, case_url):
        body = (
            '<data id="household" version="1.0"><visited_on>2026-01-14</visited_on>'
            '<head>سلمى</head><orx:meta xmlns:orx="http://openrosa.org/xforms">'
            "<orx:instanceID>uuid:7</orx:instanceID></orx:meta></data>"
        ).encode()

        def post():
            return client(MANAGER).post(
                f"{template}/@submissions?case={case_url}",
                data=body,
                headers={"Content-Type": "application/xml"},
            )

        first, again = post(), post()
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json()["submission_key"] == "uuid:7"

    def test_brings_its_files(self, client, template, case_url):
        body = (
            b'<data id="household" version="1.0"><visited_on>2026-01-14</visited_on>'
            b"<head>x</head><photo>1.jpg</photo></data>"
        )
        answer = client(MANAGER).post(
            f"{template}/@submissions",
            data={"case": case_url, "key": "k-9"},
            files={
                "xml_submission_file": ("s.xml", body, "text/xml"),
                "1.jpg": ("1.jpg", PICTURE, "image/jpeg"),
            },
        )
        assert answer.status_code == 201, answer.text
        url = f"{answer.json()['@id']}/@attachments/1.jpg"
        assert client(MANAGER).get(url).content == PICTURE
        assert client("case-manager.ps-nbs").get(url).status_code in (401, 404)
        assert client(MANAGER).get(url.replace("1.jpg", "2.jpg")).status_code == 404


class TestRefusal:
    def test_names_each_question_with_its_sentence(self, send):
        answer = send(
            answers={"member": [{"name": "سلمى"}], "visited_on": "2026-01-14"}
        )
        assert answer.status_code == 400
        assert answer.json()["errors"] == [
            {
                "question": "head",
                "place": "head",
                "message": "“Head of household” needs an answer.",
            },
            {
                "question": "age",
                "place": "member/1/age",
                "message": "“Age (Member 1)” needs an answer.",
            },
        ]

    def test_speaks_arabic_to_who_asks_in_arabic(self, send):
        answer = send(language="ar", answers={"visited_on": "2026-01-14"})
        (error,) = answer.json()["errors"]
        assert "رب الأسرة" in error["message"]
        assert "needs" not in error["message"]

    def test_stores_nothing(self, client, send, case_url):
        before = client(MANAGER).get(case_url).json()["items_total"]
        assert send(answers={}).status_code == 400
        assert client(MANAGER).get(case_url).json()["items_total"] == before

    @pytest.mark.parametrize(
        ("user_id", "statuses"),
        [
            (None, {400, 401}),
            ("case-manager.ps-nbs", {400}),
            ("case-supervisor.ps-jen", {400}),
            ("admin", {400, 401}),
            ("trainer", {400}),
        ],
    )
    def test_of_people_without_the_right_to_the_case(
        self, client, send, case_url, user_id, statuses
    ):
        before = client(MANAGER).get(case_url).json()["items_total"]
        assert send(user_id).status_code in statuses
        assert client(MANAGER).get(case_url).json()["items_total"] == before

    def test_of_what_is_neither_json_nor_xml(self, client, template):
        answer = client(MANAGER).post(
            f"{template}/@submissions",
            data="x",
            headers={"Content-Type": "text/plain"},
        )
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        "body",
        [
            b'<!DOCTYPE d [<!ENTITY a "x">]><data>&a;</data>',
            b"<data",
            b"",
        ],
    )
    def test_of_xml_that_is_not_plain(self, client, template, case_url, body):
        answer = client(MANAGER).post(
            f"{template}/@submissions?case={case_url}&key=k",
            data=body,
            headers={"Content-Type": "application/xml"},
        )
        assert answer.status_code == 400
        assert answer.json()["type"] == "FormRefused"

    @pytest.mark.parametrize("answers", [None, [], "x", 7])
    def test_of_answers_that_are_no_object(self, send, answers):
        assert send(answers=answers).status_code == 400

    def test_of_instance_and_files_to_who_may_not_read_the_case(self, client, send):
        url = send().json()["@id"]
        for user_id in (None, "case-manager.ps-nbs", "admin"):
            for name in ("@instance", "@attachments/1.jpg"):
                answer = client(user_id).get(f"{url}/{name}")
                assert answer.status_code in (401, 403, 404)


class TestSystemFields:
    def test_are_not_written_by_hand(self, client, send):
        url = send().json()["@id"]
        client(MANAGER).patch(
            url, json={"answers": {"head": "x"}, "form_version": "9", "scores": {}}
        )
        kept = client(MANAGER).get(url).json()
        assert kept["answers"]["head"] == SENT["head"]
        assert kept["form_version"] == "1.0"
