"""The deadlines of all clocks in one table."""

from dataclasses import replace
from riaya.guide.authoring.deadline_table import get_table_version
from riaya.guide.authoring.deadline_table import read_table
from riaya.guide.authoring.deadline_table import TypedLength
from riaya.guide.authoring.deadline_table import write_table
from riaya.guide.contents import find_step_objects
from riaya.guide.exceptions import DeadlinesRefused
from riaya.guide.lookup import find_deadline_rules
from zExceptions import Unauthorized

import pytest


@pytest.fixture
def save(draft, render):
    """Return a function that saves the table of the draft with some cells changed."""

    def post(worker="trainer", opened=None, **cells):
        form = {"opened": opened or get_table_version(draft)}
        for clock, line in read_table(draft).items():
            form[f"{clock}.step"] = line.step
            for group, length in line.lengths.items():
                form[f"{clock}.{group}.amount"] = length.amount
                form[f"{clock}.{group}.unit"] = length.unit
        form |= {name.replace("__", "."): value for name, value in cells.items()}
        return render(worker, draft, "deadline-table", method="POST", **form)

    return post


class TestDeadlineTable:
    def test_shows_every_clock_and_group(self, draft, render):
        page = render("trainer", draft, "deadline-table")
        assert len(page.cssselect("tbody tr")) == len(read_table(draft))
        (amount,) = page.cssselect("[name='T5.immediate.amount']")
        assert amount.get("value") == "7"

    def test_saved_unchanged_changes_nothing(self, draft, save):
        before = [step.deadlines for step in find_step_objects(draft)]
        assert save() is None
        assert [step.deadlines for step in find_step_objects(draft)] == before

    def test_takes_another_length_in_arabic_digits(self, draft, save):
        save(T5__urgent__amount="١٢", T5__urgent__unit="working_days")
        rule = find_deadline_rules(draft, "urgent")["T5"]
        assert (rule.amount, rule.unit) == (12, "working_days")

    def test_takes_a_clock_to_another_step(self, draft, save):
        save(T5__step=draft["steps"]["planning"].UID())
        assert "T5" not in {r["clock"] for r in draft["steps"]["assessment"].deadlines}
        assert "T5" in {row["clock"] for row in draft["steps"]["planning"].deadlines}

    def test_removes_what_is_cleared(self, draft, save):
        save(T5__urgent__amount="")
        assert "T5" not in find_deadline_rules(draft, "urgent")
        assert "T5" in find_deadline_rules(draft, "immediate")

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [
            ("0", "days"),
            ("-3", "days"),
            ("732", "days"),
            ("17521", "hours"),
            ("524", "working_days"),
            ("غداً", "days"),
            ("5", "years"),
        ],
    )
    def test_says_which_length_is_wrong_and_keeps_what_was_typed(
        self, draft, save, amount, unit
    ):
        page = save(
            T5__urgent__amount=amount, T5__urgent__unit=unit, T6__urgent__amount="4"
        )
        (wrong,) = page.cssselect("[aria-invalid]")
        assert wrong.get("name") == "T5.urgent.amount"
        assert wrong.get("value") == amount
        (other,) = page.cssselect("[name='T6.urgent.amount']")
        assert other.get("value") == "4"
        assert find_deadline_rules(draft, "urgent")["T5"].amount == 14

    @pytest.mark.parametrize(
        ("digits", "is_read"), [(9, True), (10, False), (4_301, False)]
    )
    def test_reads_no_number_of_more_than_nine_digits(self, draft, digits, is_read):
        table = read_table(draft)
        length = TypedLength("9" * digits, "days")
        table["T5"] = replace(table["T5"], lengths={"urgent": length})
        with pytest.raises(DeadlinesRefused) as refusal:
            write_table(draft, table, get_table_version(draft))
        reason = refusal.value.cells["T5", "urgent"].mapping["reason"]
        assert (reason != "error_cell_not_a_number") is is_read

    def test_asks_for_the_step_of_a_clock(self, save):
        page = save(T5__step="")
        (wrong,) = page.cssselect("[aria-invalid]")
        assert wrong.get("name") == "T5.step"

    def test_refuses_to_overwrite_what_somebody_changed_meanwhile(self, draft, save):
        opened = get_table_version(draft)
        step = draft["steps"]["assessment"]
        step.deadlines = [step.deadlines[0] | {"amount": 9}, *step.deadlines[1:]]
        page = save(opened=opened, T5__urgent__amount="3")
        assert page.cssselect(".riaya-notice.is-danger")
        assert find_deadline_rules(draft, "urgent")["T5"].amount == 14

    @pytest.mark.parametrize("worker", ["case-supervisor.ps-jen", "planner"])
    def test_is_refused_to_others(self, draft, save, worker):
        with pytest.raises(Unauthorized):
            save(worker)

    def test_of_a_published_edition_is_refused(self, published, render):
        with pytest.raises(Unauthorized):
            render("trainer", published, "deadline-table")
