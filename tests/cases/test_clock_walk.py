"""A whole case walked through its clocks, by the editions of both policies.

The due moments are counted by hand from the editions' tables and the calendar
on the wall: Friday and Saturday are off, the clocks of Hebron went back on
Saturday 24 October 2026, those of Damascus did not, and Sunday 15 November was
a holiday in Palestine only.  All moments are local ones.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from plone import api
from riaya.cases.clocks.running import find_finished
from riaya.cases.clocks.running import find_open
from riaya.cases.clocks.starting import mark_item_clocks
from riaya.cases.items.interfaces import ICaseItemKind
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.marks import ClockMarks
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.site.demo_walk import add_item
from riaya.site.demo_walk import PERSON
from riaya.site.demo_walk import register_client
from riaya.site.demo_walk import Walk
from riaya.testing import OFFICES
from zope.component import getGlobalSiteManager

import pytest


pytestmark = pytest.mark.slow

GROUPS = ("immediate", "urgent", "service")

# What happens, in the order of time; 22 October is a Thursday.
REPORTED = "2026-10-22 08:00"
REGISTERED = "2026-10-22 09:00"
SCREENED = "2026-10-25 10:00"
ASSIGNED = "2026-10-26 09:00"
ACCEPTED = "2026-10-27 08:00"
FIRST_CONTACT = "2026-10-27 12:00"
ASSESSMENT_SUBMITTED = "2026-11-05 10:00"
ASSESSMENT_APPROVED = "2026-11-08 11:00"
PLAN_SUBMITTED = "2026-11-09 09:00"
PLAN_APPROVED = "2026-11-10 09:00"
REFERRAL_SENT = "2026-11-11 10:00"
REFERRAL_ACCEPTED = "2026-11-12 09:00"
CONTACT = "2026-11-16 12:00"
REVIEW_SUBMITTED = "2026-12-06 10:00"
REVIEW_APPROVED = "2026-12-07 10:00"
CLOSURE_REQUESTED = "2026-12-14 10:00"
CLOSED = "2026-12-20 09:00"
AFTER_CARE = "2027-01-10 12:00"

# Clock, beginning, end, and the due moments of the three groups.
RUNS = [
    (
        "T1",
        REPORTED,
        REGISTERED,
        "2026-10-22 12:00",
        "2026-10-25 08:00",
        "2026-10-27 08:00",
    ),
    (
        "T2",
        REGISTERED,
        SCREENED,
        "2026-10-23 09:00",
        "2026-10-25 09:00",
        "2026-10-29 09:00",
    ),
    (
        "T3",
        REGISTERED,
        ASSIGNED,
        "2026-10-23 09:00",
        "2026-10-23 09:00",
        "2026-10-27 09:00",
    ),
    (
        "T4",
        ASSIGNED,
        FIRST_CONTACT,
        "2026-10-27 09:00",
        "2026-10-29 09:00",
        "2026-11-02 09:00",
    ),
    (
        "T5",
        ACCEPTED,
        ASSESSMENT_APPROVED,
        "2026-11-03 08:00",
        "2026-11-10 08:00",
        "2026-11-26 08:00",
    ),
    (
        "T6",
        ASSESSMENT_APPROVED,
        PLAN_APPROVED,
        "2026-11-11 11:00",
        "2026-11-15 11:00",
        "2026-11-22 11:00",
    ),
    (
        "T7",
        PLAN_APPROVED,
        CONTACT,
        "2026-11-17 09:00",
        "2026-11-24 09:00",
        "2026-12-10 09:00",
    ),
    (
        "T7",
        CONTACT,
        CLOSURE_REQUESTED,
        "2026-11-23 12:00",
        "2026-11-30 12:00",
        "2026-12-16 12:00",
    ),
    # The visit at which the closure was agreed.
    (
        "T7",
        CLOSURE_REQUESTED,
        CLOSURE_REQUESTED,
        "2026-12-21 10:00",
        "2026-12-28 10:00",
        "2027-01-13 10:00",
    ),
    (
        "T8",
        PLAN_APPROVED,
        REVIEW_SUBMITTED,
        "2026-12-10 09:00",
        "2027-01-09 09:00",
        "2027-02-08 09:00",
    ),
    (
        "T8",
        REVIEW_SUBMITTED,
        CLOSURE_REQUESTED,
        "2027-01-05 10:00",
        "2027-02-04 10:00",
        "2027-03-06 10:00",
    ),
    (
        "T9",
        REFERRAL_SENT,
        REFERRAL_ACCEPTED,
        "2026-11-12 10:00",
        "2026-11-14 10:00",
        "2026-11-18 10:00",
    ),
    (
        "T10",
        ASSESSMENT_SUBMITTED,
        ASSESSMENT_APPROVED,
        "2026-11-06 10:00",
        "2026-11-10 10:00",
        "2026-11-12 10:00",
    ),
    (
        "T10",
        PLAN_SUBMITTED,
        PLAN_APPROVED,
        "2026-11-10 09:00",
        "2026-11-12 09:00",
        "2026-11-16 09:00",
    ),
    (
        "T10",
        REVIEW_SUBMITTED,
        REVIEW_APPROVED,
        "2026-12-07 10:00",
        "2026-12-09 10:00",
        "2026-12-13 10:00",
    ),
    (
        "T10",
        CLOSURE_REQUESTED,
        CLOSED,
        "2026-12-15 10:00",
        "2026-12-17 10:00",
        "2026-12-21 10:00",
    ),
    (
        "T11",
        CLOSED,
        AFTER_CARE,
        "2027-01-19 09:00",
        "2027-03-20 09:00",
        "2027-03-20 09:00",
    ),
]
# Where a policy differs, by clock, beginning and group.
DIFFERENT = {
    "ps": {
        # Seventy-two hours that pass, one of them twice on the wall.
        ("T2", REGISTERED, "urgent"): "2026-10-25 08:00",
        # Independence Day.
        ("T10", PLAN_SUBMITTED, "service"): "2026-11-17 09:00",
    },
    "sy": {
        # Liberation Day is 8 December.
        ("T10", REVIEW_SUBMITTED, "urgent"): "2026-12-10 10:00",
        ("T10", REVIEW_SUBMITTED, "service"): "2026-12-14 10:00",
    },
}


@contextmanager
def at(moment):
    """Hold the clock at a local moment."""
    with freeze(datetime.fromisoformat(moment).replace(tzinfo=get_zone())):
        yield


def find_runs(case):
    """Return every run of every clock, by code and beginning."""
    runs = (*find_finished(case), *find_open(case))
    return sorted(runs, key=lambda run: (int(run.clock[1:]), run.started_at))


class Referral:
    """A referral, as far as the clocks know one."""

    portal_type = "riaya.referral"

    def getId(self):
        return "referral-1"


@dataclass(frozen=True)
class ReferralItemKind(CaseItemKind):
    """What a case has to know of referrals."""

    def find_clock_marks(self, item, transition, stage):
        marks = {"send": ClockMarks(starts=("T9",), of_item=True)}
        marks["accept"] = ClockMarks(stops=("T9",), of_item=True)
        return [marks[transition]]


@pytest.fixture(autouse=True)
def referrals():
    """Have the kind of a feature that is still to come."""
    kind = ReferralItemKind("riaya.referral")
    registry = getGlobalSiteManager()
    registry.registerUtility(kind, ICaseItemKind, "riaya.referral")
    yield
    registry.unregisterUtility(kind, ICaseItemKind, "riaya.referral")


class LongWalk(Walk):
    """The path of a case whose people take their time."""

    def to_the_end(self):
        with at(SCREENED):
            self.leave_registered()
        with at(ASSIGNED):
            self.leave_screened()
        with at(ACCEPTED):
            self.leave_assigned()
        self.contact(FIRST_CONTACT)
        self.assess()
        self.plan()
        referral = Referral()
        with at(REFERRAL_SENT):
            mark_item_clocks(self.case, "send", referral)
        with at(REFERRAL_ACCEPTED):
            mark_item_clocks(self.case, "accept", referral)
        self.contact(CONTACT)
        self.review()
        with at(CLOSURE_REQUESTED):
            self.leave_implementation()
        with at(CLOSED):
            self.leave_closing()
        self.contact(AFTER_CARE)

    def contact(self, moment):
        with at(moment), self._as_manager():
            call = add_item(
                self.case, "riaya.follow_up", kind="call", due_on=self._today()
            )
            call.done_on, call.outcome = self._today(), "الأسرة بخير."
            api.content.transition(call, "record")

    def assess(self):
        with at(ASSESSMENT_SUBMITTED):
            assessment = self.write("comprehensive")
        with at(ASSESSMENT_APPROVED):
            self._approve(assessment)
            with self._as_manager():
                api.content.transition(self.case, "complete_assessment")

    def plan(self):
        with at(PLAN_SUBMITTED):
            plan = self.write_plan()
        with at(PLAN_APPROVED):
            self._approve(plan)
            with self._as_manager():
                api.content.transition(self.case, "start_implementation")

    def review(self):
        with at(REVIEW_SUBMITTED):
            review = self.write("review")
        with at(REVIEW_APPROVED):
            self._approve(review)

    def write(self, kind):
        with self._as_manager():
            assessment = add_item(
                self.case,
                "riaya.assessment",
                kind=kind,
                assessed_on=self._today(),
                summary=self.person["summary"],
                risk_level="medium",
                needs=self.person["needs"],
                strengths=self.person["strengths"],
            )
            api.content.transition(assessment, "submit")
        return assessment


def walk(policy, group):
    """Return a case of a group that was closed and followed up."""
    reported = datetime.fromisoformat(REPORTED).replace(tzinfo=get_zone())
    with at(REGISTERED):
        case = register_client(
            OFFICES[policy].lower(),
            client_kind="household",
            client_name="أسرة تجريبية",
            id_kind="none",
            no_id_reason="lost",
            sex="female",
            categories=["OR"],
            response_group=group,
            reported_at=reported,
        )
    LongWalk(case, PERSON | {"response_group": group}).to_the_end()
    return case


def show(moment):
    return f"{moment.astimezone(get_zone()):%Y-%m-%d %H:%M}"


@pytest.mark.policy_of
@pytest.mark.parametrize("policy", OFFICES)
class TestWalk:
    @pytest.mark.parametrize("group", GROUPS)
    def test_meets_every_clock_at_its_moment(self, portal, policy, group):
        position = GROUPS.index(group)
        expected = []
        for clock, started, met, *dues in RUNS:
            key = (clock, started, group)
            due = DIFFERENT[policy].get(key, dues[position])
            state = "met" if met <= due else "late"
            expected.append((clock, started, due, met, state))
        found = [
            (
                each.clock,
                show(each.started_at),
                show(each.due_at),
                show(each.met_at),
                str(each.state),
            )
            for each in find_runs(walk(policy, group))
        ]
        assert found == expected
