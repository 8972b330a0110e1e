"""The pages of tasks and absences."""

from plone import api
from riaya.tasks.absences.keeping import find_absences
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER
from zExceptions import Unauthorized

import pytest


pytestmark = pytest.mark.case_in("implementation")
SUPERVISOR = "case-supervisor.ps-jen"


@pytest.fixture
def task(case, add_task, day):
    """Return a task of the manager in a case in implementation."""
    return add_task(title="اتصال بالأسرة", due_on=day(1))


def read(page):
    return " ".join(page.text_content().split())


class TestTheCasePage:
    def test_shows_open_tasks_with_what_can_be_done(self, case, task, render):
        page = render(MANAGER, case, "case-view")
        (panel,) = page.xpath("//section[@id='tasks']")
        assert "اتصال بالأسرة" in read(panel)
        assert panel.xpath(".//form[contains(@action, '/task-1/@@transition')]")
        assert panel.xpath(".//a[contains(@href, '/task-1/@@hand-over')]")
        assert panel.xpath(".//a[contains(@href, '/task-1/@@transition?id=cancel')]")
        assert panel.xpath(".//a[contains(@href, '++add++riaya.task')]")

    def test_lets_nobody_complete_it_who_only_oversees(self, case, task, render):
        page = render("case-supervisor-2.ps-jen", case, "case-view")
        (panel,) = page.xpath("//section[@id='tasks']")
        assert "اتصال بالأسرة" in read(panel)
        assert not panel.xpath(".//form")

    def test_shows_the_most_pressing_first(self, case, task, add_task, day, render):
        add_task(title="بلا موعد")
        add_task(title="اليوم", due_on=day(0))
        rows = render(MANAGER, case, "case-view").xpath(
            "//section[@id='tasks']//tr/th[a]"
        )
        assert list(map(read, rows)) == ["اليوم", "اتصال بالأسرة", "بلا موعد"]

    def test_folds_ended_tasks_away(self, case, task, as_worker, render):
        with as_worker(MANAGER):
            api.content.transition(task, "complete", comment="تم الاتصال")
        page = render(MANAGER, case, "case-view")
        (details,) = page.xpath("//section[@id='tasks']//details")
        assert "تم الاتصال" in read(details)
        assert details.xpath(".//form")

    def test_shows_a_guest_their_own_task_and_no_timeline(
        self, case, task, add_task, render
    ):
        add_task(responsible=RESEARCHER, title="زيارة ميدانية")
        page = render(RESEARCHER, case, "case-view")
        (panel,) = page.xpath("//section[@id='tasks']")
        assert "زيارة ميدانية" in read(panel)
        assert "اتصال بالأسرة" not in read(page)
        assert not page.xpath("//*[@id='timeline']")
        assert case.client_name in read(page)


class TestTheTaskPage:
    @pytest.mark.case_in("registered")
    def test_shows_a_task_made_by_the_system(self, case, advance, ask_for, render):
        ask_for("assessment", title="زيارة منزلية")
        advance(case, "assessment")
        page = render(MANAGER, case["task-1"], "task-view")
        assert "زيارة منزلية" in read(page)

    def test_gives_windows_a_name_without_the_words_of_a_worker(self, task, render):
        page = render(MANAGER, task, "task-view")
        inside = "(//h1)[1]//text()[not(ancestor::*[@class='riaya-client'])]"
        assert "اتصال" not in "".join(page.xpath(inside))
        assert "اتصال" not in read(render(MANAGER, task, "edit").xpath("//h1")[0])

    def test_is_closed_to_other_managers(self, task, render):
        with pytest.raises(Unauthorized):
            render("case-manager-2.ps-jen", task, "task-view")


class TestCompleting:
    def test_is_one_click(self, task, render, http_request):
        render(MANAGER, task, "transition", "POST", id="complete")
        assert api.content.get_state(task) == "done"
        location = http_request.response.getHeader("location")
        assert location.endswith("#tasks")

    @pytest.mark.case_in("assessment")
    def test_leads_a_guest_back_to_the_list(self, case, add_task, render, http_request):
        visit = add_task(responsible=RESEARCHER)
        render(RESEARCHER, visit, "transition", "POST", id="complete")
        assert api.content.get_state(visit) == "done"
        assert http_request.response.getHeader("location").endswith("/@@tasks")

    def test_happens_only_with_a_form_that_was_sent(self, task, render):
        render(MANAGER, task, "transition", id="complete")
        assert api.content.get_state(task) == "open"

    def test_is_not_open_to_the_supervisors_of_the_office(self, task, render):
        render("case-supervisor-2.ps-jen", task, "transition", "POST", id="complete")
        assert api.content.get_state(task) == "open"


class TestHandingOver:
    def test_offers_the_workers_of_the_office(self, task, render):
        page = render(MANAGER, task, "hand-over")
        values = page.xpath("//select[@id='responsible']/option/@value")
        assert {RESEARCHER, "PS-JEN:researchers"} <= set(values)
        assert MANAGER not in values
        assert "case-manager.ps-nbs" not in values

    def test_gives_the_task_away(self, task, render):
        render(MANAGER, task, "hand-over", "POST", responsible=RESEARCHER)
        assert task.responsible == RESEARCHER

    def test_says_why_it_is_refused(self, task, render):
        page = render(MANAGER, task, "hand-over", "POST", responsible="nobody")
        assert page.xpath("//*[@role='alert']")
        assert task.responsible == MANAGER

    def test_is_closed_to_other_managers(self, task, render):
        with pytest.raises(Unauthorized):
            render("case-manager-2.ps-jen", task, "hand-over")


class TestTheListOfTasks:
    def find_titles(self, page):
        return [
            " ".join(cell.text_content().split())
            for cell in page.xpath("//tbody/tr/th")
        ]

    def test_shows_own_tasks_the_most_pressing_first(
        self, portal, task, add_task, day, render
    ):
        add_task(title="لاحقة")
        add_task(title="مستعجلة", due_on=day(0))
        add_task(responsible=RESEARCHER, title="لغيرها")
        page = render(MANAGER, portal, "tasks")
        assert self.find_titles(page) == ["مستعجلة", "اتصال بالأسرة", "لاحقة"]
        assert page.xpath("//form[contains(@action, '/task-1/@@transition')]")

    def test_marks_what_is_overdue(self, portal, task, day, render):
        task.due_on = day(-1)
        task.reindexObject()
        page = render(MANAGER, portal, "tasks")
        assert page.xpath("//tr[@class='is-overdue']")

    def test_shows_the_team_to_supervisors(self, portal, task, render):
        page = render(SUPERVISOR, portal, "tasks", view="team")
        assert self.find_titles(page) == ["اتصال بالأسرة"]
        other = render("case-supervisor.ps-nbs", portal, "tasks", view="team")
        assert self.find_titles(other) == []

    def test_shows_what_is_done_lately(self, portal, task, as_worker, render):
        with as_worker(MANAGER):
            api.content.transition(task, "complete")
        assert self.find_titles(render(MANAGER, portal, "tasks")) == []
        page = render(MANAGER, portal, "tasks", view="done")
        assert self.find_titles(page) == ["اتصال بالأسرة"]

    @pytest.mark.case_in("registered")
    def test_shows_tasks_of_a_group_to_who_may_open_the_case(
        self, portal, case, add_task, render
    ):
        desk = "intake-officer.ps-jen"
        add_task(worker=desk, responsible="PS-JEN:intake", title="إشعار")
        page = render(desk, portal, "tasks", view="groups")
        assert self.find_titles(page) == ["إشعار"]

    def test_keeps_the_length_of_its_pages(self, portal, task, add_task, render):
        add_task(title="اتصال ثانٍ")
        page = render(MANAGER, portal, "tasks", b_size="1")
        for link in page.xpath("//nav[contains(@class, 'riaya-pager')]//a"):
            assert "b_size=1" in link.get("href")
        beyond = render(MANAGER, portal, "tasks", b_size="1", b_start="9")
        (sentence,) = beyond.xpath("//*[@class='riaya-empty']")
        assert "أقصر من ذلك" in read(sentence)

    def test_says_that_it_is_empty(self, portal, render, workers):
        assert render("planner", portal, "tasks").xpath("//p[@class='riaya-empty']")

    def test_is_closed_to_visitors(self, portal, workers):
        with api.env.adopt_roles(["Anonymous"]), pytest.raises(Unauthorized):
            portal.restrictedTraverse("@@tasks")


class TestTheAbsencesPage:
    def send(self, render, portal, worker, day, **changes):
        form = {
            "absent": MANAGER,
            "substitute": "case-manager-2.ps-jen",
            "first_day": day(0).isoformat(),
            "last_day": day(3).isoformat(),
        }
        return render(worker, portal, "absences", "POST", **form | changes)

    def test_records_and_ends(self, portal, task, day, render):
        assert self.send(render, portal, MANAGER, day) is None
        assert task.responsible == "case-manager-2.ps-jen"
        page = render(MANAGER, portal, "absences")
        (absence_id,) = page.xpath("//button[@name='end']/@value")
        render(MANAGER, portal, "absences", "POST", end=absence_id)
        assert task.responsible == MANAGER

    def test_offers_oneself_and_to_supervisors_all(self, portal, render, workers):
        page = render(MANAGER, portal, "absences")
        assert page.xpath("//select[@id='absent']/option/@value") == [MANAGER]
        page = render(SUPERVISOR, portal, "absences")
        assert MANAGER in page.xpath("//select[@id='absent']/option/@value")

    @pytest.mark.parametrize(
        ("worker", "changes"),
        [("case-manager-2.ps-jen", {}), (MANAGER, {"last_day": "soon"})],
    )
    def test_says_why_it_is_refused(
        self, portal, day, render, workers, worker, changes
    ):
        page = self.send(render, portal, worker, day, **changes)
        assert page.xpath("//*[@role='alert']")
        assert find_absences(portal["offices"]["ps-jen"]) == []

    def test_shows_nothing_of_other_offices(self, portal, task, day, render):
        self.send(render, portal, MANAGER, day)
        page = render("case-supervisor.ps-nbs", portal, "absences")
        assert not page.xpath("//tbody/tr")
        assert len(render(SUPERVISOR, portal, "absences").xpath("//tbody/tr")) == 1
