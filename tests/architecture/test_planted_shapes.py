"""Each check of the layout refuses what is planted in a scratch house."""

from tests.architecture.checks import shapes
from tests.architecture.checks import words
from tests.architecture.checks.offences import leave_out
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.scratch import build
from tests.architecture.checks.scratch import find_unseen
from tests.architecture.checks.scratch import ZCML

import pytest


def code(text: str) -> dict[str, str]:
    """Return a module of plans."""
    return {"plans/rules.py": text}


def register(zcml: str) -> dict[str, str]:
    """Return ZCML of plans."""
    return {"plans/configure.zcml": ZCML.format(zcml)}


def add(*names: str) -> dict[str, str]:
    """Return empty files."""
    return dict.fromkeys(names, "")


PLANTED = {
    "crowded folders": (
        shapes.find_crowded_folders,
        {"26 modules": add(*(f"core/room{number}.py" for number in range(24)))},
    ),
    "prefixes": (
        shapes.find_repeated_prefixes,
        {
            "five": add(*(f"plans/step_{name}.py" for name in "abcde")),
            "four and the word itself": add(
                "plans/step.py", *(f"plans/step_{name}.py" for name in "abcd")
            ),
        },
    ),
    "shells": (
        shapes.find_shells_with_more_names,
        {
            name: add(f"plans/{name}.py")
            for name in (
                *("views_rating", "rating_views", "rating_view", "services_rating"),
                *("rating_services", "item_service", "forms_of_plans"),
            )
        },
    ),
    "ZCML of other names": (
        shapes.find_zcml_names,
        {
            "by its layer": {"plans/browser.zcml": ZCML.format("")},
            "of the package": {"plans/meta.zcml": ZCML.format("")},
            "beside the features": {"views.zcml": ZCML.format("")},
        },
    ),
    "ZCML that nobody reads": (
        shapes.find_unreached_zcml,
        {"of a wing": {"plans/rating/configure.zcml": ZCML.format("")}},
    ),
    "names that say nothing": (
        shapes.find_meaningless_names,
        {
            name: add(f"{name}.py")
            for name in (
                *("plans/utils", "plans/helpers", "plans/common", "plans/misc"),
                *("plans/data", "plans/info", "plans/manager", "plans/tmp"),
                *("plans/date_utils", "plans/utils/days", "plans/case_data"),
            )
        },
    ),
    "long files": (
        shapes.find_long_files,
        {"a module": code("\n" * 301), "a template": {"plans/x.pt": "\n" * 301}},
    ),
    "long functions": (
        shapes.find_long_functions,
        {"a function": code("def f():\n" + 50 * "    x = 1\n")},
    ),
    "folders that are no packages": (
        shapes.find_folders_without_package,
        {"a wing": add("plans/rating/rules.py")},
    ),
    "silent folders": (
        shapes.find_silent_folders,
        {"a wing": add("plans/rating/__init__.py")},
    ),
    "words": (
        words.find_ill_named,
        {
            "a verb": code("def process_plan(plan):\n    pass"),
            "another": code("def do_it():\n    pass"),
            "a private one": code("class A:\n    def _do_it(self):\n        pass"),
            "a noun": code("class PlanManager:\n    pass"),
            "helpers": code("class PlanHelper:\n    pass"),
            "an interface": code("class PlanSchema(model.Schema):\n    pass"),
            "an exception": code("class PlanError(RiayaError):\n    pass"),
            "a day": code("class I:\n    deadline = schema.Date()"),
            "a moment": code("class I:\n    begun_on = schema.Datetime()"),
            "a page": register('<browser:page name="planView" />'),
            "a service": register('<plone:service name="plans" factory=".s.P" />'),
            "its class": register(
                '<plone:service name="@plans" method="GET" factory=".services.Plans" />'
            ),
            "a permission": register('<permission id="Add plan" title="Riaya: Add" />'),
            "its title": register(
                '<permission id="riaya.plans.AddPlan" title="Add plan" />'
            ),
        },
    ),
}


def test_a_house_in_order_is_not_refused(tmp_path):
    house = build(tmp_path, {})
    assert [each for check, _ in PLANTED.values() for each in check(house)] == []


@pytest.mark.parametrize(("check", "variants"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_is_refused(tmp_path, check, variants):
    assert find_unseen(tmp_path, check, variants) == []


class TestLists:
    FOUND = (Offence("core/a.py", 3, "imports x", "why"),)

    def test_an_offence_is_said_with_its_place(self):
        assert leave_out(self.FOUND, ()) == ["core/a.py:3 imports x: why"]

    def test_one_that_is_listed_is_borne_at_any_line(self):
        assert leave_out(self.FOUND, {"core/a.py: imports x"}) == []

    def test_a_place_stands_for_all_of_it(self):
        assert leave_out(self.FOUND, {"core/a.py"}) == []

    def test_another_at_the_same_place_is_still_said(self):
        other = Offence("core/a.py", 4, "imports y", "why")
        found = leave_out([*self.FOUND, other], {"core/a.py: imports x"})
        assert found == ["core/a.py:4 imports y: why"]

    def test_what_is_put_right_has_to_be_struck(self):
        (sentence,) = leave_out((), {"core/a.py: imports x"})
        assert sentence.startswith("core/a.py: imports x: this is no longer so")
