"""Making the register again from the content.

The content is the truth and the register its copy.  Rebuilding writes every
case's row again and tells what was wrong: cases without a row, rows without a
case, and values that differed.  Sequences of case numbers are no copy of
anything; they are kept elsewhere and never touched here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from plone import api
from riaya import _
from riaya import logger
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.core.time.clock import now
from riaya.offices.lookup import find_offices
from riaya.register.recording import delete_entry
from riaya.register.recording import open_register
from riaya.register.recording import write_entry
from riaya.register.rows import describe_case
from riaya.register.rows import get_site_path
from riaya.register.rows import RegisterEntry
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.register.tables import get_writer
from riaya.register.tables import states
from riaya.register.tables import words
from riaya.register.visits import are_same
from riaya.register.visits import read_visits
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from typing import Any
from zope.i18nmessageid import Message


# Loaded cases are let go after so many, or a large site fills the memory.
BATCH = 500


@dataclass
class RebuildReport:
    """What differed between the cases and the register, by case number."""

    case_count: int = 0
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)

    def describe(self) -> list[Message]:
        """Return the differences in sentences; values are not repeated in them."""
        return [
            self._describe_total(),
            *(
                _(
                    "msg_register_missing",
                    default="Case ${number} was missing in the register.",
                    mapping={"number": number},
                )
                for number in self.missing
            ),
            *(
                _(
                    "msg_register_extra",
                    default="The register listed case ${number}, which does not exist.",
                    mapping={"number": number},
                )
                for number in self.extra
            ),
            *(
                _(
                    "msg_register_changed",
                    default="Case ${number} differed in: ${fields}.",
                    mapping={"number": number, "fields": ", ".join(fields)},
                )
                for number, fields in self.changed.items()
            ),
        ]

    def _describe_total(self) -> Message:
        differences = len(self.missing) + len(self.extra) + len(self.changed)
        if not differences:
            return _(
                "msg_register_agreed",
                default="The register agreed with all ${count} cases.",
                mapping={"count": self.case_count},
            )
        return _(
            "msg_register_rebuilt",
            default="The register was rebuilt from ${count} cases; ${differences} of its entries differed.",
            mapping={"count": self.case_count, "differences": differences},
        )


def rebuild_register(portal: Any) -> RebuildReport:
    """Write the row of every case again, delete rows without a case, and report."""
    report = RebuildReport()
    site = get_site_path(portal)
    known = _read_numbers(site)
    for case in _find_cases(portal):
        entry = describe_case(case)
        report.case_count += 1
        known.pop(entry.row["uid"], None)
        _compare(entry, report)
    for uid, number in known.items():
        report.extra.append(number)
        delete_entry(uid)
    _delete_unused_access()
    _mark_complete(site)
    logger.info("Rebuilt the case register: %s cases", report.case_count)
    return report


def needs_rebuild(portal: Any) -> bool:
    """Return True when cases exist that a new or dropped register never met."""
    site = get_site_path(portal)
    with open_register() as connection:
        query = select(states.c.value).where(states.c.name == f"rebuilt:{site}")
        if connection.execute(query).scalar():
            return False
        query = select(func.count()).select_from(cases).where(cases.c.site == site)
        count = connection.execute(query).scalar_one()
    catalog = api.portal.get_tool("portal_catalog")
    return count < len(catalog.unrestrictedSearchResults(portal_type="riaya.case"))


def _compare(entry: RegisterEntry, report: RebuildReport) -> None:
    """Repair what the register holds of one case, and note the difference."""
    number = entry.row["case_number"]
    found = _read_entry(entry.row["uid"])
    if found is None:
        report.missing.append(number)
    elif differing := sorted(_find_differences(entry, *found)):
        report.changed[number] = differing
    else:
        return
    delete_entry(entry.row["uid"])
    session = get_writer()
    session.execute(delete(accesses).where(accesses.c.access_key == entry.access.key))
    write_entry(entry)


def _find_differences(
    entry: RegisterEntry,
    row: dict,
    found_words: set,
    found_access: set,
    found_visits: list,
) -> Iterator[str]:
    yield from (name for name, value in entry.row.items() if row[name] != value)
    if found_words != {(each["word"], each["is_of_number"]) for each in entry.words}:
        yield "words"
    wanted = {
        (each["principal"], each["may_read"], each["until"])
        for each in entry.access.rows
    }
    if found_access != wanted:
        yield "access"
    if not are_same(found_visits, entry.visits):
        yield "visits"


def _read_entry(uid: str) -> tuple[dict, set, set, list] | None:
    session = get_writer()
    row = session.execute(select(cases).where(cases.c.uid == uid)).first()
    if row is None:
        return None
    found_words = session.execute(
        select(words.c.word, words.c.is_of_number).where(words.c.uid == uid)
    )
    found_access = session.execute(
        select(accesses.c.principal, accesses.c.may_read, accesses.c.until).where(
            accesses.c.access_key == row.access_key
        )
    )
    return (
        dict(row._mapping),
        set(map(tuple, found_words)),
        set(map(tuple, found_access)),
        read_visits(session, uid),
    )


def _read_numbers(site: str) -> dict[str, str]:
    query = select(cases.c.uid, cases.c.case_number).where(cases.c.site == site)
    with open_register() as connection:
        return dict(connection.execute(query).all())


def _find_cases(portal: Any) -> Iterator[Case]:
    """Walk the case folders themselves: the catalog is a copy too."""
    for office in find_offices():
        for year in office["cases"].objectValues() if "cases" in office else ():
            for count, case in enumerate(year.objectValues(), start=1):
                if ICase.providedBy(case):
                    yield case
                if count % BATCH == 0:
                    portal._p_jar.cacheMinimize()


def _delete_unused_access() -> None:
    used = select(cases.c.access_key)
    get_writer().execute(delete(accesses).where(accesses.c.access_key.not_in(used)))


def _mark_complete(site: str) -> None:
    name = f"rebuilt:{site}"
    session = get_writer()
    session.execute(delete(states).where(states.c.name == name))
    value = now().isoformat(timespec="seconds")
    session.execute(states.insert().values(name=name, value=value))
