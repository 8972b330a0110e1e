"""The SQL database beside the object database.

`RIAYA_REGISTER_URL` is its SQLAlchemy address.  Without it each process keeps
its rows in memory, which only tests want.
"""

from functools import cache
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
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        url = url.set(database=f"{url.database}-numbers")
    return _make_engine(url.render_as_string(hide_password=False), "own")


def get_session() -> Any:
    """Return this thread's session, joined to the current transaction."""
    return _make_sessions(_get_url())()


def _get_url() -> str:
    return os.environ.get(URL_VARIABLE) or "sqlite://"


@cache
def _make_engine(url: str, purpose: str = "shared") -> Engine:
    """Return one engine for each address and purpose."""
    backend = make_url(url)
    if backend.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    options: dict[str, Any] = {"connect_args": {"timeout": SECONDS_TO_WAIT}}
    if backend.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
        options["connect_args"]["check_same_thread"] = False
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


@cache
def _make_sessions(url: str) -> scoped_session:
    """Return the sessions of one address, each bound to its thread's transaction."""
    sessions = scoped_session(sessionmaker(bind=_make_engine(url)))
    register(sessions, initial_state="changed")
    return sessions


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers go on while somebody writes, and wait instead of failing."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
