"""The check of an edition before it is published."""

from plone import api
from plone.app.textfield.value import RichTextValue
from riaya.guide.interfaces import ICourses
from riaya.guide.review.checking import find_faults
from riaya.guide.review.checking import find_publication_obstacles
from riaya.guide.review.findings import COUNTED_FAULTS
from riaya.guide.review.findings import Subject
from riaya.guide.review.gaps import find_gaps
from zope.component import getGlobalSiteManager
from zope.i18n import translate
from zope.interface import implementer

import pytest


@pytest.fixture
def step(draft):
    """Return the step of the assessment stage of the draft."""
    return draft["steps"]["assessment"]


@pytest.fixture
def courses():
    """Have a training with one published course."""

    @implementer(ICourses)
    class Courses:
        def find_codes(self):
            return {"CM-1"}

    site_manager = getGlobalSiteManager()
    courses = Courses()
    site_manager.registerUtility(courses)
    yield courses
    site_manager.unregisterUtility(courses)


def tell(findings, subject):
    """Return the sentences about a subject."""
    return [translate(each.sentence) for each in findings if each.subject is subject]


def write_text(part, html):
    part.text = RichTextValue(html, "text/html", "text/x-html-safe")


class TestFaults:
    def test_a_complete_draft_has_none(self, draft):
        assert find_publication_obstacles(draft) == []

    @pytest.mark.parametrize(
        ("seconds", "is_overtaken"), [(-1, False), (0, False), (1, True)]
    )
    def test_an_edition_that_came_into_force_during_the_review_is_one(
        self, published, in_review, seconds, is_overtaken
    ):
        workflow = api.portal.get_tool("portal_workflow")
        sent_at = workflow.getStatusOf("guide_workflow", in_review)["time"]
        status = workflow.getStatusOf("guide_workflow", published)
        workflow.setStatusOf(
            "guide_workflow", published, status | {"time": sent_at + seconds / 86_400}
        )
        assert bool(tell(find_faults(in_review), Subject.REVIEW)) is is_overtaken

    def test_two_steps_for_one_stage_and_role_are_refused(self, draft, as_worker):
        with as_worker("trainer"):
            api.content.create(
                container=draft["steps"],
                type="riaya.guide_step",
                title="خطوة ثانية",
                stage="assessment",
                responsible_role="Case Manager",
            )
        (sentence,) = tell(find_faults(draft), Subject.STEPS)
        assert "خطوة ثانية" in sentence

    def test_two_steps_for_one_stage_and_two_roles_are_not(self, draft, as_worker):
        with as_worker("trainer"):
            api.content.create(
                container=draft["steps"],
                type="riaya.guide_step",
                title="خطوة ثانية",
                stage="assessment",
                responsible_role="Field Researcher",
            )
        assert find_faults(draft) == []

    @pytest.mark.parametrize("field", ["required_forms", "optional_forms"])
    def test_an_unknown_form_is_refused(self, draft, step, field):
        setattr(step, field, ["unheard_of"])
        (finding,) = find_faults(draft)
        assert finding.subject is Subject.FORMS
        assert finding.url == f"{step.absolute_url()}/edit"

    @pytest.mark.parametrize(
        ("state", "words"), [("draft", "not published yet"), ("retired", "was retired")]
    )
    def test_a_form_that_is_not_published_is_refused_with_its_state(
        self, portal, draft, step, as_worker, state, words
    ):
        with api.env.adopt_roles(["Manager", "Trainer"]):
            template = api.content.create(
                container=portal["forms"],
                type="riaya.form_template",
                id="visit-1",
                title="زيارة",
                form_id="home_visit",
                form_version="1",
                kind="other",
            )
        template.workflow_history["form_template_workflow"] = (
            {
                **template.workflow_history["form_template_workflow"][-1],
                "review_state": state,
            },
        )
        template.reindexObject()
        step.required_forms = ["home_visit"]
        (sentence,) = tell(find_faults(draft), Subject.FORMS)
        assert words in sentence

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [(0, "days"), (732, "days"), (17521, "hours"), (524, "working_days")],
    )
    def test_a_deadline_out_of_bounds_is_refused(self, draft, step, amount, unit):
        first, *others = step.deadlines
        step.deadlines = [first | {"amount": amount, "unit": unit}, *others]
        assert len(tell(find_faults(draft), Subject.DEADLINES)) == 1

    def test_an_unknown_clock_of_an_escalation_is_refused(self, draft):
        draft.escalations = [
            {"clock": "T99", "supervisor_after": 0, "director_after": 1, "unit": "days"}
        ]
        (sentence,) = tell(find_faults(draft), Subject.DEADLINES)
        assert "T99" in sentence

    @pytest.mark.parametrize(
        "source",
        [
            "resolveuid/" + "0" * 32,
            "missing.png",
            "https://elsewhere.example.org/map.png",
            "//elsewhere.example.org/map.png",
            "",
        ],
    )
    def test_a_picture_that_cannot_be_printed_is_refused(self, draft, step, source):
        write_text(step, f'<p>نص <img src="{source}" alt="" /></p>')
        (finding,) = find_faults(draft)
        assert finding.subject is Subject.TEXTS
        assert finding.part == step

    def test_a_picture_of_the_chapter_is_accepted(self, draft, as_worker):
        chapter = draft["steps"]
        with as_worker("trainer"):
            picture = api.content.create(container=chapter, type="Image", id="map")
        for source in (
            f"resolveuid/{picture.UID()}/@@images/image",
            "map",
            "steps/map",
        ):
            write_text(chapter, f'<p><img src="{source}" alt="خريطة" /></p>')
            assert find_faults(draft) == [], source

    def test_are_counted_as_the_language_does(self):
        assert translate(COUNTED_FAULTS.say(1), target_language="en").startswith(
            "1 thing "
        )
        assert translate(COUNTED_FAULTS.say(3), target_language="en").startswith(
            "3 things"
        )


class TestGaps:
    def test_a_clock_without_a_deadline_for_a_group_is_told(self, draft, step):
        step.deadlines = [row for row in step.deadlines if row["group"] != "urgent"]
        told = tell(find_gaps(draft), Subject.DEADLINES)
        assert any("T5" in sentence for sentence in told)

    def test_an_escalation_without_any_deadline_is_told(self, draft):
        for each in draft["steps"].objectValues():
            each.deadlines = [
                row for row in each.deadlines or () if row["clock"] != "T5"
            ]
        draft.escalations = [
            {"clock": "T5", "supervisor_after": 0, "director_after": 1, "unit": "days"}
        ]
        told = tell(find_gaps(draft), Subject.DEADLINES)
        assert any("T5 escalates" in sentence for sentence in told)

    def test_missing_english_is_told_for_each_part(self, draft, step):
        step.title_en = ""
        mine = [gap for gap in find_gaps(draft) if gap.part == step]
        assert any("title in English" in translate(gap.sentence) for gap in mine)

    def test_a_certificate_of_an_unpublished_course_is_told(self, draft, courses):
        draft.required_certificates = [
            {"role": "Case Manager", "course": "CM-1"},
            {"role": "Case Supervisor", "course": "CM-2"},
        ]
        (sentence,) = tell(find_gaps(draft), Subject.TRAINING)
        assert "CM-2" in sentence


class TestPage:
    def test_leads_from_each_line_to_the_place_to_repair(self, draft, step, render):
        step.required_forms = ["unheard_of"]
        page = render("trainer", draft, "guide-view")
        (link,) = page.cssselect(".riaya-missing li a")
        assert link.get("href") == f"{step.absolute_url()}/edit"

    def test_shows_no_check_of_a_published_edition(self, published, render):
        page = render("trainer", published, "guide-view")
        assert not page.cssselect(".riaya-missing")
