"""Checking, printing and revoking certificates; figures; readers of an edition."""

from datetime import timedelta
from io import BytesIO
from openpyxl import load_workbook
from plone import api
from riaya.core.settings import get_policy
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.guide.lookup import get_published_edition
from riaya.training.certificates.issuing import find_certificates
from riaya.training.certificates.issuing import get_certificate
from riaya.training.exceptions import EditionNotInForce
from riaya.training.figures.counting import TrainingCounts
from riaya.training.figures.views import PeriodRefused
from riaya.training.readers.acknowledging import acknowledge
from riaya.training.readers.acknowledging import find_confirmation
from zExceptions import Unauthorized

import pytest


MANAGER = "case-manager.ps-jen"
OTHER = "case-manager.ps-nbs"


@pytest.fixture
def number(session, hold):
    """Return the number of a certificate of the first case manager."""
    hold(session, case_manager="passed")
    return find_certificates([MANAGER])[0].number


@pytest.fixture
def figures(session, plan_session, add_course, hold):
    """Return the figures after three sessions of two courses in two offices."""
    second = add_course("SECOND")
    hold(session, case_manager="passed", case_manager_2="failed")
    hold(plan_session(where=second), case_manager="passed", field_researcher="absent")
    hold(plan_session(office="PS-NBS"), **{OTHER: "passed"})
    this_day = today(get_zone())
    period = this_day - timedelta(days=7), this_day + timedelta(days=1)
    return TrainingCounts({"PS-JEN", "PS-NBS"}, *period)


@pytest.fixture
def edition(portal):
    """Return the edition in force."""
    return get_published_edition(get_policy("code"))


class TestCertificatePage:
    def test_tells_every_worker_what_a_certificate_is_worth(
        self, portal, number, render
    ):
        page = render(OTHER, portal, "certificate", number=number)
        assert page.xpath("//*[@data-state='valid']")
        assert not page.xpath("//a[contains(@href, 'certificate.pdf')]")

    def test_says_that_there_is_no_such_number(self, portal, render):
        page = render(OTHER, portal, "certificate", number="NO-2026-0001")
        assert (
            "NO-2026-0001" in page.xpath("//p[@class='riaya-empty']")[0].text_content()
        )

    def test_is_not_for_strangers(self, portal, number):
        with api.env.adopt_roles(["Anonymous"]), pytest.raises(Unauthorized):
            portal.restrictedTraverse("@@certificate")

    def test_lets_trainers_revoke(self, portal, number, render):
        form = {"number": number, "reason": "قرار"}
        with pytest.raises(Unauthorized):
            render(MANAGER, portal, "certificate", "POST", **form)
        render("trainer", portal, "certificate", "POST", **form)
        assert get_certificate(number).revocation_reason == "قرار"
        page = render(OTHER, portal, "certificate", number=number)
        assert page.xpath("//*[@data-state='revoked']")
        assert "قرار" not in page.text_content()

    @pytest.mark.parametrize("reader", [MANAGER, "trainer-2"])
    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_is_printed_for_its_holder_and_for_trainers(
        self, portal, number, as_worker, http_request, reader, language
    ):
        http_request.form.update(number=number, language=language)
        with as_worker(reader):
            pdf = portal.restrictedTraverse("@@certificate.pdf")()
        assert pdf.startswith(b"%PDF")

    def test_is_not_printed_for_others(self, portal, number, as_worker, http_request):
        http_request.form.update(number=number)
        with as_worker(OTHER), pytest.raises(Unauthorized):
            portal.restrictedTraverse("@@certificate.pdf")()


class TestFigures:
    def test_count_a_person_once_in_every_total(self, figures):
        assert figures.count("PS-JEN").sessions == 2
        assert figures.count("PS-JEN").participants == 2
        assert figures.count("PS-JEN").trained == 1
        assert figures.count().trained == 2
        assert figures.count_by_course() == {"CM-BASIC": 2, "SECOND": 1}

    def test_show_offices_without_training_with_zero(self, portal, render):
        page = render("trainer", portal, "training-figures")
        rows = page.xpath("//table/tbody/tr")
        assert len(rows) == 3
        assert not page.xpath("//table/tbody//a")

    def test_lead_to_the_list_behind_each_number(self, portal, figures, render):
        page = render("trainer", portal, "training-figures")
        assert page.xpath("//table/tbody//a[contains(@href, '@@trained')]")
        page = render("trainer", portal, "trained", what="trained", office="PS-JEN")
        (row,) = page.xpath("//table/tbody/tr")
        assert "مديرة الحالة الأولى – جنين" in row.text_content()
        assert "SECOND" in row.text_content()
        page = render("trainer", portal, "trained", what="sessions", office="PS-NBS")
        assert len(page.xpath("//table/tbody/tr")) == 1

    def test_show_directors_their_own_office(self, portal, figures, render):
        page = render("office-director.ps-nbs", portal, "training-figures")
        assert len(page.xpath("//table/tbody/tr")) == 2
        page = render("office-director.ps-nbs", portal, "trained", office="PS-JEN")
        assert not page.xpath("//table/tbody/tr")

    @pytest.mark.parametrize("page", ["training-figures", "trained"])
    def test_are_refused_to_others(self, portal, render, page):
        with pytest.raises(Unauthorized):
            render(MANAGER, portal, page)

    def test_refuse_a_period_that_cannot_be(self, portal, render):
        for form in ({"start": "soon"}, {"start": "2026-02-01", "end": "2026-01-01"}):
            with pytest.raises(PeriodRefused):
                render("trainer", portal, "training-figures", **form)

    def test_come_as_a_spreadsheet_from_right_to_left(
        self, portal, figures, as_worker, http_request
    ):
        http_request.form.clear()
        http_request.form["end"] = (now() + timedelta(days=1)).date().isoformat()
        with as_worker("trainer"):
            content = portal.restrictedTraverse("@@training-figures.xlsx")()
        sheet = load_workbook(BytesIO(content)).active
        assert sheet.sheet_view.rightToLeft
        assert sheet.max_row == 4
        assert [cell.value for cell in sheet[4]][1:] == [3, 3, 2, 2, 1]


class TestReading:
    def test_is_confirmed_once_with_its_time(self, edition, as_worker):
        with as_worker(MANAGER):
            acknowledge(edition)
            first = find_confirmation(edition, MANAGER)
            acknowledge(edition)
        assert find_confirmation(edition, MANAGER) == first

    def test_of_an_edition_that_is_not_in_force_is_refused(
        self, edition, as_worker, portal
    ):
        with as_worker("trainer"):
            draft = api.content.create(
                portal["guide"], "riaya.guide", title="مسودة", edition="9"
            )
            with pytest.raises(EditionNotInForce):
                acknowledge(draft)

    def test_is_confirmed_on_its_page(self, edition, render):
        assert render(MANAGER, edition, "acknowledge-edition").xpath(
            "//form[contains(@action, 'acknowledge-edition')]"
        )
        assert render(MANAGER, edition, "acknowledge-edition", "POST") is None
        page = render(MANAGER, edition, "acknowledge-edition")
        assert not page.xpath("//form[contains(@action, 'acknowledge-edition')]")

    def test_is_asked_for_when_an_edition_replaced_another(
        self, edition, portal, render
    ):
        link = "//a[contains(@href, '@@acknowledge-edition')]"
        assert not render(MANAGER, portal, "worklist").xpath(link)
        edition.supersedes = "an-older-one"
        assert render(MANAGER, portal, "worklist").xpath(link)
        assert not render("planner", portal, "worklist").xpath(link)
        render(MANAGER, edition, "acknowledge-edition", "POST")
        assert not render(MANAGER, portal, "worklist").xpath(link)

    def test_is_listed_for_trainers_and_overseers(self, edition, render):
        render(MANAGER, edition, "acknowledge-edition", "POST")
        page = render("trainer", edition, "readers")
        assert len(page.xpath("//table/tbody/tr")) == 2
        page = render("office-director.ps-jen", edition, "readers")
        (office,) = page.xpath("//table/tbody/tr")
        assert office.xpath(".//bdi[@class='riaya-number']/text()") == ["7", "1", "6"]
        with pytest.raises(Unauthorized):
            render(MANAGER, edition, "readers")
