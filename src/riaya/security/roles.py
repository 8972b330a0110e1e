"""The roles that Riaya computes, and the groups of an office."""

from enum import StrEnum


class CaseRole(StrEnum):
    """Roles that exist only on a case; workflows name no others there.

    They are declared by the class of a case, not by the site, so that no
    panel of the site offers them to be given to somebody.
    """

    MANAGER = "Assigned Case Manager"
    SUPERVISOR = "Assigned Supervisor"
    REGISTRAR = "Case Registrar"
    OVERSEER = "Case Overseer"
    GUEST = "Case Guest"
    HOLDER = "Case Item Holder"


# Who reads what is in a case file.  A guest reads the case itself, and in its
# file only what they hold: their own tasks, and the forms they fill in.
FILE_READERS = (
    str(CaseRole.MANAGER),
    str(CaseRole.SUPERVISOR),
    str(CaseRole.REGISTRAR),
    str(CaseRole.OVERSEER),
)
FILE_READING = (
    "View",
    "Access contents information",
    "CMFEditions: Access previous versions",
)


class OfficeGroup(StrEnum):
    """The groups of each office: `<office code>:<group>`."""

    CASE_MANAGERS = "case-managers"
    SUPERVISORS = "supervisors"
    INTAKE = "intake"
    RESEARCHERS = "researchers"
    DIRECTOR = "director"

    def of(self, office_code: str) -> str:
        """Return the id of this group in the office with that code."""
        return f"{office_code}:{self.value}"


# Who oversees an office: its cases, its workers, what is overdue.
OVERSEERS = (OfficeGroup.SUPERVISORS, OfficeGroup.DIRECTOR)
OFFICE_ROLES = {
    OfficeGroup.CASE_MANAGERS: "Case Manager",
    OfficeGroup.SUPERVISORS: "Case Supervisor",
    OfficeGroup.INTAKE: "Intake Officer",
    OfficeGroup.RESEARCHERS: "Field Researcher",
    OfficeGroup.DIRECTOR: "Office Director",
}
