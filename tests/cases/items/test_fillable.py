"""Which forms satisfy what the guide requires, and where they are filled in."""

from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.items.fillable import get_fill_url
from riaya.cases.items.fillable import get_form_item_kind

import pytest


pytestmark = pytest.mark.usefixtures("portal")


def make_form(form_id, kind):
    fields = dict.fromkeys(FillableForm.__dataclass_fields__, "")
    return FillableForm(**fields | {"form_id": form_id, "kind": kind})


RAPID = make_form("rapid-2", "rapid")
HOME = make_form("home", "other")
NAMED = make_form("rapid", "rapid")


@pytest.mark.parametrize(
    ("required", "found"),
    [
        ("rapid", [NAMED]),
        ("home", [HOME]),
        ("other", [HOME]),
        ("rapid-2", [RAPID]),
        ("unknown", []),
        # A plan is written as an item of its own.
        ("plan", []),
    ],
)
def test_the_form_of_that_very_id_comes_before_others_of_the_kind(required, found):
    assert find_forms_for(required, [RAPID, HOME, NAMED]) == found


def test_any_form_of_the_kind_will_do():
    assert find_forms_for("rapid", [RAPID, HOME]) == [RAPID]


def test_only_what_is_no_item_of_its_own_is_a_filled_form():
    assert get_form_item_kind("rapid").takes_forms
    assert not get_form_item_kind("plan").takes_forms


def test_a_draft_is_continued_and_another_form_is_begun():
    page = "http://nohost/case/@@fill-form?form=f1"
    assert get_fill_url("http://nohost/case", "f1") == page
    assert get_fill_url("http://nohost/case", "f1", "a1") == f"{page}&assessment=a1"
