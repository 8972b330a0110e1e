"""A filled form becomes one assessment of its case, however often it is sent."""

from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from io import BytesIO
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.assessments.exceptions import AlreadySubmitted
from riaya.assessments.exceptions import CaseTakesNoForms
from riaya.assessments.exceptions import FormNotOpen
from riaya.assessments.exceptions import SubmissionRefused
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.assessments.receiving.targets import get_target_case
from riaya.cases.timeline import count_occurrences
from riaya.cases.timeline import find_occurrences
from riaya.core.exceptions import RiayaError
from riaya.core.time.clock import now
from riaya.forms.exceptions import AnswersRefused
from riaya.forms.interfaces import Attachment
from riaya.forms.reading.xml import parse_xml
from riaya.security.system import as_system
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import find_form
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import publish_form
from tests.kept import made_once

import pytest


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
# The day on which the answers were given lies in the past of every test run.
SENT = ANSWERS | {"visited_on": "2026-01-14"}
PICTURE = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture
@made_once(publish_form)
def template(portal):
    return find_form(portal, "household")


@pytest.fixture
def send(template, open_case, as_worker):
    """Return a function that sends answers as a person."""

    def send_answers(user_id=MANAGER, to=template, case=open_case, **changes):
        with as_worker(user_id):
            submission = replace(Submission(key="k-1", answers=SENT), **changes)
            return receive_submission(to, case, submission)

    return send_answers


def count_versions(content):
    repository = api.portal.get_tool("portal_repository")
    with as_system():
        return len(repository.getHistoryMetadata(content) or ())


def make_attachment(name="1.jpg", data=PICTURE):
    return Attachment(name, BytesIO(data), len(data))


class TestReceiving:
    def test_makes_an_assessment_pinned_to_its_version(self, send, template, open_case):
        received = send()
        assessment = received.assessment
        assert received.is_new
        assert assessment.getPhysicalPath()[:-1] == open_case.getPhysicalPath()
        assert assessment.form_template == template.UID()
        assert assessment.form_version == "1.0"
        assert assessment.kind == "comprehensive"
        assert assessment.answers == SENT | {"size": 2, "per_head": 450.25}
        assert assessment.is_complete
        assert api.content.get_state(assessment) == "draft"

    def test_judges_the_answers_by_the_moment_when_they_were_given(self, send):
        filled_at = datetime(2026, 1, 13, 12, tzinfo=UTC)
        with pytest.raises(AnswersRefused, match="المستقبل"):
            send(filled_at=filled_at)
        assert send(filled_at=filled_at + timedelta(days=1)).is_new

    def test_believes_no_phone_whose_clock_is_ahead(self, send):
        ahead = now() + timedelta(days=10)
        visited_on = (ahead - timedelta(days=5)).date().isoformat()
        with pytest.raises(AnswersRefused, match="المستقبل"):
            send(answers=SENT | {"visited_on": visited_on}, filled_at=ahead)

    def test_of_the_same_again_changes_nothing(self, send, open_case):
        first = send().assessment
        before = len(open_case.objectIds())
        again = send()
        assert not again.is_new
        assert again.assessment.UID() == first.UID()
        assert len(open_case.objectIds()) == before

    def test_of_other_answers_under_the_key_changes_the_draft(self, send):
        first = send().assessment
        changed = send(answers=SENT | {"head": "ليلى"})
        assert changed.assessment.UID() == first.UID()
        assert first.answers["head"] == "ليلى"

    def test_of_an_earlier_sending_that_arrives_late_changes_nothing(self, send):
        send(answers=SENT | {"head": "ليلى"}, revision=2)
        late = send(revision=1)
        assert late.assessment.answers["head"] == "ليلى"

    def test_of_another_key_makes_another_assessment(self, send):
        assert send().assessment.UID() != send(key="k-2").assessment.UID()

    def test_takes_an_instance_as_clients_write_it(self, send):
        xml = b"""<data id="household" version="1.0">
            <visited_on>2026-01-14</visited_on><head>x</head></data>"""
        received = send(answers=None, instance=parse_xml(xml))
        assert received.assessment.answers["head"] == "x"

    def test_hands_a_complete_form_in_where_that_is_wanted(self, send):
        handed_in = send(submits=True)
        # A comprehensive assessment needs needs and strengths, which this form lacks.
        assert api.content.get_state(handed_in.assessment) == "draft"
        assert handed_in.obstacles

    def test_keeps_a_draft_that_is_not_complete(self, send):
        draft = send(answers={"head": "سلمى"}, is_draft=True).assessment
        assert not draft.is_complete
        complete = send().assessment
        assert complete.UID() == draft.UID()
        assert complete.is_complete

    def test_of_a_draft_again_and_again_is_no_news_and_no_version(
        self, send, open_case
    ):
        draft = send(answers={"head": "a"}, is_draft=True).assessment
        before = count_occurrences(open_case), count_versions(draft)
        for revision, head in enumerate("bcd", start=1):
            send(answers={"head": head}, is_draft=True, revision=revision)
        assert draft.answers["head"] == "d"
        assert (count_occurrences(open_case), count_versions(draft)) == before
        send(revision=5)
        assert count_occurrences(open_case) == before[0] + 1

    def test_takes_answers_to_a_version_that_was_replaced(self, send, template):
        publish_form(HOUSEHOLD.replace("| 1.0 |", "| 2.0 |"), version="2.0")
        assert send().assessment.form_version == "1.0"


class TestFiles:
    def test_become_documents_of_the_case(self, send, open_case, as_worker):
        received = send(
            answers=SENT | {"photo": "1.jpg"},
            attachments={"1.jpg": make_attachment()},
        )
        uid = received.assessment.attachments["1.jpg"]
        with as_worker(MANAGER):
            document = api.content.get(UID=uid)
        assert document.portal_type == "Image"
        assert document.getPhysicalPath()[:-1] == open_case.getPhysicalPath()
        assert document.document_kind == "photo"
        assert document.image.data == PICTURE

    def test_need_not_be_sent_again(self, send):
        answers = SENT | {"photo": "1.jpg"}
        first = send(answers=answers, attachments={"1.jpg": make_attachment()})
        kept = dict(first.assessment.attachments)
        again = send(answers=answers | {"head": "ليلى"})
        assert again.assessment.attachments == kept

    def test_of_the_same_name_and_other_content_take_the_place(self, send):
        first = send(
            answers=SENT | {"photo": "1.jpg"},
            attachments={"1.jpg": make_attachment()},
        )
        before = first.assessment.attachments["1.jpg"]
        again = send(
            answers=SENT | {"photo": "1.jpg", "head": "ليلى"},
            attachments={"1.jpg": make_attachment(data=PICTURE + b"1")},
            revision=1,
        )
        after = again.assessment.attachments["1.jpg"]
        document = uuidToObject(after, unrestricted=True)
        assert document.image.data == PICTURE + b"1"
        assert uuidToObject(before, unrestricted=True) is None

    def test_that_were_replaced_before_handing_in_leave_the_case(self, send, open_case):
        first = send(
            answers=SENT | {"photo": "1.jpg"},
            attachments={"1.jpg": make_attachment()},
            is_draft=True,
        )
        wrong = uuidToObject(first.assessment.attachments["1.jpg"], unrestricted=True)
        again = send(
            answers=SENT | {"photo": "2.jpg"},
            attachments={"2.jpg": make_attachment("2.jpg")},
            revision=1,
        )
        assert list(again.assessment.attachments) == ["2.jpg"]
        assert wrong.getId() not in open_case
        kinds = [each.kind for each in find_occurrences(open_case)]
        assert "removed" in kinds

    def test_of_what_was_handed_in_once_stay_in_the_case(
        self, send, open_case, as_worker
    ):
        first = send(
            answers=SENT | {"photo": "1.jpg"},
            attachments={"1.jpg": make_attachment()},
        ).assessment
        first.needs = [{"domain": "economic", "text": "دخل", "rank": 1}]
        first.strengths = [{"domain": "family", "text": "أسرة", "rank": 1}]
        with as_worker(MANAGER):
            api.content.transition(first, "submit")
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(first, "return_", comment="ناقص")
        shown = uuidToObject(first.attachments["1.jpg"], unrestricted=True)
        send(revision=1)
        assert not first.attachments
        assert shown.getId() in open_case

    def test_that_are_missing_are_refused_by_the_name_of_the_question(self, send):
        with pytest.raises(AnswersRefused) as refusal:
            send(answers=SENT | {"photo": "1.jpg"})
        assert [fault.name for fault in refusal.value.faults] == ["photo"]

    def test_that_are_something_else_are_refused(self, send):
        with pytest.raises(RiayaError):
            send(
                answers=SENT | {"photo": "1.jpg"},
                attachments={"1.jpg": make_attachment(data=b"MZ program")},
            )


class TestRefusal:
    def test_of_answers_names_every_question(self, send):
        with pytest.raises(AnswersRefused) as refusal:
            send(answers={"member": [{"name": "x"}]})
        assert {fault.place for fault in refusal.value.faults} == {
            "visited_on",
            "head",
            "member/1/age",
        }

    def test_of_another_version(self, send):
        xml = b'<data id="household" version="0.9"><head>x</head></data>'
        with pytest.raises(FormNotOpen) as refusal:
            send(answers=None, instance=parse_xml(xml))
        assert "0.9" in str(refusal.value)

    def test_of_another_form(self, send):
        xml = b'<data id="rapid"><head>x</head></data>'
        with pytest.raises(FormNotOpen):
            send(answers=None, instance=parse_xml(xml))

    def test_of_a_retired_form(self, send, template):
        with as_system():
            api.content.transition(template, "retire")
        with pytest.raises(FormNotOpen) as refusal:
            send()
        assert "retired" in str(refusal.value)

    @pytest.mark.parametrize("stage", ["assigned", "closing", "closed"])
    def test_of_a_case_that_takes_none_in_its_stage(
        self, send, open_case, advance, register, stage
    ):
        case = advance(register(national_id="900000019"), stage)
        with pytest.raises(CaseTakesNoForms):
            send(case=case)

    def test_of_somebody_who_may_only_read_the_case(self, send):
        with pytest.raises(CaseTakesNoForms):
            send(user_id="case-supervisor.ps-jen")

    @pytest.mark.parametrize("key", ["", None, 7, "with blank", "x" * 101, "اسم"])
    def test_of_a_key_that_is_none(self, send, key):
        with pytest.raises(SubmissionRefused):
            send(key=key)

    def test_of_a_key_that_names_another_form(self, send):
        other = publish_form(
            HOUSEHOLD.replace("household |", "other |"), form_id="other"
        )
        send()
        with pytest.raises(SubmissionRefused):
            send(to=other)

    def test_of_other_answers_once_it_was_handed_in(self, send, as_worker, open_case):
        assessment = send().assessment
        assessment.needs = [{"domain": "economic", "text": "دخل", "rank": 1}]
        assessment.strengths = [{"domain": "family", "text": "أسرة", "rank": 1}]
        with as_worker(MANAGER):
            api.content.transition(assessment, "submit")
        assert not send().is_new
        with pytest.raises(AlreadySubmitted):
            send(answers=SENT | {"head": "ليلى"})
        assert assessment.answers["head"] == SENT["head"]

    def test_of_an_assessment_before_the_birth_of_the_client(self, portal, send):
        form = publish_form(
            "| survey |\n| | type | name | label |\n| | date | assessed_on | Day |\n"
            "| settings |\n| | form_id | version |\n| | day | 1 |\n",
            form_id="day",
            version="1",
        )
        with pytest.raises(AnswersRefused) as refusal:
            send(to=form, answers={"assessed_on": "1970-01-01"})
        assert [fault.name for fault in refusal.value.faults] == ["assessed_on"]


class TestTheCaseOfASubmission:
    def test_is_found_by_uid_and_by_address(self, open_case, as_worker):
        with as_worker(MANAGER):
            for target in (
                open_case.UID(),
                open_case.absolute_url(),
                "/".join(open_case.getPhysicalPath()[2:]),
            ):
                assert get_target_case(target).UID() == open_case.UID()

    @pytest.mark.parametrize("target", ["", None, 7, "0" * 32, "offices/ps-jen", "/"])
    def test_that_is_none_is_refused(self, portal, as_worker, target):
        with as_worker(MANAGER), pytest.raises(CaseTakesNoForms):
            get_target_case(target)

    def test_of_another_office_is_refused_as_if_it_were_not_there(
        self, open_case, as_worker
    ):
        with as_worker("case-manager.ps-nbs"):
            with pytest.raises(CaseTakesNoForms) as hidden:
                get_target_case(open_case.UID())
            with pytest.raises(CaseTakesNoForms) as missing:
                get_target_case("0" * 32)
        assert str(hidden.value) == str(missing.value)
