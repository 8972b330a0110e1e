"""Every transition of every workflow is taken by at least one test."""

from contextlib import suppress
from pathlib import Path
from plone import api
from riaya.core.review import CommentMissing
from tests.transitions import expect_transitions
from tests.transitions import find_marked
from tests.transitions import find_transitions

import pytest


ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "profiles" / "default" / "workflows"

MODULE = """
import pytest

{pytestmark}

{decorator}
{name}
"""
TAKES = '@pytest.mark.takes("case_workflow", "reopen", "assign")'
BOTH = {("case_workflow", "reopen"), ("case_workflow", "assign")}


class TestSources:
    def test_name_a_test_for_every_transition(self):
        transitions = find_transitions(WORKFLOWS)
        assert len(transitions) > 30
        assert not transitions - find_marked(ROOT / "tests")

    def test_name_no_transition_that_is_not_there(self):
        assert not find_marked(ROOT / "tests") - find_transitions(WORKFLOWS)

    def test_miss_a_transition_that_was_added(self, tmp_path):
        folder = tmp_path / "case_workflow"
        folder.mkdir()
        definition = (WORKFLOWS / "case_workflow" / "definition.xml").read_text("utf-8")
        end = definition.rindex("</dc-workflow>")
        (folder / "definition.xml").write_text(
            f'{definition[:end]}<transition transition_id="lose" /></dc-workflow>'
        )
        assert find_transitions(tmp_path) - find_marked(ROOT / "tests") == {
            ("case_workflow", "lose")
        }


class TestWhatCounts:
    @pytest.fixture
    def read(self, tmp_path):
        """Return a function that reads the marks of one module."""

        def read_module(
            decorator=TAKES,
            name="def test_it(): ...",
            pytestmark="",
            file="test_planted.py",
        ):
            text = MODULE.format(decorator=decorator, name=name, pytestmark=pytestmark)
            (tmp_path / file).write_text(text)
            return find_marked(tmp_path)

        return read_module

    @pytest.mark.parametrize(
        ("decorator", "name"),
        [
            (TAKES, "def test_it(): ..."),
            (TAKES, "class TestIt:\n    def test_it(self): ..."),
            (f"class TestIt:\n    {TAKES}", "    def test_it(self): ..."),
            (f"@pytest.mark.slow\n{TAKES}", "def test_it(): ..."),
            (
                f"@pytest.mark.parametrize('x', [pytest.param(1, marks={TAKES[1:]})])",
                "def test_it(x): ...",
            ),
        ],
    )
    def test_is_a_mark_on_a_test(self, read, decorator, name):
        assert read(decorator, name) == BOTH

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "def help_it(): ..."},
            {"name": "class Help:\n    def test_it(self): ..."},
            {"name": "def outer():\n    def test_it(): ..."},
            {"decorator": f"@pytest.mark.skip\n{TAKES}"},
            {"decorator": f"{TAKES}\n@pytest.mark.skipif(True, reason='no')"},
            {"decorator": f"@pytest.mark.xfail(strict=True)\n{TAKES}"},
            {"decorator": f"@pytest.mark.browser\nclass TestIt:\n    {TAKES}"}
            | {"name": "    def test_it(self): ..."},
            {"pytestmark": "pytestmark = pytest.mark.postgresql"},
            {"pytestmark": "pytestmark = [pytest.mark.slow, pytest.mark.browser]"},
            {"decorator": f"# {TAKES}"},
            {"decorator": "@pytest.mark.slow"},
            {"file": "planted.py"},
        ],
    )
    def test_is_nothing_that_may_not_run(self, read, change):
        assert read(**change) == set()


class TestRunning:
    @pytest.mark.xfail(
        strict=True,
        raises=pytest.fail.Exception,
        reason="it takes nothing, which must be noticed",
    )
    @pytest.mark.takes("case_workflow", "reinstate")
    def test_fails_when_it_does_not_take_what_it_is_marked_with(self):
        pass

    def test_counts_what_was_taken_and_nothing_else(self, case, as_worker):
        with (
            pytest.raises(pytest.fail.Exception, match="did not: reopen of case"),
            expect_transitions(
                [("case_workflow", "refuse"), ("case_workflow", "reopen")]
            ),
            as_worker("case-supervisor.ps-jen"),
        ):
            api.content.transition(case, "refuse", comment="خارج النطاق")

    def test_counts_no_transition_that_was_refused(self, case, as_worker):
        with (
            pytest.raises(pytest.fail.Exception, match="refuse of case_workflow"),
            expect_transitions([("case_workflow", "refuse")]),
            as_worker("case-supervisor.ps-jen"),
            suppress(CommentMissing),
        ):
            api.content.transition(case, "refuse")

    def test_counts_no_transition_of_another_workflow(self, case, as_worker):
        with (
            pytest.raises(pytest.fail.Exception, match="refuse of plan_workflow"),
            expect_transitions([("plan_workflow", "refuse")]),
            as_worker("case-supervisor.ps-jen"),
        ):
            api.content.transition(case, "refuse", comment="خارج النطاق")
