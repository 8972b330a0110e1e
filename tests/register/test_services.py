"""The worklist over REST."""

from collections.abc import Callable
from plone import api
from riaya.site.accounts import PASSWORD
from typing import Any

import pytest
import requests
import transaction


@pytest.fixture
def portal(database: str, functional: Any) -> Any:
    """Return a served site over an empty register."""
    return functional["portal"]


@pytest.fixture
def get(portal: Any, workers: None) -> Callable[..., requests.Response]:
    """Return a function that asks for the worklist over HTTP."""
    transaction.commit()

    def get_worklist(
        worker: str | None, language: str = "en", **parameters: Any
    ) -> Any:
        transaction.commit()
        return requests.get(
            f"{portal.absolute_url()}/@worklist",
            params=parameters,
            auth=worker and (worker, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": language},
            timeout=60,
        )

    return get_worklist


class TestWorklist:
    def test_answers_a_batch_with_counts(self, get, register):
        made = [register().case_number for _count in range(3)]
        answer = get(
            "intake-officer.ps-jen", view="mine", b_size=2, sort_on="case_number"
        )
        assert answer.status_code == 200
        body = answer.json()
        assert body["items_total"] == 3
        assert [item["case_number"] for item in body["items"]] == made[:2]
        assert "b_start=2" in body["batching"]["next"]
        assert body["counts"]["view"]["mine"] == 3
        assert body["counts"]["review_state"] == {"registered": 3}
        following = requests.get(
            body["batching"]["next"],
            auth=("intake-officer.ps-jen", PASSWORD),
            headers={"Accept": "application/json"},
            timeout=60,
        ).json()
        assert [item["case_number"] for item in following["items"]] == made[2:]

    def test_an_item_says_what_the_contract_promises(self, get, register):
        case = register()
        (item,) = get("intake-officer.ps-jen").json()["items"]
        assert item["@id"] == case.absolute_url()
        assert item["review_state"] == "registered"
        assert item["response_group"] == case.response_group
        assert item["next_due"].endswith("+00:00")
        assert item["client_name"] == case.client_name
        assert "national_id" not in item

    @pytest.mark.case_in("assessment")
    def test_a_restricted_case_keeps_its_name(self, get, case, as_worker):
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "restrict")
        (item,) = get("office-director.ps-jen", view="office").json()["items"]
        assert item["case_number"] == case.case_number
        assert item["response_group"] is None
        assert not {"client_name", "categories", "case_manager"} & set(item)

    def test_searches_and_filters(self, get, register):
        register(client_name="هناء")
        clerk = "intake-officer.ps-jen"
        assert (
            get(clerk, q="هناء", review_state="registered").json()["items_total"] == 1
        )
        assert get(clerk, q="هناء", review_state="screened").json()["items_total"] == 0
        both = ["registered", "screened"]
        assert get(clerk, review_state=both).json()["items_total"] == 1


class TestRefusals:
    def test_nobody_asks_without_signing_in(self, get):
        assert get(None).status_code == 401

    @pytest.mark.parametrize("worker", ["planner", "case-supervisor.ps-nbs"])
    def test_others_are_told_nothing(self, get, register, worker):
        register()
        for view in ("mine", "decisions", "unassigned", "overdue", "office"):
            body = get(worker, view=view).json()
            assert body["items"] == []
            assert not any(body["counts"]["view"].values())

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("view", "all"),
            ("review_state", "open"),
            ("response_group", "soon"),
            ("category", "NOPE"),
            ("sort_on", "national_id"),
            ("sort_order", "reverse"),
            ("b_start", "-1"),
            ("b_size", "many"),
            ("b_size", "0"),
            ("b_size", "100000"),
        ],
    )
    def test_a_parameter_that_cannot_be_is_refused_in_a_sentence(
        self, get, name, value
    ):
        answer = get("planner", **{name: value})
        assert answer.status_code == 400
        assert answer.json()["type"] == "WorklistQuestionInvalid"
        assert value in answer.json()["message"]
