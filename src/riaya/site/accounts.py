"""The accounts of the demonstration and of the tests; never of a real site."""

from plone import api
from riaya.offices.lookup import find_offices
from riaya.security.roles import OfficeGroup


PASSWORD = "Riaya-demo-2026"  # noqa: S105 - printed by `make run`, on no real site

OFFICE_WORKERS = {
    "intake-officer": (OfficeGroup.INTAKE, "موظفة الاستقبال"),
    "field-researcher": (OfficeGroup.RESEARCHERS, "الباحث الميداني"),
    "case-manager": (OfficeGroup.CASE_MANAGERS, "مديرة الحالة الأولى"),
    "case-manager-2": (OfficeGroup.CASE_MANAGERS, "مدير الحالة الثاني"),
    "case-supervisor": (OfficeGroup.SUPERVISORS, "المشرفة المهنية"),
    "case-supervisor-2": (OfficeGroup.SUPERVISORS, "المشرف المهني الثاني"),
    "office-director": (OfficeGroup.DIRECTOR, "مديرة المديرية"),
}

SITE_WORKERS = {
    "trainer": ("Trainer", "المدرّبة"),
    "trainer-2": ("Trainer", "المدرّب الثاني"),
    "partner-officer": ("Partner Officer", "موظفة الجهة الشريكة"),
    "committee-member": ("Committee Member", "عضو اللجنة"),
    "complaints-officer": ("Complaints Officer", "موظفة الشكاوى"),
    "data-steward": ("Data Steward", "أمين البيانات"),
    "planner": ("Planner", "المخطِّطة"),
    "auditor": ("Auditor", "المدقّق"),
}


def create_accounts(office_codes: tuple[str, ...]) -> list[str]:
    """Return the user ids of the accounts of some offices and of the whole site."""
    created = [_create_admin()]
    # "General directorate – Jenin": the place is enough beside a name.
    places = {office.code: office.title.split(" – ")[-1] for office in find_offices()}
    for code in office_codes:
        for name, (group, fullname) in OFFICE_WORKERS.items():
            user_id = f"{name}.{code.lower()}"
            _create_user(user_id, f"{fullname} – {places[code]}")
            api.group.add_user(groupname=group.of(code), username=user_id)
            created.append(user_id)
    for user_id, (role, fullname) in SITE_WORKERS.items():
        _create_user(user_id, fullname)
        api.user.grant_roles(username=user_id, roles=[role])
        created.append(user_id)
    return created


def _create_admin() -> str:
    """Make the administrator of the site, who reads no case files."""
    if api.user.get(username="admin") is None:
        _create_user("admin", "مدير النظام")
        api.user.grant_roles(username="admin", roles=["Manager"])
    return "admin"


def _create_user(user_id: str, fullname: str) -> None:
    if api.user.get(username=user_id) is None:
        api.user.create(
            username=user_id,
            email=f"{user_id}@example.org",
            password=PASSWORD,
            properties={"fullname": fullname},
        )
