"""The order of chapters and steps."""

from plone import api
from riaya.guide.authoring.ordering import move_part
from riaya.guide.authoring.ordering import move_step
from riaya.guide.authoring.ordering import order_parts
from riaya.guide.exceptions import OrderRefused
from riaya.guide.exceptions import StepCannotMove
from zExceptions import Unauthorized

import json
import pytest


@pytest.fixture
def steps(draft):
    """Return the chapter of the draft that has steps."""
    return draft["steps"]


@pytest.fixture
def chapter(draft, as_worker):
    """Return another chapter of the draft, without steps."""
    with as_worker("trainer"):
        return api.content.create(
            container=draft, type="riaya.guide_chapter", id="more", title="المزيد"
        )


def find_in_order(container):
    found = api.content.find(container, 1, sort_on="getObjPositionInParent")
    return [brain.getId for brain in found]


class TestOrder:
    def test_is_what_was_dragged(self, steps, render):
        order = sorted(steps.objectIds())
        render("trainer", steps, "order-parts", method="POST", parts=order)
        assert list(steps.objectIds()) == order

    def test_is_how_readers_find_the_parts(self, steps, as_worker):
        order = list(steps.objectIds())[::-1]
        with as_worker("trainer"):
            order_parts(steps, order)
            assert find_in_order(steps) == order
            move_part(steps, order[0], "down")
            assert find_in_order(steps) == [order[1], order[0], *order[2:]]

    def test_leaves_pictures_between_the_parts_where_they_are(self, steps, as_worker):
        with as_worker("trainer"):
            api.content.create(container=steps, type="Image", id="map")
        order = [name for name in reversed(steps.objectIds()) if name != "map"]
        steps.moveObjectsToTop(["map"])
        order_parts(steps, order)
        assert list(steps.objectIds()) == ["map", *order]

    def test_that_misses_or_repeats_a_part_is_refused(self, steps):
        before = list(steps.objectIds())
        for order in (before[1:], [*before, before[0]], [*before, "nobody"], []):
            with pytest.raises(OrderRefused):
                order_parts(steps, order)
        assert list(steps.objectIds()) == before

    def test_refused_is_told_to_the_script(self, steps, http_request, render):
        page = render("trainer", steps, "order-parts", method="POST", parts=["closing"])
        assert http_request.response.getStatus() == 400
        assert "من جديد" in json.loads(page.text_content())["message"]

    def test_of_others_editions_is_refused(self, published, steps, render):
        with pytest.raises(Unauthorized):
            render("trainer", published["steps"], "order-parts", method="POST")
        with pytest.raises(Unauthorized):
            render("planner", steps, "order-parts", method="POST")


class TestAnotherChapter:
    def test_takes_a_step_with_its_identity(self, draft, steps, chapter, render):
        uid = steps["closing"].UID()
        render(
            "trainer",
            steps["closing"],
            "move-to-chapter",
            method="POST",
            chapter="more",
        )
        assert chapter["closing"].UID() == uid
        assert "closing" not in steps

    def test_that_is_not_there_is_refused(self, steps, as_worker):
        with as_worker("trainer"), pytest.raises(StepCannotMove):
            move_step(steps["closing"], "nowhere")

    def test_with_a_step_of_that_name_is_refused(self, steps, chapter, as_worker):
        with as_worker("trainer"):
            api.content.create(
                container=chapter,
                type="riaya.guide_step",
                id="closing",
                title="إغلاق",
                stage="closing",
                responsible_role="Case Manager",
            )
            with pytest.raises(StepCannotMove):
                move_step(steps["closing"], "more")

    def test_is_closed_to_others(self, steps, render):
        with pytest.raises(Unauthorized):
            render("planner", steps["closing"], "move-to-chapter", method="POST")
