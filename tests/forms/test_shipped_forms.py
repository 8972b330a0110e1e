"""Every form that a policy brings can be asked, in both languages, and adds up."""

from pathlib import Path
from riaya.forms.spreadsheets import build_spreadsheet
from riaya.forms.spreadsheets import TEXTS
from tests.forms.sheets import check
from tests.forms.sheets import find_places
from tests.forms.shipped import complete
from tests.forms.shipped import convert
from tests.forms.shipped import POLICIES
from tests.forms.shipped import PROFILES
from tests.forms.shipped import read_descriptions
from tests.forms.shipped import read_vocabularies

import pytest
import re


KINDS = {
    "request",
    "registration",
    "consent",
    "rapid",
    "comprehensive",
    "safety",
    "follow_up",
    "visit",
    "review",
    "conference",
    "transfer",
    "closure",
    "feedback",
    "complaint",
}
DOMAINS = {
    "protection",
    "health",
    "psychosocial",
    "education",
    "family",
    "economic",
    "housing",
    "legal",
    "disability",
    "safety",
}
LARGEST_SPREADSHEET = 60_000
NAME = re.compile(r"^[a-z][a-z0-9_]*$")
ARABIC_LETTER = re.compile("[\u0620-\u064a]")
EVERY_FORM = [
    (policy, form_id) for policy in POLICIES for form_id in read_descriptions(policy)
]


def find_texts(form: dict):
    """Yield every text of a form, which has both languages."""
    yield form["title"]
    yield form["description"]
    for row in form["survey"]:
        if "ar" in row or not row["type"].startswith(("end_", "calculate")):
            yield row
        for key in TEXTS.values():
            if key in row:
                yield row[key]
    for rows in form["choices"].values():
        yield from rows


@pytest.mark.parametrize(("policy", "form_id"), EVERY_FORM)
class TestEveryForm:
    def test_is_converted_without_a_warning(self, policy, form_id):
        conversion = convert(policy, form_id)
        assert not conversion.warnings
        assert conversion.settings.form_id == form_id
        assert conversion.form.languages[0].startswith("ar")

    def test_says_everything_in_both_languages(self, policy, form_id):
        form = read_descriptions(policy)[form_id]
        for text in find_texts(form):
            assert text["ar"].strip(), text
            assert text["en"].strip(), text
            assert not re.search(r"\{\{|\}\}", text["ar"] + text["en"]), text
            assert not ARABIC_LETTER.search(text["en"]), text

    def test_gives_a_reason_with_every_constraint(self, policy, form_id):
        for row in read_descriptions(policy)[form_id]["survey"]:
            assert ("constraint" in row) == ("message" in row), row
            assert ("required" in row) == ("required_message" in row), row

    def test_names_every_question_once(self, policy, form_id):
        form = read_descriptions(policy)[form_id]
        names = [row["name"] for row in form["survey"] if "name" in row]
        assert len(names) == len(set(names))
        assert all(NAME.match(name) for name in names)

    def test_offers_the_lists_that_it_asks_for(self, policy, form_id):
        form = read_descriptions(policy)[form_id]
        asked = {
            row["type"].split()[1]
            for row in form["survey"]
            if row["type"].startswith("select_")
        }
        assert asked == set(form["choices"])

    def test_asks_for_its_day_first_and_for_a_summary(self, policy, form_id):
        form = read_descriptions(policy)[form_id]
        questions = [row for row in form["survey"] if not row["type"].startswith("beg")]
        assert questions[0]["name"] == "assessed_on"
        assert questions[0]["default"] == "today()"
        assert "summary" in [row.get("name") for row in questions]

    def test_is_small(self, policy, form_id):
        data = build_spreadsheet(read_descriptions(policy)[form_id])
        assert len(data) < LARGEST_SPREADSHEET

    def test_can_be_completed(self, policy, form_id):
        _answers, faults = complete(policy, convert(policy, form_id).form, {})
        assert faults == []

    def test_refuses_a_day_in_the_future(self, policy, form_id):
        form = convert(policy, form_id).form
        places = find_places(check(form, {"assessed_on": "2027-03-16"}))
        assert "assessed_on" in places


@pytest.mark.parametrize("policy", POLICIES)
class TestPolicy:
    def test_has_a_form_of_every_kind(self, policy):
        forms = read_descriptions(policy).values()
        assert {form["kind"] for form in forms} == KINDS

    def test_knows_the_kinds_of_its_forms(self, policy):
        rows = read_vocabularies(policy)["riaya.forms.kinds"]
        assert {row["code"] for row in rows} >= KINDS

    def test_gives_every_form_an_id_of_its_own(self, policy):
        forms = read_descriptions(policy).values()
        assert len({form["id"] for form in forms}) == len(forms)

    def test_has_one_form_of_at_least_120_questions(self, policy):
        counts = {
            form_id: len([row for row in form["survey"] if not is_silent(row["type"])])
            for form_id, form in read_descriptions(policy).items()
        }
        assert counts["comprehensive"] >= 120

    def test_words_referral_and_plan_as_the_country_does(self, policy):
        transfer = read_descriptions(policy)["transfer"]["choices"]["content"]
        titles = {row["code"]: row["ar"] for row in transfer}
        assert {"ps": "التحويلات", "sy": "الإحالات"}[policy] in titles["referrals"]
        assert titles["plan"] == {"ps": "خطة التدخل المهني", "sy": "خطة الحالة"}[policy]


def is_silent(kind: str) -> bool:
    """Return True for what nobody answers."""
    return kind.startswith(("begin_", "end_", "note", "calculate"))


def test_shared_forms_stand_once():
    for path in (PROFILES / "default" / "forms").glob("*.json"):
        copies = [PROFILES / f"policy-{p}" / "forms" / path.name for p in POLICIES]
        assert not all(map(Path.exists, copies))


class TestRapidAssessment:
    CALM = {
        "immediate_danger": "no",
        "self_harm": "no",
        "child_at_risk": "no",
        "medical_need": "no",
        "food_tonight": "yes",
        "shelter_tonight": "yes",
        "caregiver_present": "not_needed",
        "risk_level": "low",
    }

    @pytest.fixture(params=POLICIES)
    def fill(self, request):
        form = convert(request.param, "rapid").form
        return lambda **answers: complete(request.param, form, self.CALM | answers)

    def test_proposes_low_risk_where_nothing_is_wrong(self, fill):
        answers, faults = fill()
        assert faults == []
        assert answers["danger_score"] == 0
        assert answers["computed_risk"] == "low"
        assert answers["computed_group"] == "service"

    def test_proposes_an_immediate_response_in_danger(self, fill):
        answers, _faults = fill(
            immediate_danger="yes",
            perpetrator_access="yes",
            weapon_or_threat="no",
            risk_level="high",
        )
        assert answers["danger_score"] == 6
        assert answers["computed_risk"] == "high"
        assert answers["computed_group"] == "immediate"

    def test_proposes_an_urgent_response_without_shelter(self, fill):
        answers, _faults = fill(shelter_tonight="no", risk_level="medium")
        assert answers["computed_risk"] == "medium"
        assert answers["computed_group"] == "urgent"

    def test_asks_why_another_risk_is_chosen(self, fill):
        assert "risk_reason" in fill(risk_level="high")[0]
        assert "risk_reason" not in fill(risk_level="low")[0]

    def test_takes_no_action_only_alone(self, fill):
        _answers, faults = fill(actions_taken="none shelter")
        assert [fault.place for fault in faults] == ["actions_taken"]


class TestRegistration:
    MEMBERS = [
        {"member_name": "أب", "member_age_stated": 40, "member_sex": "male"},
        {
            "member_name": "أم",
            "member_birth_date": "1990-03-16",
            "member_sex": "female",
            "member_seeing": "3",
        },
        {
            "member_name": "ابنة",
            "member_age_stated": 9,
            "member_sex": "female",
            "member_school": "dropped_out",
            "member_child_works": "yes",
        },
        {"member_name": "رضيع", "member_age_stated": 0, "member_sex": "male"},
        {"member_name": "جدة", "member_age_stated": 70, "member_sex": "female"},
    ]

    @pytest.fixture(params=POLICIES)
    def policy(self, request):
        return request.param

    def test_counts_the_household(self, policy):
        form = convert(policy, "registration").form
        answers, faults = complete(policy, form, {"members": self.MEMBERS, "rooms": 1})
        assert faults == []
        names = ("household_size", "children_count", "elders_count", "adults_count")
        assert [answers[name] for name in names] == [5, 2, 1, 2]
        assert answers["dependency_ratio"] == 150
        assert answers["disability_count"] == 1
        assert answers["out_of_school_count"] == 1
        assert answers["child_labour_count"] == 1
        assert answers["members"][1]["member_age"] == 36
        assert answers["persons_per_room"] == 5

    def test_asks_infants_neither_for_school_nor_for_functioning(self, policy):
        form = convert(policy, "registration").form
        answers, _faults = complete(policy, form, {"members": self.MEMBERS})
        infant = answers["members"][3]
        assert not {"member_school", "member_seeing", "member_child_works"} & set(
            infant
        )

    @pytest.mark.parametrize(
        ("number", "is_good"),
        [
            ("123456782", True),
            ("039337423", True),
            ("800123457", True),
            ("123456789", False),
            ("400000005", False),
            ("000000000", False),
            ("12345678", False),
            ("٩٠٠٠٠٠٠٠١", False),
        ],
    )
    def test_checks_the_digits_of_a_palestinian_number(self, number, is_good):
        form = convert("ps", "registration").form
        answers = {"id_kind": "national", "national_id": number}
        assert ("national_id" not in find_places(check(form, answers))) == is_good

    @pytest.mark.parametrize(
        ("number", "is_good"), [("01020304050", True), ("1020304050", False)]
    )
    def test_wants_eleven_digits_of_a_syrian_number(self, number, is_good):
        form = convert("sy", "registration").form
        answers = {"id_kind": "national", "national_id": number}
        assert ("national_id" not in find_places(check(form, answers))) == is_good

    @pytest.mark.parametrize(
        ("policy", "phone", "is_good"),
        [
            ("ps", "0599123456", True),
            ("ps", "+970569123456", True),
            ("ps", "022961234", True),
            ("ps", "059912345", False),
            ("sy", "0931234567", True),
            ("sy", "00963931234567", True),
            ("sy", "0112345678", True),
            ("sy", "0599123456", False),
        ],
    )
    def test_knows_the_telephone_numbers_of_the_country(self, policy, phone, is_good):
        form = convert(policy, "registration").form
        assert ("phone" not in find_places(check(form, {"phone": phone}))) == is_good


class TestComprehensiveAssessment:
    @pytest.fixture(params=POLICIES)
    def fill(self, request):
        form = convert(request.param, "comprehensive").form
        return lambda answers: complete(request.param, form, answers)

    def test_asks_for_need_rank_and_strength_in_every_domain(self):
        names = {q.name for q in convert("ps", "comprehensive").form.root.walk()}
        rows = read_vocabularies("ps")["riaya.assessments.domains"]
        assert {row["code"] for row in rows} == DOMAINS
        for domain in DOMAINS:
            assert {f"need_{domain}", f"need_{domain}_rank"} <= names
            assert f"strength_{domain}" in names

    def test_adds_up_severities(self, fill):
        severities = {f"{domain}_severity": "0" for domain in DOMAINS}
        quiet, faults = fill({**severities, "risk_level": "low"})
        assert faults == []
        assert quiet["total_score"] == 0
        assert quiet["computed_risk"] == "low"
        assert "need_health" not in quiet
        severe, _faults = fill({**severities, "health_severity": "3"})
        assert severe["severe_count"] == 1
        assert severe["computed_risk"] == "medium"
        assert severe["need_health"]

    @pytest.mark.parametrize("domain", ["protection", "safety"])
    def test_finds_high_risk_where_protection_or_safety_is_severe(self, fill, domain):
        answers, _faults = fill({f"{domain}_severity": "3", "risk_level": "low"})
        assert answers["computed_risk"] == "high"
        assert answers["risk_reason"]

    def test_takes_no_more_pupils_than_there_are_children(self, fill):
        _answers, faults = fill({"school_age_children": 2, "children_in_school": 3})
        assert [fault.place for fault in faults] == ["children_in_school"]


class TestConsent:
    @pytest.mark.parametrize(
        ("age", "asked", "not_asked"),
        [
            (4, {"child_assent"}, {"caregiver_permitted"}),
            (13, {"child_assent", "no_caregiver_reason"}, {"caregiver_permitted"}),
            (16, {"caregiver_permitted"}, {"child_assent", "no_caregiver_reason"}),
            (40, set(), {"child_assent", "caregiver_permitted"}),
        ],
    )
    def test_asks_by_the_age_of_the_person(self, age, asked, not_asked):
        form = convert("ps", "consent").form
        answers, faults = complete(
            "ps", form, {"age_years": age, "obtained_from": "individual"}
        )
        assert faults == []
        assert asked <= set(answers)
        assert not not_asked & set(answers)


class TestLaterForms:
    def test_closing_for_lack_of_contact_needs_three_attempts(self):
        form = convert("ps", "closure").form
        answers = {"closure_reason": "no_contact", "attempts": 2}
        assert "attempts" in find_places(check(form, answers))
        assert "attempts" not in find_places(check(form, answers | {"attempts": 3}))

    def test_closing_rates_independence(self):
        form = convert("sy", "closure").form
        levels = dict(
            zip(
                ("income", "care", "services", "decisions", "network"),
                "54433",
                strict=True,
            )
        )
        answers, faults = complete(
            "sy",
            form,
            {f"independence_{name}": level for name, level in levels.items()},
        )
        assert faults == []
        assert answers["independence_rating"] == 4

    def test_review_averages_the_goals(self):
        form = convert("ps", "review").form
        goals = [
            {"goal_percent": 100, "goal_attainment": "reached"},
            {"goal_percent": 40, "goal_attainment": "partly"},
        ]
        answers, faults = complete("ps", form, {"goal": goals})
        assert faults == []
        assert answers["average_attainment"] == 70
        assert answers["goals_reached"] == 1

    def test_feedback_is_not_collected_by_the_case_manager(self):
        form = convert("ps", "feedback").form
        places = find_places(check(form, {"collected_by": "manager"}))
        assert "collected_by" in places

    def test_feedback_has_eighteen_questions_and_a_score(self):
        form = convert("ps", "feedback").form
        names = [q.name for q in form.root.walk() if q.name.startswith("feedback_")]
        assert len(names) == 18
        given = dict.fromkeys(names, "yes") | {names[0]: "skip", names[1]: "no"}
        answers, _faults = complete("ps", form, given | {"collected_by": "supervisor"})
        assert answers["answered_count"] == 17
        assert answers["satisfaction_score"] == 94

    def test_complaint_is_not_examined_by_whom_it_is_about(self):
        form = convert("sy", "complaint").form
        answers = {
            "about": "conduct",
            "person_concerned": "موظف الاستقبال",
            "standing": "answered",
            "investigator": "موظف الاستقبال",
        }
        assert "investigator" in find_places(check(form, answers))

    def test_transfer_leads_to_another_office(self):
        form = convert("sy", "transfer").form
        answers = {"office": "SY-DY", "to_office": "SY-DY"}
        assert "to_office" in find_places(check(form, answers))

    def test_visit_keeps_every_verified_value(self):
        form = convert("ps", "visit").form
        values = [
            {"value_kind": "income", "value_outcome": "corrected"},
            {"value_kind": "members", "value_outcome": "confirmed"},
        ]
        answers, faults = complete(
            "ps", form, {"visit_result": "done", "has_values": "yes", "values": values}
        )
        assert faults == []
        assert answers["values_count"] == 2
        assert answers["corrected_count"] == 1
        assert answers["values"][0]["value_corrected"]

    def test_request_asks_once_for_every_other_person(self):
        form = convert("ps", "request").form
        answers, faults = complete(
            "ps", form, {"others_count": 2, "members": [{}, {"member_age": 30}]}
        )
        assert faults == []
        assert answers["household_size"] == 3
        assert answers["children_count"] == 1
