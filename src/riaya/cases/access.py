"""Who has access to a case because of the case itself.

Source of the rules: the access table of the contract.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import WITH_INTAKE
from riaya.offices.lookup import get_office
from riaya.security.causes import Cause
from riaya.security.causes import Facts
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from riaya.security.roles import OfficeGroup
from riaya.security.roles import OVERSEERS
from zope.component import adapter
from zope.interface import implementer


@dataclass(frozen=True)
class CaseFacts(Facts):
    """Assignment, the intake desk while it holds the case, the office's oversight."""

    office: str
    reception_point: str
    manager: str | None
    supervisor: str | None
    is_with_intake: bool
    is_restricted: bool

    def find(self) -> Iterator[Cause]:
        """Return the causes that the case itself gives."""
        yield from self._find_assigned()
        if self.is_with_intake:
            yield from self._find_intake()
        if not self.is_restricted:
            for group in OVERSEERS:
                yield Cause(
                    group.of(self.office),
                    CaseRole.OVERSEER,
                    "oversight",
                    _("cause_oversight", default="Oversees the office of the case"),
                )

    def _find_assigned(self) -> Iterator[Cause]:
        if self.manager:
            yield Cause(
                self.manager,
                CaseRole.MANAGER,
                "assignment",
                _("cause_case_manager", default="Is the assigned case manager"),
            )
        if self.supervisor:
            yield Cause(
                self.supervisor,
                CaseRole.SUPERVISOR,
                "assignment",
                _("cause_supervisor", default="Is the assigned supervisor"),
            )

    def _find_intake(self) -> Iterator[Cause]:
        for code in {self.office, self.reception_point}:
            yield Cause(
                OfficeGroup.INTAKE.of(code),
                CaseRole.REGISTRAR,
                "intake",
                _(
                    "cause_intake",
                    default="Registers and screens the case, until it is assigned",
                ),
            )


@implementer(ICauses)
@adapter(ICase)
def read_case_facts(case: Case) -> CaseFacts:
    """Return what the causes of a case follow from, as the case is now."""
    office_code = get_office(case).code
    return CaseFacts(
        office=office_code,
        reception_point=case.reception_point or office_code,
        manager=case.case_manager,
        supervisor=case.supervisor,
        is_with_intake=get_stage(case) in WITH_INTAKE,
        is_restricted=is_restricted(case),
    )


def find_knowers(case: Case) -> set[str]:
    """Return who may know number, state and clocks of a case, readers or not."""
    office_code = get_office(case).code
    return {group.of(office_code) for group in OVERSEERS}
