"""Who reads courses and their materials, and who writes them."""

from plone import api
from riaya.core.exceptions import RiayaError
from zExceptions import Unauthorized

import pytest


WORKER = "case-manager.ps-jen"


@pytest.fixture
def add_material(as_worker):
    """Return a function that puts a page into a course as a trainer."""

    def add(course, **fields):
        with as_worker("trainer"):
            return api.content.create(course, "Document", title="مادة", **fields)

    return add


def may_read(content):
    return api.user.has_permission("View", obj=content)


class TestCourse:
    def test_in_preparation_is_read_by_trainers_only(self, add_course, as_worker):
        course = add_course(publish=False)
        with as_worker("trainer-2"):
            assert may_read(course)
        with as_worker(WORKER):
            assert not may_read(course)

    def test_published_is_read_by_everybody_who_is_signed_in(self, course, as_worker):
        with as_worker(WORKER):
            assert may_read(course)
        with as_worker("planner"):
            assert may_read(course)

    def test_is_never_read_by_strangers(self, course):
        with api.env.adopt_roles(["Anonymous"]):
            assert not may_read(course)

    def test_is_added_by_trainers_only(self, training, as_worker):
        with as_worker(WORKER), pytest.raises(Unauthorized):
            api.content.create(training, "riaya.course", id="x", title="x", code="X")

    def test_code_names_one_course(self, course, add_course):
        with pytest.raises(RiayaError, match="CM-BASIC"):
            add_course("CM-BASIC", id="another")


class TestMaterial:
    @pytest.mark.takes("training_publication_workflow", "publish", "retract")
    def test_is_read_by_workers_when_it_and_its_course_are_published(
        self, course, add_material, as_worker
    ):
        material = add_material(course)
        with as_worker(WORKER):
            assert not may_read(material)
        with as_worker("trainer"):
            api.content.transition(material, "publish")
        with as_worker(WORKER):
            assert may_read(material)
            assert [b.getId for b in api.content.find(portal_type="Document")] == [
                material.getId()
            ]
        with as_worker("trainer"):
            api.content.transition(course, "retract")
        with as_worker(WORKER):
            assert not may_read(material)

    def test_that_is_published_is_not_read_by_strangers(
        self, course, add_material, as_worker
    ):
        material = add_material(course)
        with as_worker("trainer"):
            api.content.transition(material, "publish")
        with api.env.adopt_roles(["Anonymous"]):
            assert not may_read(material)

    def test_is_published_on_the_page_of_the_course(self, course, add_material, render):
        material = add_material(course)
        form = {"part": material.getId(), "step": "publish"}
        render("trainer", course, "publish-training", "POST", **form)
        assert api.content.get_state(material) == "published"

    def test_is_not_published_by_workers(self, course, add_material, render):
        material = add_material(course)
        form = {"part": material.getId(), "step": "publish"}
        render(WORKER, course, "publish-training", "POST", **form)
        assert api.content.get_state(material) == "private"


class TestLibrary:
    def test_lists_courses_with_their_next_session(self, training, session, render):
        text = render(WORKER, training, "training-library").text_content()
        assert "دورة CM-BASIC" in text

    def test_finds_courses_by_their_words(self, training, add_course, render):
        add_course("ONE", title="إدارة الحالة")
        add_course("TWO", title="حماية الطفل")
        page = render(WORKER, training, "training-library", q="اداره")
        titles = [each.text_content() for each in page.xpath("//article//h2/a")]
        assert titles == ["إدارة الحالة"]

    def test_says_when_there_is_no_course(self, training, render):
        page = render(WORKER, training, "training-library")
        assert page.xpath("//*[contains(@class, 'riaya-empty')]")

    def test_offers_adding_to_trainers_only(self, training, render):
        link = "//a[contains(@href, '++add++riaya.course')]"
        assert render("trainer", training, "training-library").xpath(link)
        assert not render(WORKER, training, "training-library").xpath(link)
