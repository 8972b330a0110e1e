"""The edition of a case over REST."""

from plone import api
from riaya.guide.authoring.copying import copy_edition
from riaya.site.demo_walk import register_client
from riaya.testing import get_only_case

import pytest


def make_newer():
    """Register a case, and then bring edition 2.0 into force."""
    register_client(
        "ps-jen",
        client_kind="household",
        client_name="أسرة تجريبية",
        id_kind="none",
        no_id_reason="lost",
        categories=["OTH"],
    )
    with api.env.adopt_user(username="trainer"):
        draft = copy_edition(api.portal.get()["guide"]["guide-test"], "2.0")
        api.content.transition(draft, "submit")
    with api.env.adopt_user(username="trainer-2"):
        api.content.transition(draft, "publish")


pytestmark = pytest.mark.begins_with(made_by=make_newer)


@pytest.fixture
def newer(client, functional):
    """Return the address of the case, and the UID of edition 2.0."""
    portal = functional["portal"]
    return get_only_case(portal).absolute_url(), portal["guide"]["guide-ps-2.0"].UID()


class TestGuideEdition:
    def test_is_told_and_changed(self, client, newer):
        case_url, uid = newer
        supervisor = client("case-supervisor.ps-jen")
        told = supervisor.get(f"{case_url}/@guide-edition").json()
        assert told["present"]["edition"] == "0.9"
        assert told["available"]["UID"] == uid
        assert told["changes"] == []
        assert {"clock", "item", "due_at", "new_due_at"} == set(told["deadlines"][0])
        answer = supervisor.post(
            f"{case_url}/@guide-edition", json={"guide": uid, "comment": "بطلب"}
        )
        assert answer.status_code == 200, answer.text
        again = supervisor.get(f"{case_url}/@guide-edition").json()
        assert again["present"]["UID"] == uid
        assert again["available"] is None

    def test_is_refused_with_a_sentence(self, client, newer):
        case_url, uid = newer
        supervisor = client("case-supervisor.ps-jen")
        for body, sentence in (
            ({"guide": uid}, "Say why"),
            ({"comment": "بطلب"}, "no such edition"),
            ({"guide": "nonsense", "comment": "بطلب"}, "no such edition"),
        ):
            answer = supervisor.post(f"{case_url}/@guide-edition", json=body)
            assert answer.status_code == 400
            assert sentence in answer.json()["message"]

    @pytest.mark.parametrize(
        "user", [None, "intake-officer.ps-jen", "case-supervisor.ps-nbs", "admin"]
    )
    def test_is_changed_by_nobody_else(self, client, newer, user):
        case_url, uid = newer
        answer = client(user).post(
            f"{case_url}/@guide-edition", json={"guide": uid, "comment": "بطلب"}
        )
        assert answer.status_code == 401

    @pytest.mark.parametrize("user", [None, "case-supervisor.ps-nbs", "admin"])
    def test_is_told_to_nobody_who_may_not_see_the_case(self, client, newer, user):
        case_url, _uid = newer
        assert client(user).get(f"{case_url}/@guide-edition").status_code == 401
