"""What SQLite reads to answer the register's questions.

It has no statistics there, so its choice of an index is the same for ten
cases and for a hundred thousand.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from riaya.core.database import get_engine
from riaya.core.database import open_reader
from riaya.register.escalations import Escalations
from sqlalchemy import event
from typing import Any

import pytest


# PostgreSQL has statistics and chooses by them.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ESCALATIONS = "riaya_case_by_escalation"


@contextmanager
def recorded() -> Iterator[list[tuple[str, Any]]]:
    """Give a list that is filled with every question asked meanwhile."""
    questions: list[tuple[str, Any]] = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if statement.startswith(("SELECT", "WITH")):
            questions.append((statement, parameters))

    engine = get_engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield questions
    finally:
        event.remove(engine, "before_cursor_execute", note)


def explain(questions: list[tuple[str, Any]]) -> list[str]:
    """Return how SQLite answers each of the questions."""
    with open_reader() as connection:
        return [
            " | ".join(
                row.detail
                for row in connection.exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", parameters
                )
            )
            for statement, parameters in questions
        ]


@pytest.fixture
def find_plans(database: str, case: Any) -> Callable[[Callable], list[str]]:
    """Return a function that tells how what an action asks is answered."""

    def find(action: Callable) -> list[str]:
        action()
        with recorded() as questions:
            action()
        assert questions
        return explain(questions)

    return find


@pytest.mark.parametrize("view", ["mine", "decisions", "overdue", "office"])
def test_a_worklist_does_not_read_every_case_of_the_country(find_plans, ask, view):
    plans = find_plans(lambda: ask("case-manager.ps-jen", view=view))
    assert not [plan for plan in plans if ESCALATIONS in plan]


def test_what_has_to_be_told_is_found_by_its_moment(find_plans, portal):
    plans = find_plans(lambda: list(Escalations().find_work(portal)))
    assert any(f"{ESCALATIONS} (next_escalation<?" in plan for plan in plans), plans
