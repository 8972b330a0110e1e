"""Generated cases are as valid as those that people register."""

from plone import api
from riaya.cases.identity import check_identity
from riaya.cases.identity import PalestinianIdentityRule
from riaya.cases.stages import get_stage
from riaya.cases.timeline import find_occurrences
from riaya.register.rebuilding import rebuild_register
from riaya.site.demo_walk import register_client
from riaya.testing import walk_case
from tests.benchmarks.copying import create_cases
from tests.benchmarks.copying import find_cases

import pytest
import transaction


COUNT = 6
CLIENT = {
    "client_kind": "household",
    "client_name": "أحمد عبد الرحمن التجريبي",
    "id_kind": "national",
    "national_id": "900000001",
    "sex": "male",
    "categories": ["OTH"],
}


@pytest.fixture
def models(functional):
    registered = register_client("ps-jen", **CLIENT)
    planning = walk_case(register_client("ps-nbs", **CLIENT), "implementation")
    transaction.commit()
    return [registered, planning]


@pytest.fixture
def copies(models):
    create_cases(COUNT, models)
    numbers = {case.case_number for case in models}
    return [case for case in find_cases() if case.case_number not in numbers]


class TestGeneratedCases:
    def test_take_their_stages_from_the_models_in_turn(self, models, copies):
        assert len(copies) == COUNT
        stages = [str(get_stage(case)) for case in copies]
        assert stages == ["registered"] * 3 + ["implementation"] * 3

    def test_have_numbers_and_identities_of_their_own(self, models, copies):
        cases = [*models, *copies]
        assert len({case.case_number for case in cases}) == len(cases)
        assert len({case.national_id for case in copies}) == COUNT
        rule = PalestinianIdentityRule()
        for case in copies:
            assert check_identity("national", case.national_id, None, rule)

    def test_stand_in_the_register_as_they_are(self, copies):
        report = rebuild_register(api.portal.get())
        assert report.case_count == COUNT + 2
        assert not any((report.missing, report.extra, report.changed))

    def test_are_in_the_catalog_with_everything_in_them(self, models, copies):
        catalog = api.portal.get_tool("portal_catalog")
        for case in copies:
            path = "/".join(case.getPhysicalPath())
            found = catalog.unrestrictedSearchResults(path=path)
            paths = {brain.getPath() for brain in found}
            items = ["/".join(item.getPhysicalPath()) for item in case.objectValues()]
            assert paths == {path, *items}

    def test_keep_the_order_of_their_timeline(self, models, copies):
        kinds = [each.kind for each in find_occurrences(models[1])]
        assert [each.kind for each in find_occurrences(copies[-1])] == kinds

    def test_can_be_worked_on(self, copies):
        assert get_stage(walk_case(copies[-1], "closing")) == "closing"
