"""Searching the register by number, name and identity number.

The semantics are those of `riaya.core.arabic.matches`, the same in both
databases: a query can be read in several ways, each way is a list of terms,
and each term must be one of the words kept for the case.
"""

from riaya.core.arabic import parse_query
from riaya.core.arabic import SearchTerm
from riaya.register.tables import words
from sqlalchemy import ColumnElement
from sqlalchemy import CTE
from sqlalchemy import false
from sqlalchemy import FromClause
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import union_all


LAST_CHARACTER = "\U0010ffff"


def find_matches(text: str) -> CTE | None:
    """Return the cases that a text finds, as `uid` and `is_by_number`; None for no text.

    `is_by_number` is 1 when the words of the case number alone are enough: so
    one may find a case that one only knows.  Found by its client's name, a
    search would tell whose file it is.  Text without a letter or digit finds
    nothing.
    """
    if not text.strip():
        return None
    ways = parse_query(text)
    matches = [_match(way, only_number=False) for way in ways]
    matches += [_match(way, only_number=True) for way in ways]
    if not matches:
        matches = [select(words.c.uid, literal(0).label("is_by_number")).where(false())]
    found = union_all(*matches).subquery()
    return (
        select(found.c.uid, func.max(found.c.is_by_number).label("is_by_number"))
        .group_by(found.c.uid)
        .cte("found")
    )


def _match(way: list[SearchTerm], only_number: bool) -> Select:
    """Return the cases that have every term; the rarest is looked up first."""
    rarest, *others = sorted(way, key=_guess_commonness)
    query = select(words.c.uid, literal(int(only_number)).label("is_by_number")).where(
        *_is_term(words, rarest, only_number)
    )
    for term in others:
        other = words.alias()
        query = query.where(
            select(literal(1))
            .where(other.c.uid == words.c.uid, *_is_term(other, term, only_number))
            .correlate(words)
            .exists()
        )
    return query


def _guess_commonness(term: SearchTerm) -> tuple:
    """Return less for a rarer word: many digits are rare, then many letters."""
    longest = max(term.spellings, key=len)
    return term.is_prefix, -sum(map(str.isdigit, longest)), -len(longest)


def _is_term(
    kept: FromClause, term: SearchTerm, only_number: bool
) -> list[ColumnElement]:
    spellings = sorted(term.spellings)
    if term.is_prefix:
        ranges = (
            kept.c.word.between(each, each + LAST_CHARACTER) for each in spellings
        )
        condition = or_(*ranges)
    else:
        condition = kept.c.word.in_(spellings)
    return [condition, kept.c.is_of_number] if only_number else [condition]
