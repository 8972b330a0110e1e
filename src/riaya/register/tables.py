"""The tables of the case register.

One narrow row for each case.  Who may see a row stands in `accesses`: cases
with the same readers and knowers share one set, so a site with twenty
thousand cases has some hundred sets, and a query asks those first.

A change of these tables comes with a new VERSION and a step in `upgrading`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from functools import cache
from riaya.core.database import get_engine
from riaya.core.database import get_session
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import Date
from sqlalchemy import DateTime
from sqlalchemy import Engine
from sqlalchemy import Index
from sqlalchemy import inspect
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import text
from sqlalchemy import TypeDecorator
from typing import Any


VERSION = "4"
# Any number that no other program on the same server is likely to choose.
MIGRATION_LOCK = 7_420_113

# Compared byte by byte in both databases: a beginning is a range of words.
Text = String().with_variant(String(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator):
    """A moment, kept in UTC without its zone, as both databases can."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Any
    ) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(
        self, value: datetime | None, dialect: Any
    ) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

states = Table(
    "riaya_register",
    metadata,
    Column("name", String(255), primary_key=True),
    Column("value", String(255), nullable=False),
)

cases = Table(
    "riaya_case",
    metadata,
    Column("uid", String(64), primary_key=True),
    # Several sites of one process share the database.
    Column("site", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("case_number", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("review_state", Text, nullable=False),
    Column("confidentiality", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("access_key", String(32), nullable=False),
    Column("client_kind", Text),
    Column("client_name", Text),
    Column("sort_name", Text, nullable=False),
    # Codes between commas: `,POV,PWD,`
    Column("categories", Text, nullable=False),
    Column("response_group", Text),
    Column("risk_level", Text),
    Column("case_manager", Text),
    Column("supervisor", Text),
    Column("waits_for_manager", Boolean, nullable=False),
    Column("waits_for_supervisor", Boolean, nullable=False),
    Column("registered_on", Date),
    Column("next_due", UtcDateTime),
    # The clock that is due then; empty for a planned day.
    Column("next_clock", Text),
    # Who was told of an overdue clock: 0 nobody, 1 the supervisor, 2 the director.
    Column("escalation", Integer, nullable=False),
    Column("next_escalation", UtcDateTime),
    Column("words_key", String(32), nullable=False),
    # Everything that views, filters and orders ask, so that counting reads this
    # index alone, one run of it for each set of people.
    Index(
        "riaya_case_by_access",
        "access_key",
        "site",
        "is_open",
        "review_state",
        "next_due",
        "escalation",
        "case_number",
        "response_group",
        "categories",
        "case_manager",
        "supervisor",
        "waits_for_manager",
        "waits_for_supervisor",
        "office",
        "uid",
    ),
    # The moment first: begun by the site, SQLite would take this index for every
    # question, and read all cases of the country to find a worker's own.
    Index("riaya_case_by_escalation", "next_escalation", "site"),
    Index("riaya_case_by_manager", "case_manager"),
    Index("riaya_case_by_supervisor", "supervisor"),
)

accesses = Table(
    "riaya_case_access",
    metadata,
    Column("principal", Text, primary_key=True),
    Column("access_key", String(32), primary_key=True),
    # 1: reads the case; 0: knows its number, stage and clocks.
    Column("may_read", Integer, primary_key=True, autoincrement=False),
    Column("until", UtcDateTime),
    Index("riaya_case_access_by_key", "access_key"),
)

words = Table(
    "riaya_case_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("uid", String(64), primary_key=True),
    # A word of the case number, which also finds a case that one only knows.
    Column("is_of_number", Boolean, nullable=False),
    Index("riaya_case_word_by_case", "uid", "word"),
)


class RegisterVersionDiffers(RuntimeError):
    """Refuse a register whose tables another version of Riaya has made."""

    def __init__(self, found: str):
        super().__init__(
            f"The case register has version {found}, and this version of Riaya works with "
            f"version {VERSION}. Stop the server and run riaya-site upgrade."
        )


def get_writer() -> Any:
    """Return the session that writes the register within the transaction."""
    prepare(get_engine())
    return get_session()


@cache
def prepare(engine: Engine) -> None:
    """Make the tables where there are none.

    Raises RegisterVersionDiffers for tables of another version.
    """
    with open_for_changes(engine) as connection:
        found = read_version(connection)
        if found is None:
            make_tables(connection)
        elif found != VERSION:
            raise RegisterVersionDiffers(found)


@contextmanager
def open_for_changes(engine: Engine) -> Iterator[Connection]:
    """Give the one connection that may change the tables now."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Two processes may start at the same moment.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        yield connection


def read_version(connection: Connection) -> str | None:
    """Return the version of the tables, or None where there are none."""
    if not inspect(connection).has_table(states.name):
        return None
    query = select(states.c.value).where(states.c.name == "version")
    return connection.execute(query).scalar() or "unknown"


def make_tables(connection: Connection) -> None:
    """Make empty tables of this version in place of all that are there."""
    metadata.drop_all(connection)
    metadata.create_all(connection)
    connection.execute(states.insert().values(name="version", value=VERSION))
