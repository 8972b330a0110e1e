"""Comments of the review, on an edition, its chapters and its steps."""

from plone import api
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.exceptions import CommentRefused
from riaya.guide.review.commenting import add_comment
from riaya.guide.review.commenting import count_open_comments
from riaya.guide.review.commenting import find_comments
from riaya.guide.review.commenting import settle_comment
from riaya.guide.review.commenting import unsettle_comment
from riaya.guide.review.findings import Subject
from riaya.guide.review.gaps import find_gaps
from zExceptions import Unauthorized

import pytest


@pytest.fixture
def commented(in_review, as_worker):
    """Return edition 2.0 in review with a comment of `trainer-2` on a chapter."""
    with as_worker("trainer-2"):
        add_comment(in_review["steps"], " الفقرة الثانية غير واضحة ")
    return in_review


class TestComments:
    def test_keep_who_wrote_what(self, commented):
        (comment,) = find_comments(commented["steps"])
        assert comment.author == "trainer-2"
        assert comment.text == "الفقرة الثانية غير واضحة"
        assert not comment.is_settled

    def test_are_settled_and_opened_again(self, commented, as_worker):
        (comment,) = find_comments(commented["steps"])
        with as_worker("trainer"):
            settle_comment(commented["steps"], comment.id)
        assert (comment.settled_by, count_open_comments(commented)) == ("trainer", 0)
        with as_worker("trainer"):
            unsettle_comment(commented["steps"], comment.id)
        assert (comment.settled_by, count_open_comments(commented)) == (None, 1)

    @pytest.mark.parametrize("text", ["", "  \n", "ن" * 4001])
    def test_need_a_text_of_a_bearable_length(self, commented, as_worker, text):
        with as_worker("trainer"), pytest.raises(CommentRefused):
            add_comment(commented, text)

    def test_do_not_hold_publication_back_but_are_told(self, commented, publish):
        assert Subject.REVIEW in {gap.subject for gap in find_gaps(commented)}
        publish(commented, by="trainer-2")
        assert api.content.get_state(commented) == "published"

    def test_stay_as_they_are_once_the_edition_is_published(
        self, commented, publish, as_worker
    ):
        publish(commented)
        (comment,) = find_comments(commented["steps"])
        with as_worker("trainer"):
            for change in (
                lambda: settle_comment(commented["steps"], comment.id),
                lambda: add_comment(commented, "متأخر"),
            ):
                with pytest.raises(CommentRefused):
                    change()

    def test_are_not_copied(self, commented, publish, as_worker):
        publish(commented)
        with as_worker("trainer"):
            assert count_open_comments(copy_edition(commented, "3.0")) == 0


class TestPages:
    def test_show_the_comments_to_trainers_only(self, commented, publish, render):
        publish(commented)
        chapter = commented["steps"]
        assert (
            "غير واضحة"
            in render("trainer", chapter, "guide-chapter-view").text_content()
        )
        page = render("case-manager.ps-jen", chapter, "guide-chapter-view")
        assert "غير واضحة" not in page.text_content()

    @pytest.mark.parametrize("worker", ["case-supervisor.ps-jen", "planner"])
    def test_of_the_review_are_refused_to_others(self, commented, render, worker):
        for content, name in (
            (commented, "review"),
            (commented["steps"], "guide-comment"),
        ):
            with pytest.raises(Unauthorized):
                render(worker, content, name)

    def test_take_a_comment_and_settle_it(self, commented, render):
        step = commented["steps"]["planning"]
        render(
            "trainer-2", step, "guide-comment", method="POST", do="add", text="ينقص بند"
        )
        (comment,) = find_comments(step)
        render(
            "trainer",
            step,
            "guide-comment",
            method="POST",
            do="settle",
            comment=comment.id,
        )
        assert comment.settled_by == "trainer"

    def test_count_on_each_chapter_what_is_open_in_it(
        self, commented, render, as_worker
    ):
        with as_worker("trainer-2"):
            add_comment(commented["steps"]["planning"], "ينقص بند")
        page = render("trainer", commented, "guide-view")
        (badge,) = page.cssselect(".riaya-contents .riaya-badge")
        assert "2" in badge.text_content()

    def test_show_decisions_beside_the_comments(self, commented, render, as_worker):
        with as_worker("trainer-2"):
            api.content.transition(commented, "return_", comment="أكمل الفصل الأول")
        text = render("trainer", commented, "review").text_content()
        assert "أكمل الفصل الأول" in text
        assert "الفقرة الثانية غير واضحة" in text
