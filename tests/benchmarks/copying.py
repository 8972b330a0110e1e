"""Thousands of cases for measurements and rehearsals; nobody in them exists.

Walking a case through its stages takes a quarter of a second.  So the cases
that are there already, those of the demonstration, serve as models: each new
case is a copy of one, with everything in its file, under a number, name,
identity number and registration date of its own.  Earlier versions of the
items are not copied.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import cycle
from itertools import islice
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUIDGenerator
from random import Random
from riaya.cases import timeline
from riaya.cases.clocks.keeping import get_kept_rows
from riaya.cases.clocks.keeping import get_open_runs
from riaya.cases.content import Case
from riaya.cases.identity import IdKind
from riaya.cases.identity import IIdentityRule
from riaya.cases.identity import InvalidIdentityNumber
from riaya.cases.practice import visits as record
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.present_visit import get_kept_visit
from riaya.cases.registration import make_client_code
from riaya.cases.registration import take_case_number
from riaya.core.settings import get_policy
from riaya.core.settings import get_zone
from riaya.offices.content import CaseFolder
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office
from riaya.offices.setting_up import get_year_folder
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

import transaction


BATCH = 100
# Registrations are spread over as many days before those of their models.
DAYS = 180
# Where CMFEditions notes the versions of an item; a copy has none.
VERSION_ATTRIBUTES = ("cmf_uid", "location_id", "version_id")


@dataclass(frozen=True)
class Model:
    """A case to be copied: its pickles, and what its copies change."""

    pickles: bytes
    case: Case
    folder: CaseFolder


def create_cases(
    count: int,
    copied: Iterable[Case],
    seed: int = 1,
    report: Callable[[int], None] = lambda done: None,
) -> None:
    """Add copies of committed cases, each in the office of its model.

    Commits in batches.  The same seed gives the same names and identity
    numbers.  Raises LookupError when there is no case to copy.  Pack the
    database afterwards.
    """
    chance = Random(seed)
    models = [_make_model(case) for case in copied]
    if not models:
        raise LookupError("There is no case to copy: create the demonstration first.")
    names = [model.case.client_name.partition(" ") for model in models]
    waiting = cycle(models)
    for done in range(0, count, BATCH):
        size = min(BATCH, count - done)
        copies = [
            _copy(model, names, chance, DAYS * (count - done - number) // count)
            for number, model in enumerate(islice(waiting, size))
        ]
        for case in copies:
            _index(case)
        transaction.commit()
        copies[0]._p_jar.cacheMinimize()
        report(done + size)


def find_cases() -> Iterator[Case]:
    """Return every case of the site, waking it."""
    for office in find_offices():
        for year in office["cases"].objectValues():
            yield from year.objectValues()


def _make_model(case: Case) -> Model:
    pickles = BytesIO()
    case._p_jar.exportFile(case._p_oid, pickles)
    office = get_office(case)
    folder = get_year_folder(office, case.registered_on.year)
    return Model(pickles.getvalue(), case, folder)


def _copy(model: Model, names: list, chance: Random, days: int) -> Case:
    """Return a copy in its folder, registered some days before its model."""
    case = model.folder._p_jar.importFile(BytesIO(model.pickles))
    office = get_office(model.folder)
    case.case_number = take_case_number(
        office, model.case.registered_on.year, model.folder
    )
    case.id = case.case_number.lower()
    case.client_code = make_client_code()
    case.client_name = f"{chance.choice(names)[0]} {chance.choice(names)[2]}"
    if case.id_kind == IdKind.NATIONAL:
        case.national_id = _invent_identity(len(case.national_id), chance)
    # A number keeps the year of its registration.
    days = min(days, case.registered_on.timetuple().tm_yday - 1)
    _move_in_time(case, timedelta(days=days))
    model.folder._setObject(case.id, case, suppress_events=True)
    return model.folder[case.id]


def _move_in_time(case: Case, before: timedelta) -> None:
    case.registered_at -= before
    case.registered_on = case.registered_at.astimezone(get_zone()).date()
    move_clocks(case, before)
    move_occurrences(case, before)
    move_visits(case, before)


def _invent_identity(length: int, chance: Random) -> str:
    """Return a number that the policy's rule accepts, in a range of no real one."""
    rule = getUtility(IIdentityRule, name=get_policy("identity_rule"))
    while True:
        digits = str(chance.randrange(10 ** (length - 2)))
        number = "9" + digits.zfill(length - 1)
        try:
            rule.check(number)
        except InvalidIdentityNumber:
            continue
        return number


def _index(case: Case) -> None:
    """Make the case and its items known to catalog, register and relations."""
    intids = getUtility(IIntIds)
    new_uid = getUtility(IUUIDGenerator)
    for content in (case, *case.objectValues()):
        setattr(content, ATTRIBUTE_NAME, new_uid())
        for name in VERSION_ATTRIBUTES:
            _forget(content, name)
        intids.register(content)
        content.indexObject()


def _forget(content: Any, name: str) -> None:
    if name in content.__dict__:
        delattr(content, name)


def move_clocks(case: Case, earlier: timedelta) -> None:
    """Move the clocks of a copied case to an earlier time."""
    clocks = get_open_runs(case)
    for key, run in list(clocks.items()):
        clocks[key] = _move_run(run, earlier)
    finished = get_kept_rows(case, "finished_clocks")
    finished[:] = [_move_run(run, earlier) for run in finished]
    changes = get_kept_rows(case, "clock_changes")
    changes[:] = [row | {"at": row["at"] - earlier} for row in changes]


def _move_run(run: dict, earlier: timedelta) -> dict:
    moments = ("started_at", "due_at", "met_at")
    return run | {name: run[name] and run[name] - earlier for name in moments}


def move_occurrences(case: Case, earlier: timedelta) -> None:
    """Move the whole timeline of a copied case to an earlier time."""
    occurrences = IAnnotations(case)[timeline.KEY]
    rows = list(occurrences.values())
    occurrences.clear()
    for position, row in enumerate(rows):
        at = row["at"] - earlier
        occurrences[timeline._make_key(at, position)] = row | {"at": at}


def move_visits(case: Case, earlier: timedelta) -> None:
    """Move the visits of a copied case to an earlier time."""
    kept = get_kept_visit(case)
    if kept is not None:
        kept.entered_at -= earlier
    visits = IAnnotations(case).get(record.KEY)
    for position, row in list(visits.items()) if visits is not None else ():
        visit = record._read_visit(position, row)
        steps = tuple(
            replace(
                step,
                findings=tuple(_move(each, earlier) for each in step.findings),
            )
            for step in visit.steps
        )
        moved = replace(
            visit,
            entered_at=visit.entered_at - earlier,
            left_at=visit.left_at and visit.left_at - earlier,
            steps=steps,
        )
        visits[position] = record._write_visit(moved)


def _move(finding: VisitFinding, earlier: timedelta) -> VisitFinding:
    return replace(
        finding,
        at=finding.at and finding.at - earlier,
        late_at=finding.late_at and finding.late_at - earlier,
    )
