"""Keeping the register in step with the cases.

Whatever indexes a case in the catalog's queue marks the case as touched.
When the transaction is about to be committed, each touched case is looked up
where it should be, and its row is written, or deleted when the case is gone.
Nothing is remembered about *what* changed, so a savepoint that was rolled
back or a request that is tried again cannot leave a wrong row; and the row
belongs to the same transaction, so a failed one leaves no row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.interfaces import IIndexQueueProcessor
from riaya.cases.interfaces import ICase
from riaya.core.database import get_engine
from riaya.core.database import open_reader
from riaya.register.rows import Access
from riaya.register.rows import describe_case
from riaya.register.rows import RegisterEntry
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.register.tables import get_writer
from riaya.register.tables import prepare
from riaya.register.tables import words
from riaya.register.visits import delete_visits
from riaya.register.visits import write_visits
from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from typing import Any
from zope.interface import implementer

import transaction


@implementer(IIndexQueueProcessor)
class RegisterProcessor:
    """Listen to the catalog's queue for cases."""

    def index(self, obj: Any, attributes: Any = None) -> None:
        """Mark a case that was added."""
        touch(obj)

    def reindex(
        self, obj: Any, attributes: Any = None, update_metadata: int = 1
    ) -> None:
        """Mark a case that was changed, or something in its file."""
        touch(obj)

    def unindex(self, obj: Any) -> None:
        """Mark a case that was removed or moved."""
        touch(obj)

    def begin(self) -> None:
        """Do nothing: a touched case is written when everything is indexed."""

    def commit(self) -> None:
        """Do nothing: the rows are committed with the transaction."""

    def abort(self) -> None:
        """Do nothing: what was touched is forgotten with the transaction."""


class TouchedCases:
    """The cases that one transaction touched, by UID."""

    def __init__(self) -> None:
        self.all: dict[str, tuple[Any, tuple[str, ...]]] = {}
        self.unwritten: set[str] = set()


# The key under which a transaction keeps its TouchedCases.
_KEY = object()


def touch(content: Any) -> None:
    """Remember that a case has to be written at the end of the transaction."""
    if not ICase.providedBy(content) or not (uid := IUUID(content, None)):
        return
    touched = _get_touched()
    if touched is None:
        touched = TouchedCases()
        current = transaction.get()
        current.set_data(_KEY, touched)
        current.addBeforeCommitHook(write_all_touched_cases, (touched,))
    touched.all[uid] = content.getPhysicalRoot(), content.getPhysicalPath()
    touched.unwritten.add(uid)


@contextmanager
def open_register() -> Iterator[Connection]:
    """Give a connection that reads the register, this transaction's changes included."""
    processQueue()
    touched = _get_touched()
    if touched is not None and touched.unwritten:
        _write(touched, set(touched.unwritten))
    prepare(get_engine())
    with open_reader() as connection:
        yield connection


def write_all_touched_cases(touched: TouchedCases) -> None:
    """Write the rows of touched cases, also those that a reader had written.

    A savepoint may have undone them since.
    """
    _write(touched, set(touched.all))


def write_entry(entry: RegisterEntry) -> None:
    """Write the row of a case, its visits, words and access where they changed."""
    session = get_writer()
    write_visits(session, entry.row["uid"], entry.visits)
    known = session.execute(
        select(cases).where(cases.c.uid == entry.row["uid"])
    ).first()
    if known is not None and dict(known._mapping) == entry.row:
        return
    _write_access(session, entry.access)
    insert = _insert_into(session, cases).values(entry.row)
    session.execute(
        insert.on_conflict_do_update(index_elements=["uid"], set_=entry.row)
    )
    if known is None or known.words_key != entry.row["words_key"]:
        _write_words(session, entry)


def delete_entry(uid: str) -> None:
    """Delete the row of a case that is gone."""
    session = get_writer()
    session.execute(delete(words).where(words.c.uid == uid))
    delete_visits(session, uid)
    session.execute(delete(cases).where(cases.c.uid == uid))


def _write(touched: TouchedCases, uids: set[str]) -> None:
    for uid in sorted(uids):
        root, path = touched.all[uid]
        case = root.unrestrictedTraverse(path, None)
        if ICase.providedBy(case) and IUUID(case, None) == uid:
            write_entry(describe_case(case))
        else:
            delete_entry(uid)
    touched.unwritten.difference_update(uids)


def _write_access(session: Any, access: Access) -> None:
    known = select(accesses.c.access_key).where(accesses.c.access_key == access.key)
    if session.execute(known.limit(1)).first() is None:
        # Somebody else may be writing the same set.
        insert = _insert_into(session, accesses).values(access.rows)
        session.execute(insert.on_conflict_do_nothing())


def _write_words(session: Any, entry: RegisterEntry) -> None:
    session.execute(delete(words).where(words.c.uid == entry.row["uid"]))
    session.execute(words.insert(), entry.words)


def _insert_into(session: Any, table: Any) -> Any:
    dialect = session.get_bind().dialect.name
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def _get_touched() -> TouchedCases | None:
    try:
        return transaction.get().data(_KEY)
    except KeyError:
        return None
