"""The SQL database beside the object database.

`RIAYA_REGISTER_URL` is its SQLAlchemy address.  Without it each process keeps
its rows in memory, which only tests want.

Writing goes through the session, which ends with the request's transaction.
Reading goes through `open_reader`, which takes no lock and joins nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from sqlalchemy import Connection
from sqlalchemy import create_engine
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import scoped_session
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool
from typing import Any
from zope.sqlalchemy import register

import os


URL_VARIABLE = "RIAYA_REGISTER_URL"
SECONDS_TO_WAIT = 30


def get_engine() -> Engine:
    """Return the engine whose writes end with the request's transaction."""
    return _make_engine(_get_url())


def get_own_engine() -> Engine:
    """Return an engine for writes that must stay when the request fails.

    SQLite lets one connection write at a time, so these rows live in a file
    of their own; otherwise a request would wait for itself.
    """
    url = make_url(_get_url())
    if url.get_backend_name() == "sqlite" and url.database not in (
        None,
        "",
        ":memory:",
    ):
        url = url.set(database=f"{url.database}-numbers")
    return _make_engine(url.render_as_string(hide_password=False), "own")


def get_session() -> Any:
    """Return this thread's session for writing, joined to the current transaction.

    In SQLite the first statement takes the one lock for writers and keeps it
    until the transaction ends; statements that only read use `open_reader`.
    """
    return _make_sessions(_get_url())()


@contextmanager
def open_reader() -> Iterator[Connection]:
    """Give a connection for reading, which sees what this transaction has written."""
    session = get_session()
    if session.in_transaction():
        yield session.connection()
        return
    with get_engine().connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def _get_url() -> str:
    return os.environ.get(URL_VARIABLE) or "sqlite://"


@cache
def _make_engine(url: str, purpose: str = "shared") -> Engine:
    """Return one engine for each address and purpose."""
    backend = make_url(url)
    if backend.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    # zope.sqlalchemy takes the bare name for a driver without savepoints.
    backend = backend.set(drivername="sqlite+pysqlite")
    options: dict[str, Any] = {"connect_args": {"timeout": SECONDS_TO_WAIT}}
    if backend.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
        options["connect_args"]["check_same_thread"] = False
    engine = create_engine(backend, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_in_sqlite)
    return engine


@cache
def _make_sessions(url: str) -> scoped_session:
    """Return the sessions of one address, each bound to its thread's transaction."""
    sessions = scoped_session(sessionmaker(bind=_make_engine(url)))
    register(sessions, initial_state="changed")
    return sessions


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers go on while somebody writes, and wait instead of failing."""
    # Python's driver begins transactions late and forgets savepoints.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_in_sqlite(connection: Connection) -> None:
    """Take the lock at once: one that is taken late fails instead of waiting."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
