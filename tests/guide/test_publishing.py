"""Bringing an edition of the guide into force."""

from Acquisition import aq_parent
from plone import api
from plone.api.exc import InvalidParameterError
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.contents import find_step_objects
from riaya.guide.events import GuidePublished
from riaya.guide.exceptions import EditionNotReady
from riaya.guide.exceptions import EditionNumberRefused
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import find_guide_steps
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import get_published_edition
from riaya.guide.publishing import IN_FORCE
from riaya.guide.review.findings import Subject
from riaya.guide.review.gaps import find_gaps
from riaya.security.system import as_system
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def find_step(edition, stage):
    return next(
        step
        for chapter in edition.objectValues()
        for step in chapter.objectValues()
        if step.stage == stage
    )


class TestPublishing:
    @pytest.mark.takes("guide_workflow", "publish")
    def test_by_another_trainer_brings_the_edition_into_force(self, in_review, publish):
        publish(in_review)
        assert get_published_edition("ps").getId() == in_review.getId()

    def test_is_refused_to_the_author(self, in_review, publish):
        with pytest.raises(OwnWork):
            publish(in_review, by="trainer")
        assert api.content.get_state(in_review) == "in_review"

    def test_is_refused_to_somebody_who_changed_a_step(self, draft, publish, as_worker):
        with as_worker("trainer-2"):
            notify(ObjectModifiedEvent(find_step(draft, "screened")))
        with as_worker("trainer"):
            api.content.transition(draft, "submit")
        with pytest.raises(OwnWork):
            publish(draft, by="trainer-2")

    def test_is_refused_to_somebody_who_added_a_chapter(
        self, draft, publish, as_worker
    ):
        with as_worker("trainer-2"):
            api.content.create(
                container=draft, type="riaya.guide_chapter", id="more", title="المزيد"
            )
        with as_worker("trainer"):
            api.content.transition(draft, "submit")
        with pytest.raises(OwnWork):
            publish(draft, by="trainer-2")

    def test_is_refused_to_somebody_whose_chapter_was_deleted_since(
        self, draft, publish, as_worker
    ):
        with as_worker("trainer-2"):
            chapter = api.content.create(
                container=draft, type="riaya.guide_chapter", id="more", title="المزيد"
            )
            api.content.delete(chapter)
        with as_worker("trainer"):
            api.content.transition(draft, "submit")
        with pytest.raises(OwnWork):
            publish(draft, by="trainer-2")

    @pytest.mark.takes("guide_workflow", "submit")
    def test_is_refused_to_whoever_submitted(self, draft, publish, as_worker):
        with as_worker("trainer-2"):
            api.content.transition(draft, "submit")
        with pytest.raises(OwnWork):
            publish(draft, by="trainer-2")

    @pytest.mark.parametrize("worker", ["case-supervisor.ps-jen", "planner"])
    def test_is_refused_to_people_who_are_not_trainers(
        self, in_review, publish, worker
    ):
        with pytest.raises(InvalidParameterError):
            publish(in_review, by=worker)

    @pytest.mark.takes("guide_workflow", "supersede")
    def test_supersedes_the_edition_before_it(self, published, in_review, publish):
        publish(in_review)
        assert api.content.get_state(published) == "superseded"
        assert in_review.supersedes == published.UID()
        assert len(find_editions("ps", ["published"])) == 1

    def test_leaves_the_editions_of_other_policies_alone(
        self, published, in_review, publish
    ):
        in_review.policy = "sy"
        in_review.reindexObject()
        publish(in_review)
        assert api.content.get_state(published) == "published"
        assert in_review.supersedes is None

    def test_tells_who_listens(self, published, in_review, publish):
        heard = []
        site_manager = getGlobalSiteManager()
        site_manager.registerHandler(heard.append, [GuidePublished])
        try:
            publish(in_review)
        finally:
            site_manager.unregisterHandler(heard.append, [GuidePublished])
        assert [event.superseded.getId() for event in heard] == [published.getId()]

    def test_writes_the_record_that_a_simultaneous_publication_needs_too(
        self, portal, in_review, publish
    ):
        in_force = IAnnotations(portal["guide"])[IN_FORCE]
        portal._p_jar.savepoint()
        publish(in_review)
        assert in_force["ps"] == in_review.UID()
        assert in_force._p_changed

    def test_of_a_ministry_edition_needs_no_second_trainer(self, published):
        assert api.content.get_state(published) == "published"
        assert published.listCreators() == ()


class TestCompleteness:
    def test_names_every_stage_without_a_step_but_does_not_insist(
        self, in_review, publish
    ):
        find_step(in_review, "screened").stage = "refused"
        find_step(in_review, "closing").stage = "duplicate"
        silent = [gap for gap in find_gaps(in_review) if gap.subject is Subject.STEPS]
        assert len(silent) == 2
        publish(in_review)
        assert api.content.get_state(in_review) == "published"

    def test_an_edition_without_any_step_is_not_published(self, in_review, publish):
        for step in find_step_objects(in_review):
            aq_parent(step)._delOb(step.getId())
        with pytest.raises(EditionNotReady) as refusal:
            publish(in_review)
        assert "no step" in str(refusal.value)

    def test_asks_for_no_step_of_ended_cases(self, in_review, publish):
        find_step(in_review, "closed").stage = "registered"
        publish(in_review)
        assert api.content.get_state(in_review) == "published"

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            ("responsible_role", "Nobody", "error_step_without_role"),
            ("required_forms", ["unheard_of"], "error_step_requires_unknown_form"),
            (
                "deadlines",
                [{"clock": "T99", "group": "urgent", "amount": 1, "unit": "days"}],
                "error_step_deadlines",
            ),
            (
                "deadlines",
                [{"clock": "T2", "group": "urgent", "amount": 9, "unit": "days"}],
                "error_deadline_contradiction",
            ),
        ],
    )
    def test_refuses_a_faulty_step(self, in_review, publish, field, value, error):
        setattr(find_step(in_review, "screened"), field, value)
        with pytest.raises(EditionNotReady) as refusal:
            publish(in_review)
        assert [str(obstacle) for obstacle in refusal.value.obstacles] == [error]

    def test_refuses_a_number_that_was_published_before(self, in_review, publish):
        in_review.edition = "0.9"
        with pytest.raises(EditionNotReady) as refusal:
            publish(in_review)
        assert "0.9" in str(refusal.value)


class TestReturning:
    def test_needs_a_comment(self, in_review, as_worker):
        with as_worker("trainer-2"), pytest.raises(CommentMissing):
            api.content.transition(in_review, "return_", comment=" ")
        assert api.content.get_state(in_review) == "in_review"

    @pytest.mark.takes("guide_workflow", "return_")
    def test_with_a_comment_makes_it_a_draft_again(self, in_review, as_worker):
        with as_worker("trainer-2"):
            api.content.transition(in_review, "return_", comment="ناقص")
        assert api.content.get_state(in_review) == "draft"


class TestCases:
    def test_keep_the_edition_under_which_they_were_registered(
        self, published, case, in_review, publish, register
    ):
        publish(in_review)
        assert get_edition(case.guide).getId() == published.getId()
        newer = register(national_id=None, id_kind="none", no_id_reason="lost")
        assert newer.guide == in_review.UID()


class TestLookup:
    def test_sees_changes_of_a_draft_at_once(self, draft):
        find_guide_steps(draft)
        find_step(draft, "screened").title = "عنوان جديد"
        assert find_stage_steps(draft, "screened")[0].title == "عنوان جديد"

    def test_forgets_what_it_read_in_a_publication_that_was_undone(
        self, draft, publish, as_worker
    ):
        with as_worker("trainer"):
            api.content.transition(draft, "submit")
        publish(draft)
        find_guide_steps(draft)
        # As an abort leaves it: the history is undone, volatile values are not.
        history = draft.workflow_history["guide_workflow"]
        draft.workflow_history["guide_workflow"] = history[:-1]
        workflow = api.portal.get_tool("portal_workflow")["guide_workflow"]
        workflow.updateRoleMappingsFor(draft)
        find_step(draft, "screened").title = "عنوان جديد"
        publish(draft)
        assert find_stage_steps(draft, "screened")[0].title == "عنوان جديد"


class TestCopyEdition:
    def test_takes_over_all_chapters_and_steps_in_order(self, published, draft):
        assert [step.title for step in find_guide_steps(draft)] == [
            step.title for step in find_guide_steps(published)
        ]
        assert {step.uid for step in find_guide_steps(draft)}.isdisjoint(
            step.uid for step in find_guide_steps(published)
        )

    def test_shares_no_list_with_the_older_edition(self, published, draft):
        find_step(draft, "registered").deadlines.clear()
        assert find_step(published, "registered").deadlines

    def test_does_not_take_over_the_approval(self, published, as_worker):
        published.approval_reference = "12/2026"
        with as_worker("trainer"):
            copy = copy_edition(published, "3.0")
        assert copy.approval_reference is None

    def test_makes_the_person_its_only_author(self, draft):
        assert draft.listCreators() == ("trainer",)

    def test_lets_links_lead_to_its_own_parts(self, published, as_worker):
        chapter = published["steps"]
        step = find_step(published, "registered")
        chapter.text = type(chapter.text)(
            f'<p><a href="resolveuid/{step.UID()}">x</a></p>',
            "text/html",
            "text/x-html-safe",
        )
        with as_worker("trainer"):
            copy = copy_edition(published, "3.0")
        assert find_step(copy, "registered").UID() in copy["steps"].text.raw
        assert step.UID() not in copy["steps"].text.raw

    @pytest.mark.parametrize("number", ["", "  ", "0.9", "٠.٩", "9" * 21])
    def test_refuses_a_number_that_is_missing_or_taken(
        self, published, as_worker, number
    ):
        with as_worker("trainer"), pytest.raises(EditionNumberRefused):
            copy_edition(published, number)


class TestAnEditionOfACase:
    """Where an edition was found is remembered, and believed only while it is there."""

    def test_is_found_where_it_was_moved_to(self, draft):
        transaction.savepoint()
        assert get_edition(draft.UID()).getId() == draft.getId()
        with as_system():
            api.content.rename(draft, "renamed")
        assert get_edition(draft.UID()).getId() == "renamed"

    def test_is_not_the_one_that_took_its_place(self, draft):
        transaction.savepoint()
        uid, place = draft.UID(), draft.getId()
        assert get_edition(uid) is not None
        guide = aq_parent(draft)
        with as_system():
            api.content.delete(draft)
            api.content.create(guide, "riaya.guide", id=place, title="أخرى")
        assert get_edition(uid) is None
