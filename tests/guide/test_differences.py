"""What changed between two editions."""

from lxml import html
from plone import api
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.differences.comparing import compare_editions
from riaya.guide.differences.comparing import find_step_changes
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate

import pytest


def tell(changes):
    """Return the sentences of each step by its title."""
    return {
        change.title: [translate(sentence) for sentence in change.sentences]
        for change in changes
    }


@pytest.fixture
def step(draft):
    """Return the step of the assessment stage of the draft."""
    return draft["steps"]["assessment"]


class TestStepChanges:
    def test_a_copy_differs_in_nothing(self, published, draft):
        assert find_step_changes(published, draft) == []

    def test_tell_a_form_that_is_newly_required(self, published, draft, step):
        step.required_forms = ["comprehensive", "risk"]
        (sentences,) = tell(find_step_changes(published, draft)).values()
        assert len(sentences) == 1
        assert "is new" in sentences[0]

    def test_tell_a_deadline_before_and_after(self, published, draft, step):
        step.deadlines = [step.deadlines[0] | {"amount": 9}, *step.deadlines[1:]]
        (sentences,) = tell(find_step_changes(published, draft)).values()
        assert "9 أيام instead of 7 أيام" in sentences[0]
        assert "T5" in sentences[0]

    def test_tell_another_role_and_another_line_of_the_checklist(
        self, published, draft, step
    ):
        step.responsible_role = "Case Supervisor"
        step.checklist = [*step.checklist, "بند آخر"]
        (sentences,) = tell(find_step_changes(published, draft)).values()
        assert "المشرف المهني instead of مدير الحالة" in sentences[0]
        assert "“بند آخر” is new" in sentences[1]

    def test_tell_only_of_the_stage_that_is_asked_for(self, published, draft, step):
        step.holds_back = ["checklist"]
        assert find_step_changes(published, draft, "planning") == []
        assert len(find_step_changes(published, draft, "assessment")) == 1

    def test_tell_a_step_that_left_the_stage_to_both_stages(
        self, published, draft, step
    ):
        step.stage = "planning"
        for stage in ("assessment", "planning"):
            assert len(find_step_changes(published, draft, stage)) == 1

    def test_tell_what_is_new_and_what_is_gone(self, published, draft, as_worker):
        with as_worker("trainer"):
            api.content.delete(draft["steps"]["closing"])
            api.content.create(
                container=draft["steps"],
                type="riaya.guide_step",
                id="visit",
                title="زيارة",
                stage="assessment",
                responsible_role="Field Researcher",
            )
        told = tell(find_step_changes(published, draft))
        assert told["زيارة"] == ["This step is new."]
        assert ["This step no longer exists."] in told.values()


class TestEditions:
    def test_compare_texts_word_by_word(self, published, draft, step):
        step.title = f"{step.title} كاملاً"
        _edition, (chapter,) = compare_editions(published, draft)
        (difference,) = chapter.steps
        (field,) = difference.fields
        assert [(p.change, p.text.strip()) for p in field.pieces][-1] == (
            "added",
            "كاملاً",
        )
        assert chapter.change == "same"

    def test_find_a_step_in_another_chapter(self, published, draft, as_worker):
        with as_worker("trainer"):
            chapter = api.content.create(
                container=draft, type="riaya.guide_chapter", id="more", title="المزيد"
            )
            api.content.move(draft["steps"]["closing"], chapter)
        _edition, chapters = compare_editions(published, draft)
        assert [chapter.change for chapter in chapters] == ["added"]
        (step,) = chapters[0].steps
        assert step.change == "same"
        assert "before" in translate(step.place)

    def test_tell_a_chapter_that_stands_elsewhere_once(self, draft, as_worker):
        with as_worker("trainer"):
            for name in ("one", "two"):
                api.content.create(
                    container=draft, type="riaya.guide_chapter", id=name, title=name
                )
            later = copy_edition(draft, "3.0")
        later.moveObjectsToTop(["two"])
        _edition, chapters = compare_editions(draft, later)
        assert [chapter.title.text for chapter in chapters] == ["two"]
        assert chapters[0].change == "same"
        assert "another place" in translate(chapters[0].place)

    def test_tell_who_hears_later_of_overdue_clocks(self, published, draft):
        draft.escalations = [
            {
                "clock": "T2",
                "supervisor_after": 1,
                "director_after": 2,
                "unit": "days",
            }
        ]
        (field,), chapters = compare_editions(published, draft)
        assert field.name == "escalations"
        assert chapters == []


class TestPage:
    def test_compares_with_the_edition_that_it_would_replace(self, draft, step, render):
        step.responsible_role = "Case Supervisor"
        page = render("trainer", draft, "edition-differences")
        assert [ins.text_content() for ins in page.cssselect("dd ins")]
        assert "المشرف المهني" in page.text_content()

    def test_of_two_published_editions_is_for_everybody(
        self, published, in_review, publish, render
    ):
        publish(in_review)
        page = render(
            "planner", in_review, "edition-differences", **{"with": published.getId()}
        )
        assert page.cssselect(".riaya-empty")

    def test_never_shows_a_draft_to_others(self, published, draft, render):
        with pytest.raises(NotFound):
            render(
                "planner", published, "edition-differences", **{"with": draft.getId()}
            )
        page = render("planner", published, "edition-differences")
        assert draft.getId() not in html.tostring(page).decode()

    def test_of_a_draft_is_refused_to_others(self, draft, render):
        with pytest.raises(Unauthorized):
            render("planner", draft, "edition-differences")
