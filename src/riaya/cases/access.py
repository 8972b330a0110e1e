"""Who has access to a case because of the case itself.

Source of the rules: the access table of the contract.
"""

from collections.abc import Iterator
from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import WITH_INTAKE
from riaya.offices.lookup import get_office
from riaya.security.causes import Cause
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from riaya.security.roles import OfficeGroup
from riaya.security.roles import OVERSEERS
from zope.component import adapter
from zope.interface import implementer


@implementer(ICauses)
@adapter(ICase)
class CaseCauses:
    """Assignment, the intake desk while it holds the case, the office's oversight."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> Iterator[Cause]:
        """Return the causes that the case itself gives."""
        yield from self._find_assigned()
        office_code = get_office(self.case).code
        if get_stage(self.case) in WITH_INTAKE:
            yield from self._find_intake(office_code)
        if not is_restricted(self.case):
            for group in OVERSEERS:
                yield Cause(
                    group.of(office_code),
                    CaseRole.OVERSEER,
                    "oversight",
                    _("cause_oversight", default="Oversees the office of the case"),
                )

    def _find_assigned(self) -> Iterator[Cause]:
        if self.case.case_manager:
            yield Cause(
                self.case.case_manager,
                CaseRole.MANAGER,
                "assignment",
                _("cause_case_manager", default="Is the assigned case manager"),
            )
        if self.case.supervisor:
            yield Cause(
                self.case.supervisor,
                CaseRole.SUPERVISOR,
                "assignment",
                _("cause_supervisor", default="Is the assigned supervisor"),
            )

    def _find_intake(self, office_code: str) -> Iterator[Cause]:
        reception_point = getattr(self.case, "reception_point", None) or office_code
        for code in {office_code, reception_point}:
            yield Cause(
                OfficeGroup.INTAKE.of(code),
                CaseRole.REGISTRAR,
                "intake",
                _(
                    "cause_intake",
                    default="Registers and screens the case, until it is assigned",
                ),
            )


def find_knowers(case: Case) -> set[str]:
    """Return who may know number, state and clocks of a case, readers or not."""
    office_code = get_office(case).code
    return {group.of(office_code) for group in OVERSEERS}
