"""Numbers that rise and are never given twice.

A number is taken in a transaction of its own: when the request fails, the
number is lost, never reused.  So no two writers wait for each other longer
than one statement, and the object database has no counter to fight over.
"""

from functools import cache
from riaya.core.database import get_own_engine
from sqlalchemy import Column
from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable


metadata = MetaData()
sequences = Table(
    "riaya_sequence",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Integer, nullable=False),
)

# An advisory lock of PostgreSQL; any number that nobody else uses.
MAKING_TABLES = 7_421_902


def take_number(name: str, at_least: int = 1) -> int:
    """Return the next number of a sequence, not below `at_least`."""
    engine = _prepare(get_own_engine())
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(sequences).values(name=name, value=at_least)
    # GREATEST and SQLite's two-argument max() are the same function.
    larger = func.greatest if engine.dialect.name == "postgresql" else func.max
    statement = insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"value": larger(sequences.c.value + 1, insert.excluded.value)},
    ).returning(sequences.c.value)
    with engine.begin() as connection:
        return connection.execute(statement).scalar_one()


@cache
def _prepare(engine: Engine) -> Engine:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # It lets two connections begin to make one table, and fails the slower.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MAKING_TABLES})"))
        connection.execute(CreateTable(sequences, if_not_exists=True))
    return engine
