"""Forms on phones: what an OpenRosa client is given, and what it may send."""

from base64 import b64decode
from collections.abc import Callable
from lxml import etree
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.namedfile.file import NamedBlobFile
from riaya.cases.content import Case
from riaya.core.request_limit import MEGABYTE
from riaya.forms.content import FormTemplate
from riaya.forms.conversion.converting import convert_spreadsheet
from riaya.forms.exceptions import FormRefused
from riaya.forms.openrosa.documents import write_cases
from riaya.forms.openrosa.phone_forms import add_case_question
from riaya.forms.openrosa.setting_up import write_settings
from riaya.site.accounts import PASSWORD
from riaya.site.demo_walk import register_client
from riaya.testing import CLIENT
from riaya.testing import walk_case
from tests.forms.openrosa_client import Collect
from tests.forms.openrosa_client import fill
from tests.forms.openrosa_client import make_picture
from tests.forms.openrosa_client import read_message
from typing import Any
from urllib.parse import urlsplit

import json
import pytest
import requests
import transaction
import zlib


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
SURVEY = [
    ["type", "name", "label::Arabic (ar)", "label::English (en)", "required"],
    ["date", "visited_on", "تاريخ الزيارة", "Date of the visit", "yes"],
    ["text", "seen", "ما لوحظ", "What was seen", "no"],
    ["image", "photo", "صورة", "Photo", "no"],
    ["image", "photo_2", "صورة ثانية", "Second photo", "no"],
]
OTHER_CLIENT = CLIENT | {"client_name": "هدى التجريبية", "national_id": "900000027"}
ANSWERS = {"visited_on": "2026-11-20", "seen": "سقف يسرّب الماء"}


@pytest.fixture
def site(functional: Any) -> str:
    """Return the address of a site with its workers."""
    transaction.commit()
    portal_id = functional["portal"].getId()
    return f"http://{functional['host']}:{functional['port']}/{portal_id}"


@pytest.fixture
def publish(site: str, make_spreadsheet: Callable) -> Callable[..., FormTemplate]:
    """Return a function that publishes a version of a form."""

    def make(version: str = "1.0") -> FormTemplate:
        transaction.begin()
        with api.env.adopt_user(username="trainer"):
            template = api.content.create(
                container=api.portal.get()["forms"],
                type="riaya.form_template",
                title="زيارة ميدانية",
                form_id="visit",
                form_version=version,
                kind="other",
                xlsform=NamedBlobFile(
                    make_visit(make_spreadsheet, version), filename="visit.xlsx"
                ),
            )
            api.content.transition(template, "submit")
        with api.env.adopt_user(username="trainer-2"):
            api.content.transition(template, "publish")
        transaction.commit()
        return template

    return make


@pytest.fixture
def phone(site: str) -> Callable[..., Collect]:
    """Return a function that gives the phone of a person."""
    server_url = f"{site}/@@openrosa"
    return lambda user_id="", password=PASSWORD: Collect(server_url, user_id, password)


@pytest.fixture
def own_case(site: str, case: Case) -> Case:
    """Return a case on which the case manager of PS-JEN works."""
    return case


@pytest.fixture
def picture() -> bytes:
    """Return a small photo."""
    return make_picture()


def make_visit(make_spreadsheet: Callable, version: str = "1.0") -> bytes:
    """Return the spreadsheet of a form for visits."""
    columns = ["form_title", "form_id", "version", "default_language"]
    settings = [columns, ["زيارة ميدانية", "visit", version, "Arabic (ar)"]]
    return make_spreadsheet(survey=SURVEY, settings=settings)


def find_filled(case: Any) -> list[Any]:
    """Return the assessments of a case that came from forms, as they are stored now."""
    transaction.begin()
    return [
        each
        for each in case.objectValues()
        if each.portal_type == "riaya.assessment" and each.form_template
    ]


class TestFormForPhones:
    @pytest.fixture
    def xform(self, portal, make_spreadsheet):
        # Without the site there are no translations.
        return convert_spreadsheet(make_visit(make_spreadsheet), "visit.xlsx").xform

    def test_asks_for_the_case_before_everything_else(self, xform):
        root = etree.fromstring(add_case_question(xform, "visit", "1.0"))
        body = root.find("{http://www.w3.org/1999/xhtml}body")
        assert body[0].get("ref") == "/data/riaya_case"
        assert len(body) == len(SURVEY)
        bind = root.find(".//{*}bind[@nodeset='/data/riaya_case']")
        assert bind.get("required") == "true()"

    def test_reads_the_cases_from_a_list_and_nothing_else_from_outside(self, xform):
        root = etree.fromstring(add_case_question(xform, "visit", "1.0"))
        sources = root.xpath("//@src")
        assert sources == ["jr://file-csv/riaya_cases.csv"]

    def test_sends_answers_nowhere_else(self, xform):
        elsewhere = b'<submission action="https://elsewhere.example/" method="post"'
        xform = xform.replace(b"<itext>", elsewhere + b"/><itext>")
        assert b"elsewhere" not in add_case_question(xform, "visit", "1.0")

    def test_asks_in_every_language_of_the_form(self, xform):
        root = etree.fromstring(add_case_question(xform, "visit", "1.0"))
        texts = root.findall(".//{*}text[@id='/data/riaya_case:label']/{*}value")
        assert [text.text for text in texts] == ["الحالة", "Case"]

    def test_asks_in_arabic_where_the_form_has_no_languages(self, portal):
        plain = (
            b'<h:html xmlns="http://www.w3.org/2002/xforms"'
            b' xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model><instance>'
            b'<data id="v"><a/></data></instance></model></h:head><h:body/></h:html>'
        )
        root = etree.fromstring(add_case_question(plain, "v", "1"))
        assert root.findtext(".//{*}select1/{*}label") == "الحالة"

    def test_is_named_as_its_template(self, xform):
        root = etree.fromstring(add_case_question(xform, "visit_2", "7"))
        data = root.find(".//{*}instance")[0]
        assert (data.get("id"), data.get("version")) == ("visit_2", "7")

    def test_is_refused_when_it_uses_our_names(self, xform):
        once = add_case_question(xform, "visit", "1.0")
        with pytest.raises(FormRefused) as refusal:
            add_case_question(once, "visit", "1.0")
        assert "riaya_case" in str(refusal.value)


def test_a_list_of_cases_keeps_commas_and_quotation_marks_of_a_name():
    row = {"name": "u1", "label": '1 · سلمى "أم علي"، عودة, ج', "case_number": "1"}
    assert write_cases([row]).decode().splitlines() == [
        "name,label,__version,case_number",
        'u1,"1 · سلمى ""أم علي""، عودة, ج",1,1',
    ]


class TestFormList:
    def test_leads_to_the_forms_in_force(self, publish, phone):
        publish("1.0")
        publish("2.0")
        found = phone(MANAGER).list_forms(formID="visit")
        assert [(each.form_id, each.version) for each in found] == [("visit", "2.0")]
        assert found[0].name == "زيارة ميدانية"
        assert b'version="2.0"' in phone(MANAGER).fetch(found[0])

    def test_holds_no_draft_and_nothing_retired(self, publish, phone):
        template = publish()
        with api.env.adopt_user(username="trainer-2"):
            api.content.transition(template, "retire")
        transaction.commit()
        assert phone(MANAGER).list_forms(formID="visit") == []
        app = phone(MANAGER)
        answer = app.get(f"{app.server_url}/forms/{template.UID()}")
        assert answer.status_code == 404

    def test_is_as_the_standard_wants_it(self, publish, phone):
        publish()
        app = phone(MANAGER)
        answer = app.get(f"{app.server_url}/formList")
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Date"].count("GMT") == 1
        head = app.head(f"{app.server_url}/formList")
        assert (head.status_code, head.content) == (200, b"")

    def test_describes_forms_to_a_client_that_asks_for_it(self, publish, phone):
        template = publish()
        template.description = "لكل زيارة"
        transaction.commit()
        app = phone(MANAGER)
        assert "لكل زيارة" not in app.get(f"{app.server_url}/formList").text
        assert "لكل زيارة" in app.get(f"{app.server_url}/formList?verbose=true").text

    def test_changes_its_digest_with_the_form(self, publish, phone):
        publish("1.0")
        [first] = phone(MANAGER).list_forms(formID="visit")
        publish("1.1")
        [second] = phone(MANAGER).list_forms(formID="visit")
        assert first.digest != second.digest


class TestListOfCases:
    def test_holds_the_own_open_cases(self, publish, phone, own_case):
        publish()
        app = phone(MANAGER)
        [row] = app.fetch_cases(app.list_forms(formID="visit")[0])
        assert row["name"] == own_case.UID()
        assert row["case_number"] == own_case.case_number
        assert own_case.client_name in row["label"]
        assert int(row["__version"]) > 0

    @pytest.mark.parametrize(
        "user_id", ["case-manager-2.ps-jen", "case-manager.ps-nbs", "planner"]
    )
    def test_holds_no_case_of_somebody_else(self, publish, phone, own_case, user_id):
        publish()
        app = phone(user_id)
        assert app.fetch_cases(app.list_forms(formID="visit")[0]) == []

    def test_of_a_restricted_case_holds_only_the_number(self, publish, phone, own_case):
        publish()
        app = phone(MANAGER)
        form = app.list_forms(formID="visit")[0]
        [before] = app.fetch_cases(form)
        with api.env.adopt_user(username="case-supervisor.ps-jen"):
            api.content.transition(own_case, "restrict")
        transaction.commit()
        [after] = app.fetch_cases(form)
        assert after["label"] == own_case.case_number
        assert int(after["__version"]) >= int(before["__version"])


class TestRefusalOfPeople:
    PATHS = (
        "formList",
        "xformsManifest",
        "submission",
        "media/riaya_cases.csv",
        "forms/unknown",
        "",
    )

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
    def test_who_has_not_signed_in_is_told_so_without_a_login_page(
        self, phone, path, method
    ):
        app = phone()
        answer = app.request(method, f"{app.server_url}/{path}", allow_redirects=False)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == 'Basic realm="Riaya"'
        assert method == "HEAD" or "كلمة المرور" in read_message(answer)

    def test_a_wrong_password_is_no_password(self, phone):
        app = phone(MANAGER, "wrong")
        assert app.get(f"{app.server_url}/formList").status_code == 401

    def test_an_unknown_address_is_answered_as_phones_understand_it(self, phone):
        app = phone(MANAGER)
        answer = app.get(f"{app.server_url}/nothing")
        assert answer.status_code == 404
        assert "/@@openrosa" in read_message(answer)

    @pytest.mark.parametrize(
        ("path", "method"), [("formList", "POST"), ("submission", "GET")]
    )
    def test_a_wrong_method_is_named(self, phone, path, method):
        app = phone(MANAGER)
        answer = app.request(method, f"{app.server_url}/{path}")
        assert answer.status_code == 405
        assert answer.headers["Allow"]

    def test_somebody_who_may_not_work_on_cases_is_refused(self, phone):
        portal = api.portal.get()
        portal.manage_permission("Riaya: Use Collect", [], acquire=0)
        transaction.commit()
        app = phone(MANAGER)
        assert app.get(f"{app.server_url}/formList").status_code == 403


@pytest.fixture
def filled(publish: Callable, phone: Callable, own_case: Any) -> Callable[..., bytes]:
    """Return a function that fills the visit form for the case of the manager."""
    publish()
    app = phone(MANAGER)
    xform = app.fetch(app.list_forms(formID="visit")[0])

    def make(instance_id: str = "uuid:1", **answers: str) -> bytes:
        given = {"riaya_case": own_case.UID(), **ANSWERS, **answers}
        return fill(xform, instance_id, **given)

    return make


class TestSubmission:
    def test_is_announced_with_address_and_limit(self, phone):
        answer = phone(MANAGER).greet()
        assert answer.status_code == 204
        assert answer.headers["Location"].endswith("/@@openrosa/submission")
        assert int(answer.headers["X-OpenRosa-Accept-Content-Length"]) > MEGABYTE

    def test_becomes_an_assessment_of_the_case(self, filled, phone, own_case, picture):
        [answer] = phone(MANAGER).send_form(filled(photo="1.jpg"), {"1.jpg": picture})
        assert answer.status_code == 201
        assert "وصلت" in read_message(answer)
        [assessment] = find_filled(own_case)
        assert answer.headers["Location"] == assessment.absolute_url()
        assert assessment.answers == ANSWERS | {"photo": "1.jpg"}
        assert assessment.form_version == "1.0"
        assert MANAGER in assessment.creators
        document = uuidToObject(assessment.attachments["1.jpg"], unrestricted=True)
        assert document.image.data == picture

    def test_arrives_once_however_often_it_is_sent(self, filled, phone, own_case):
        for _time in range(3):
            [answer] = phone(MANAGER).send_form(filled())
            assert answer.status_code == 201
        assert len(find_filled(own_case)) == 1

    def test_of_another_filling_is_another_assessment(self, filled, phone, own_case):
        phone(MANAGER).send_form(filled("uuid:1"))
        phone(MANAGER).send_form(filled("uuid:2"))
        assert len(find_filled(own_case)) == 2

    def test_is_taken_for_a_version_that_a_newer_one_replaced(
        self, filled, phone, own_case, publish
    ):
        publish("2.0")
        [answer] = phone(MANAGER).send_form(filled())
        assert answer.status_code == 201
        assert find_filled(own_case)[0].form_version == "1.0"

    def test_keeps_when_the_phone_finished_it(self, filled, phone, own_case):
        phone(MANAGER).send_form(
            filled(riaya_filled_at="2026-11-20T10:00:00.000+02:00")
        )
        [assessment] = find_filled(own_case)
        assert assessment.filled_at.isoformat() == "2026-11-20T10:00:00+02:00"


class TestSubmissionInParts:
    @pytest.fixture
    def in_parts(self, filled, picture):
        instance = filled(photo="1.jpg", photo_2="2.jpg")
        return instance, {"1.jpg": picture}, {"2.jpg": picture}

    def test_is_one_assessment_with_all_files(self, in_parts, phone, own_case):
        instance, first, second = in_parts
        answer = phone(MANAGER).send_part(instance, first, is_last=False)
        assert answer.status_code == 202
        [assessment] = find_filled(own_case)
        assert not assessment.is_complete
        assert api.content.get_state(assessment) == "draft"
        assert phone(MANAGER).send_part(instance, second).status_code == 201
        [assessment] = find_filled(own_case)
        assert assessment.is_complete
        assert set(assessment.attachments) == {"1.jpg", "2.jpg"}

    def test_may_begin_again_after_a_lost_answer(self, in_parts, phone, own_case):
        instance, first, second = in_parts
        for _time in range(2):
            answer = phone(MANAGER).send_part(instance, first, is_last=False)
            assert answer.status_code == 202
            assert phone(MANAGER).send_part(instance, second).status_code == 201
        [assessment] = find_filled(own_case)
        assert assessment.is_complete
        pictures = [
            each for each in own_case.objectValues() if each.portal_type == "Image"
        ]
        assert len(pictures) == 2

    def test_is_checked_with_the_first_part(self, filled, picture, phone, own_case):
        instance = filled(photo="1.jpg", photo_2="2.jpg", visited_on="")
        answer = phone(MANAGER).send_part(instance, {"1.jpg": picture}, is_last=False)
        assert answer.status_code == 400
        assert find_filled(own_case) == []

    def test_is_not_complete_while_a_file_is_missing(self, in_parts, phone, own_case):
        instance, first, _second = in_parts
        phone(MANAGER).send_part(instance, first, is_last=False)
        answer = phone(MANAGER).send_part(instance, first)
        assert answer.status_code == 400
        assert "صورة ثانية" in read_message(answer)
        assert not find_filled(own_case)[0].is_complete


class TestRefusalOfSubmissions:
    def refuse(self, answer, status, *words):
        assert answer.status_code == status, answer.text
        message = read_message(answer)
        for word in words:
            assert word in message
        return message

    def test_a_missing_answer_is_named_in_the_language_of_the_person(
        self, filled, phone, own_case
    ):
        instance = filled(visited_on="")
        self.refuse(phone(MANAGER).send_part(instance, {}), 400, "تاريخ الزيارة")
        answer = phone(MANAGER).send_part(instance, {}, **{"Accept-Language": "en"})
        self.refuse(answer, 400, "Date of the visit")
        assert answer.headers["Content-Language"] == "en"
        assert find_filled(own_case) == []

    def test_a_photo_that_did_not_come_is_named(self, filled, phone, own_case):
        answer = phone(MANAGER).send_part(filled(photo="1.jpg"), {})
        self.refuse(answer, 400, "صورة")
        assert find_filled(own_case) == []

    def test_a_file_that_is_no_photo_is_refused(self, filled, phone, own_case):
        answer = phone(MANAGER).send_part(filled(photo="1.jpg"), {"1.jpg": b"<html>"})
        self.refuse(answer, 400)
        assert find_filled(own_case) == []

    @pytest.mark.parametrize(
        ("old", "new"), [(b'id="visit"', b'id="other"'), (b'"1.0"', b'"9.9"')]
    )
    def test_an_unknown_form_or_version(self, filled, phone, own_case, old, new):
        instance = filled().replace(old, new)
        assert new in instance
        self.refuse(
            phone(MANAGER).send_part(instance, {}), 400, new.decode().split('"')[1]
        )
        assert find_filled(own_case) == []

    def test_a_retired_form(self, filled, phone, own_case):
        transaction.begin()
        [template] = [
            each
            for each in api.portal.get()["forms"].objectValues()
            if each.form_id == "visit"
        ]
        with api.env.adopt_user(username="trainer-2"):
            api.content.transition(template, "retire")
        transaction.commit()
        self.refuse(phone(MANAGER).send_part(filled(), {}), 400, "visit")
        assert find_filled(own_case) == []

    def test_a_form_that_is_not_published_yet(
        self, filled, phone, own_case, make_spreadsheet
    ):
        data = make_visit(make_spreadsheet, "2.0")
        transaction.begin()
        with api.env.adopt_user(username="trainer"):
            template = api.content.create(
                container=api.portal.get()["forms"],
                type="riaya.form_template",
                title="زيارة ميدانية",
                form_id="visit",
                form_version="2.0",
                kind="other",
                xlsform=NamedBlobFile(data, filename="visit.xlsx"),
            )
            api.content.transition(template, "submit")
        transaction.commit()
        instance = filled().replace(b'"1.0"', b'"2.0"')
        self.refuse(phone(MANAGER).send_part(instance, {}), 400, "visit")
        assert find_filled(own_case) == []

    def test_a_submission_without_a_case(self, filled, phone, own_case):
        self.refuse(phone(MANAGER).send_part(filled(riaya_case=""), {}), 400)
        assert find_filled(own_case) == []

    def test_an_unknown_case(self, filled, phone):
        self.refuse(phone(MANAGER).send_part(filled(riaya_case="f" * 32), {}), 400)

    @pytest.mark.parametrize(
        "user_id", ["case-manager-2.ps-jen", "case-manager.ps-nbs", "planner"]
    )
    def test_a_case_of_somebody_else(self, filled, phone, own_case, user_id):
        message = self.refuse(phone(user_id).send_part(filled(), {}), 400)
        assert own_case.case_number not in message
        assert own_case.client_name not in message
        assert find_filled(own_case) == []

    def test_a_case_that_takes_no_forms_any_more(self, filled, phone):
        closed = walk_case(register_client("ps-jen", **OTHER_CLIENT), "closed")
        transaction.commit()
        instance = filled(riaya_case=closed.UID())
        self.refuse(phone(MANAGER).send_part(instance, {}), 400, closed.case_number)
        assert find_filled(closed) == []

    def test_a_filling_without_a_name(self, filled, phone):
        self.refuse(phone(MANAGER).send_part(filled(""), {}), 400, "instanceID")

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"no xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><data id="visit" version="1.0">&b;</data>',
            b"<data" + b"><a" * 200 + b">",
        ],
    )
    def test_what_is_no_plain_xml(self, filled, phone, body):
        self.refuse(phone(MANAGER).send_part(body, {}), 400)

    def test_a_request_without_answers(self, phone):
        app = phone(MANAGER)
        answer = app.post(f"{app.server_url}/submission", data={"a": "b"})
        self.refuse(answer, 400, "xml_submission_file")


class TestRefusalOfPages:
    """A page of another site makes the browser of somebody signed in send a form."""

    def test_a_session_without_name_and_password_is_not_enough(
        self, filled, phone, own_case
    ):
        app = phone()
        site = app.server_url.removesuffix("/@@openrosa")
        app.post(
            f"{site}/login",
            data={
                "__ac_name": MANAGER,
                "__ac_password": PASSWORD,
                "buttons.login": "1",
            },
        )
        assert app.get(f"{app.server_url}/formList").status_code == 200
        assert app.send_part(filled(), {}).status_code == 401
        assert find_filled(own_case) == []

    @pytest.mark.parametrize(
        "sign",
        [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}],
    )
    def test_a_password_that_the_browser_remembers_is_not_enough(
        self, filled, phone, own_case, sign
    ):
        assert phone(MANAGER).send_part(filled(), {}, **sign).status_code == 403
        assert find_filled(own_case) == []

    def test_reading_writes_nothing(self, filled, phone, functional):
        transaction.begin()
        before = functional["portal"]._p_jar.db().lastTransaction()
        app = phone(MANAGER)
        form = app.list_forms(formID="visit")[0]
        app.fetch(form)
        app.fetch_cases(form)
        app.greet()
        assert functional["portal"]._p_jar.db().lastTransaction() == before


class TestSetUpPage:
    def test_shows_address_name_and_code_but_no_password(self, site):
        answer = requests.get(f"{site}/@@collect", auth=(MANAGER, PASSWORD), timeout=60)
        assert answer.status_code == 200
        assert "/@@openrosa" in answer.text
        assert MANAGER in answer.text
        assert "<svg" in answer.text
        assert PASSWORD not in answer.text

    def test_has_a_code_that_sets_collect_up(self):
        url = "https://riaya.example/@@openrosa"
        text = write_settings(url, MANAGER, "ar", "رعاية")
        settings = json.loads(zlib.decompress(b64decode(text)))
        assert settings["general"]["server_url"] == url
        assert settings["general"]["username"] == MANAGER
        assert "password" not in settings["general"]
        assert settings["admin"] == {}

    def test_is_for_people_who_signed_in(self, site):
        answer = requests.get(f"{site}/@@collect", timeout=60)
        assert "/@@openrosa" not in answer.text
        assert urlsplit(answer.url).path.endswith("/login")
