"""A register of an earlier version becomes one of this version."""

from riaya.core.database import get_engine
from riaya.register.tables import accesses
from riaya.register.tables import metadata
from riaya.register.tables import prepare
from riaya.register.tables import RegisterVersionDiffers
from riaya.register.tables import states
from riaya.register.tables import VERSION
from riaya.register.upgrading import find_steps
from riaya.register.upgrading import find_version
from riaya.register.upgrading import STEPS
from riaya.register.upgrading import upgrade_tables
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy import update

import pytest
import riaya.register.visits  # noqa: F401 - one of its tables stands there


INDEX_OF_VERSION_3 = (
    "CREATE INDEX riaya_case_by_escalation ON riaya_case (site, next_escalation)"
)


@pytest.fixture
def engine(database):
    """Give a database without tables."""
    return get_engine()


@pytest.fixture
def make_version(engine):
    """Return a function that makes the tables, says they have a version and adds a row."""

    def make(version):
        metadata.create_all(engine)
        with engine.begin() as connection:
            connection.execute(states.insert().values(name="version", value=version))
            connection.execute(states.insert().values(name="rebuilt:/x", value="2026"))
            connection.execute(
                accesses.insert().values(principal="x", access_key="y", may_read=1)
            )

    return make


@pytest.fixture
def version_3(engine, make_version):
    """Have a register of version 3, the first that a step leads away from."""
    make_version("3")
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX riaya_case_by_escalation"))
        connection.execute(text(INDEX_OF_VERSION_3))


def describe_schema(engine):
    """Return the columns and indexes of each table, as the database tells them."""
    found = inspect(engine)
    return {
        name: (
            [(each["name"], str(each["type"])) for each in found.get_columns(name)],
            {each["name"]: each["column_names"] for each in found.get_indexes(name)},
        )
        for name in found.get_table_names()
    }


def read_states(engine):
    with engine.begin() as connection:
        return dict(connection.execute(select(states)).all())


def test_the_steps_lead_to_this_version_one_after_the_other():
    assert find_steps(STEPS[0].source) == list(STEPS)
    assert STEPS[-1].target == VERSION


def test_no_steps_are_taken_that_do_not_arrive():
    assert find_steps(STEPS[0].source, wanted="nowhere") == []


def test_version_3_gets_the_tables_of_this_version(engine, version_3):
    upgrade_tables(engine)
    upgraded = describe_schema(engine)
    metadata.drop_all(engine)
    metadata.create_all(engine)
    assert upgraded == describe_schema(engine)


def test_its_rows_stay(engine, version_3):
    assert upgrade_tables(engine) == [
        "Version 3 became version 4: The index of escalations begins with the moment."
    ]
    assert read_states(engine) == {"version": VERSION, "rebuilt:/x": "2026"}
    with engine.begin() as connection:
        assert len(connection.execute(select(accesses)).all()) == 1


def test_from_a_version_without_steps_the_tables_are_made_anew(engine, make_version):
    make_version("1")
    (sentence,) = upgrade_tables(engine)
    assert sentence.startswith("From version 1 no step leads to version ")
    assert read_states(engine) == {"version": VERSION}
    with engine.begin() as connection:
        assert connection.execute(select(accesses)).all() == []


def test_nothing_is_done_to_a_register_of_this_version(engine, make_version):
    make_version(VERSION)
    assert upgrade_tables(engine) == []
    assert read_states(engine) == {"version": VERSION, "rebuilt:/x": "2026"}


def test_nothing_is_made_where_there_is_no_register_yet(engine):
    assert find_version(engine) is None
    assert upgrade_tables(engine) == []
    assert inspect(engine).get_table_names() == []


def test_a_step_that_fails_leaves_everything_as_it_was(engine, version_3):
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE riaya_case RENAME TO elsewhere"))
    before = describe_schema(engine)
    with pytest.raises(Exception, match="riaya_case"):
        upgrade_tables(engine)
    assert describe_schema(engine) == before
    assert find_version(engine) == "3"


def test_a_register_of_another_version_is_refused_and_kept(engine, version_3):
    with pytest.raises(RegisterVersionDiffers, match="has version 3") as refusal:
        prepare(engine)
    assert "riaya-site upgrade" in str(refusal.value)
    assert find_version(engine) == "3"
    upgrade_tables(engine)
    prepare(engine)


def test_a_register_without_a_version_is_of_another_version(engine, make_version):
    make_version(VERSION)
    with engine.begin() as connection:
        connection.execute(update(states).values(name=states.c.name + "?"))
    assert find_version(engine) == "unknown"
