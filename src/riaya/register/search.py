"""Searching the register by number, name and identity number.

The semantics are those of `riaya.core.arabic.matches`, the same in both
databases: a query can be read in several ways, each way is a list of terms,
and each term must be one of the words kept for the case.
"""

from riaya.core.arabic import parse_query
from riaya.core.arabic import SearchTerm
from riaya.register.tables import cases
from riaya.register.tables import words
from sqlalchemy import and_
from sqlalchemy import ColumnElement
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import true


LAST_CHARACTER = "\U0010ffff"


def make_search_condition(text: str, may_read: ColumnElement) -> ColumnElement:
    """Return the condition under which a row is found.

    A case that one may not read is found by its number only, or else a search
    would tell whose file it is.  Text without a letter or digit finds nothing.
    """
    if not text.strip():
        return true()
    ways = parse_query(text)
    if not ways:
        return false()
    return and_(
        _match(ways, only_numbers=False),
        or_(may_read, _match(ways, only_numbers=True)),
    )


def _match(ways: list[list[SearchTerm]], only_numbers: bool) -> ColumnElement:
    return or_(
        *(
            and_(*(cases.c.uid.in_(_find_uids(term, only_numbers)) for term in way))
            for way in ways
        )
    )


def _find_uids(term: SearchTerm, only_numbers: bool) -> Select:
    query = select(words.c.uid)
    if term.is_prefix:
        query = query.where(
            or_(
                *(
                    words.c.word.between(beginning, beginning + LAST_CHARACTER)
                    for beginning in sorted(term.spellings)
                )
            )
        )
    else:
        query = query.where(words.c.word.in_(sorted(term.spellings)))
    return query.where(words.c.is_of_number) if only_numbers else query
