"""The compliance report: its numbers, the lists behind them, and who sees what."""

from AccessControl import Unauthorized
from datetime import date
from datetime import datetime
from datetime import UTC
from io import BytesIO
from itertools import product
from openpyxl import load_workbook
from plone import api
from riaya.cases.practice.checklists import find_checklist
from riaya.cases.practice.checklists import tick_items
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.visits import find_visits
from riaya.core.time.clock import freeze
from riaya.core.vocabularies import get_title
from riaya.indicators.compliance import ComplianceReport
from riaya.indicators.listing import list_visits
from riaya.indicators.questions import Grouping
from riaya.indicators.questions import read_report_question
from riaya.indicators.questions import ReportQuestionInvalid
from riaya.indicators.visits import find_visit_rows
from riaya.site.demo_walk import register_client
from riaya.testing import CLIENT
from riaya.testing import walk_case

import pytest


SUPERVISOR = "case-supervisor.ps-jen"
DIRECTOR = "office-director.ps-jen"
READERS = (SUPERVISOR, DIRECTOR, "case-supervisor.ps-nbs", "trainer", "planner")
BEGIN = datetime(2026, 9, 1, 8, tzinfo=UTC)
WITHOUT_NUMBER = {"id_kind": "none", "no_id_reason": "newborn", "national_id": None}
END = datetime(2026, 11, 20, 8, tzinfo=UTC)


def tick_all(case):
    tick_items(case, {item.id: True for item in find_checklist(case)})


def make_cases():
    """Make cases of two offices, of which one is restricted, at different stages."""
    made = []
    with freeze(BEGIN):
        for number, (office, stage) in enumerate(
            product(("ps-jen", "ps-nbs"), ("registered", "assigned", "planning"))
        ):
            case = register_client(office, **CLIENT | WITHOUT_NUMBER)
            if number % 2:
                tick_all(case)
            made.append(walk_case(case, stage))
    with freeze(END):
        walk_case(made[0], "assessment")
        walk_case(made[5], "implementation")
        with api.env.adopt_user(username="case-supervisor-2.ps-jen"):
            api.content.transition(made[1], "restrict")


with_cases = pytest.mark.begins_with(made_by=make_cases)


@pytest.fixture
def cases(portal):
    """Return the cases that were made."""
    brains = portal.portal_catalog.unrestrictedSearchResults(portal_type="riaya.case")
    return [brain._unrestrictedGetObject() for brain in brains]


def ask(**form):
    return read_report_question({"period": "all", **form})


class TestNumbers:
    @with_cases
    @pytest.mark.parametrize("reader", READERS)
    def test_each_is_the_length_of_the_list_behind_it(self, cases, as_worker, reader):
        with as_worker(reader), freeze(END):
            report = ComplianceReport(ask())
            for grouping in Grouping:
                for figures in report.find_figures(grouping):
                    for outcome in Outcome:
                        question = ask().narrow(
                            **{grouping: figures.value}, outcome=outcome
                        )
                        lines, total = list_visits(question.visits)
                        assert len(lines) == total == figures[outcome]

    @with_cases
    @pytest.mark.parametrize("reader", READERS)
    def test_count_the_visits_of_the_cases_that_the_reader_may_read(
        self, cases, as_worker, reader
    ):
        with as_worker(reader), freeze(END):
            readable = [
                case for case in cases if api.user.has_permission("View", obj=case)
            ]
            expected = sum(len(find_visits(case)) for case in readable)
            assert ComplianceReport(ask()).total.total == expected
        assert (expected > 0) == (reader not in ("trainer", "planner"))

    @with_cases
    def test_are_the_same_however_they_are_broken_down(self, cases, as_worker):
        with as_worker(DIRECTOR), freeze(END):
            report = ComplianceReport(ask())
            for grouping in Grouping:
                figures = report.find_figures(grouping)
                assert sum(each.total for each in figures) == report.total.total

    @with_cases
    def test_filters_narrow_them(self, cases, as_worker):
        with as_worker(DIRECTOR), freeze(END):
            everything = ComplianceReport(ask())
            for figures in everything.find_figures(Grouping.STEP):
                narrowed = ComplianceReport(ask(step=figures.value))
                assert narrowed.total.counts == figures.counts
                # The other steps can still be chosen.
                assert len(narrowed.find_choices("step")) == len(
                    everything.find_choices("step")
                )

    def test_percentages_leave_out_what_is_under_way(self, register, as_worker):
        register()
        with as_worker(SUPERVISOR):
            figures = ComplianceReport(ask()).total
        assert (figures[Outcome.OPEN], figures.get_share(Outcome.FOLLOWED)) == (1, None)


class TestTime:
    def test_makes_an_open_visit_late_without_anybody_writing(
        self, register, as_worker
    ):
        with freeze(BEGIN):
            register()
        with as_worker(SUPERVISOR):
            with freeze(BEGIN):
                assert ComplianceReport(ask()).total[Outcome.OPEN] == 1
            with freeze(END):
                assert ComplianceReport(ask()).total[Outcome.LATE] == 1
                (line,), _total = list_visits(ask(outcome="late").visits)
        assert any(
            get_title("riaya.guide.clocks", "T2") in each for each in line.remarks
        )

    @pytest.mark.parametrize(
        ("since", "until", "expected"),
        [
            ("2026-09-01", "2026-09-01", 0),
            ("2026-11-20", "2026-11-20", 2),
            ("2026-11-01", "2026-11-19", 0),
            ("2026-11-21", "2026-12-31", 0),
        ],
    )
    def test_a_visit_counts_when_it_was_left_or_is_under_way(
        self, register, advance, as_worker, since, until, expected
    ):
        with freeze(BEGIN):
            case = register()
        with freeze(END):
            advance(case, "screened")
            with as_worker(SUPERVISOR):
                question = ask(**{"from": since, "to": until})
                assert ComplianceReport(question).total.total == expected


class TestQuestions:
    @pytest.mark.parametrize(
        "form",
        [
            {"from": "yesterday"},
            {"from": "2026-12-02", "to": "2026-12-01"},
            {"period": "century"},
            {"outcome": "good"},
            {"group_by": "client"},
            {"start": "-1"},
        ],
    )
    def test_that_cannot_be_are_refused_in_a_sentence(self, portal, form):
        with pytest.raises(ReportQuestionInvalid) as refusal:
            read_report_question(form)
        assert str(refusal.value).endswith(".")

    def test_understand_arabic_digits(self, portal):
        question = read_report_question({"from": "٢٠٢٦-١١-٠١"})
        assert question.visits.since == date(2026, 11, 1)


class TestPages:
    @with_cases
    def test_numbers_lead_to_lists_of_that_length(self, cases, portal, render):
        with freeze(END):
            page = render(DIRECTOR, portal, "compliance", period="all")
            links = page.cssselect(".riaya-table td a, .riaya-figures a")
            # `worker` is also who looks.
            links = [link for link in links if "worker=" not in link.get("href")]
            assert len(links) > 10
            for link in links[:12]:
                form = dict(
                    pair.split("=")
                    for pair in link.get("href").split("?")[1].split("&")
                )
                listed = render(DIRECTOR, portal, "compliance-cases", **form)
                rows = listed.cssselect("tbody tr")
                assert len(rows) == int(link.text_content())

    @pytest.mark.case_in("screened")
    def test_the_list_says_why(self, case, portal, render):
        page = render(SUPERVISOR, portal, "compliance-cases", outcome="skipped")
        text = page.cssselect("tbody")[0].text_content()
        assert case.case_number in text
        assert "بند أول" in text
        assert case.client_name not in page.text_content()

    @with_cases
    def test_without_cases_tells_why_there_are_none(self, cases, portal, render):
        page = render("trainer", portal, "compliance")
        assert page.cssselect(".riaya-empty p")
        assert not page.cssselect(".riaya-table")

    @pytest.mark.parametrize(
        "name",
        [
            "compliance",
            "compliance-cases",
            "compliance-sheet",
            "compliance-cases-sheet",
        ],
    )
    @pytest.mark.parametrize(
        "worker",
        ["case-manager.ps-jen", "intake-officer.ps-jen", "planner", "auditor"],
    )
    def test_are_closed_to_those_whose_work_it_is_not(
        self, portal, render, name, worker
    ):
        with pytest.raises(Unauthorized):
            render(worker, portal, name)

    def test_the_navigation_shows_it_to_those_who_may_see_it(self, portal, as_worker):
        seen = {}
        for worker in (SUPERVISOR, "trainer", "case-manager.ps-jen", "planner"):
            with as_worker(worker):
                view = api.content.get_view("may-see-compliance", portal)
                seen[worker] = view()
        assert list(seen.values()) == [True, True, False, False]


class TestSpreadsheets:
    @pytest.fixture
    def download(self, portal, http_request, as_worker):
        def read(name, **form):
            http_request.form.clear()
            http_request.form.update(form)
            with as_worker(DIRECTOR):
                content = portal.restrictedTraverse(f"@@{name}")()
            return load_workbook(BytesIO(content)).active

        return read

    @with_cases
    def test_hold_the_same_numbers(self, cases, download, as_worker, render):
        with freeze(END):
            sheet = download("compliance-sheet", period="all", group_by="step")
            with as_worker(DIRECTOR):
                figures = ComplianceReport(ask()).find_figures(Grouping.STEP)
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert [row[5] for row in rows] == [each.total for each in figures]

    @with_cases
    def test_hold_the_same_list(self, cases, download, as_worker, render):
        with freeze(END):
            sheet = download("compliance-cases-sheet", period="all")
            with as_worker(DIRECTOR):
                _rows, total = find_visit_rows(ask().visits)
        assert sheet.max_row == total + 1


class TestRegister:
    @with_cases
    def test_rebuilding_restores_the_visits(self, cases, portal, as_worker):
        from riaya.register.rebuilding import rebuild_register
        from riaya.register.recording import open_register
        from riaya.register.tables import get_writer
        from riaya.register.visits import visits
        from sqlalchemy import delete
        from sqlalchemy import select

        with open_register() as connection:
            query = select(visits).order_by(visits.c.uid, visits.c.position)
            before = connection.execute(query).all()
        get_writer().execute(delete(visits).where(visits.c.position == 1))
        report = rebuild_register(portal)
        assert any("visits" in fields for fields in report.changed.values())
        with open_register() as connection:
            assert connection.execute(query).all() == before
        assert not rebuild_register(portal).changed
