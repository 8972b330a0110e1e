"""The life of a form template."""

from plone import api
from plone.api.exc import InvalidParameterError
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.forms.exceptions import TemplateNotReady
from riaya.guide.interfaces import find_unknown_forms
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


@pytest.fixture
def run(as_worker):
    """Return a function that runs transitions as a person."""

    def run_transitions(template, user_id, *transitions, **kw):
        with as_worker(user_id):
            for transition in transitions:
                api.content.transition(template, transition, **kw)
        return api.content.get_state(template)

    return run_transitions


class TestPublishing:
    @pytest.mark.takes("form_template_workflow", "submit", "publish")
    def test_is_done_by_another_trainer(self, make_template, run):
        template = make_template()
        run(template, "trainer", "submit")
        assert run(template, "trainer-2", "publish") == "published"

    def test_is_refused_to_the_author(self, make_template, run):
        template = make_template()
        run(template, "trainer", "submit")
        with pytest.raises(OwnWork):
            run(template, "trainer", "publish")

    def test_is_refused_to_somebody_who_changed_it(self, make_template, run, as_worker):
        template = make_template()
        with as_worker("trainer-2"):
            notify(ObjectModifiedEvent(template))
        run(template, "trainer", "submit")
        with pytest.raises(OwnWork):
            run(template, "trainer-2", "publish")

    def test_is_refused_to_who_is_no_trainer(self, make_template, run):
        template = make_template()
        run(template, "trainer", "submit")
        with pytest.raises(InvalidParameterError):
            run(template, "case-supervisor.ps-jen", "publish")

    def test_of_a_version_that_exists_is_refused(self, make_template, run):
        first, second = make_template(), make_template()
        run(first, "trainer", "submit")
        run(first, "trainer-2", "publish")
        with pytest.raises(TemplateNotReady) as refusal:
            run(second, "trainer", "submit")
        assert "rapid_long" in str(refusal.value)

    @pytest.mark.takes("form_template_workflow", "retire")
    def test_of_a_retired_version_stays_refused(self, make_template, run):
        first, second = make_template(), make_template()
        run(first, "trainer", "submit")
        assert run(first, "trainer-2", "publish", "retire") == "retired"
        with pytest.raises(TemplateNotReady):
            run(second, "trainer", "submit")

    def test_of_another_version_is_welcome(self, make_template, run):
        first, second = make_template(), make_template(version="2.0")
        for template in (first, second):
            run(template, "trainer", "submit")
            assert run(template, "trainer-2", "publish") == "published"

    @pytest.mark.takes("form_template_workflow", "return_")
    def test_returning_needs_a_comment(self, make_template, run):
        template = make_template()
        run(template, "trainer", "submit")
        with pytest.raises(CommentMissing):
            run(template, "trainer-2", "return_")
        assert run(template, "trainer-2", "return_", comment="ناقص") == "draft"

    def test_makes_the_form_known_to_the_guide(self, make_template, run):
        assert find_unknown_forms(["rapid_long"]) == ["rapid_long"]
        template = make_template()
        run(template, "trainer", "submit")
        run(template, "trainer-2", "publish")
        assert find_unknown_forms(["rapid_long", "plan"]) == []

    def test_freezes_the_template(self, make_template, run, as_worker):
        template = make_template()
        run(template, "trainer", "submit")
        run(template, "trainer-2", "publish")
        with as_worker("trainer"):
            assert not api.user.has_permission("Modify portal content", obj=template)
            assert not api.user.has_permission("Delete objects", obj=template)
