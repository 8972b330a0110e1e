"""The page of roles, office groups, permissions, pages and services."""

from page_workflows import find_workflow_files
from riaya.security.roles import CaseRole
from riaya.security.roles import OFFICE_ROLES
from sources import BROWSER_XML
from sources import find_records
from sources import find_zcml
from sources import PLONE_XML
from sources import PROFILES
from sources import read_xml
from sources import ZOPE_XML
from tables import code
from tables import join
from tables import make_page
from tables import make_table


INTRODUCTION = """Roles say what kind of work a person may do. On which case they may do it follows from
the *causes of access* of that case: see [Access](../explanation/access.md). What each role may
do in which state stands [on the same page](../explanation/access.md#what-each-role-may-do-in-which-state)."""
COMPUTED = {
    CaseRole.MANAGER: "the case manager to whom the case is assigned",
    CaseRole.SUPERVISOR: "the supervisor who assigned the case",
    CaseRole.REGISTRAR: (
        "the intake group of the office, and of the reception point that registered the case, "
        "while it is `registered` or `screened`"
    ),
    CaseRole.OVERSEER: "supervisors and director of the office, unless the case is restricted",
    CaseRole.GUEST: "a person who is responsible for an open task of the case",
    CaseRole.HOLDER: (
        "on a single item: who is responsible for a task, and a guest of the case for what the "
        "same guest wrote"
    ),
}
ON_OFFICES = "given to a group of the office, on the office only"
OF_THE_SITE = {
    "Trainer": "given site-wide: writes and publishes the guide and form templates",
    "Partner Officer": "given site-wide; opens nothing yet",
    "Committee Member": "given site-wide; opens nothing yet",
    "Complaints Officer": "given site-wide; opens nothing yet",
    "Data Steward": "given site-wide; opens nothing yet",
    "Planner": "given site-wide; opens nothing yet",
    "Auditor": "given site-wide; opens nothing yet",
}
PAGE_TAGS = {
    f"{BROWSER_XML}page": "page",
    f"{BROWSER_XML}viewlet": "viewlet",
    f"{PLONE_XML}service": "service",
}


def make_security_page() -> str:
    """Return the page."""
    return make_page(
        "Roles and permissions",
        INTRODUCTION,
        "## Roles",
        make_table(("role", "Arabic", "where it comes from"), _find_roles()),
        "## Groups of an office",
        "Every office makes these groups when it is added; people get their work by joining one.",
        make_table(("group", "role on the office"), _find_groups()),
        "## Permissions",
        "Nobody holds a permission of a case file by a site-wide role: the workflows give it, "
        "state by state, to the computed roles.",
        make_table(
            ("permission", "id", "roles site-wide", "asked for by"), _find_permissions()
        ),
        "## Pages and services",
        make_table(("kind", "name", "for", "permission"), _find_pages()),
    )


def _find_roles() -> list[tuple[str, str, str]]:
    root = read_xml(PROFILES / "default" / "rolemap.xml")
    rows: list[dict] = find_records("default")["riaya.security.roles"].value  # type: ignore[assignment]
    titles = {row["code"]: row["ar"] for row in rows}
    names = [
        *(each.get("name", "") for each in root.iterfind("roles/role")),
        *map(str, CaseRole),
    ]
    return [(name, titles.get(name, ""), _explain_role(name)) for name in names]


def _explain_role(name: str) -> str:
    """Return where a role comes from; raise LookupError for one nobody explained."""
    if name in set(CaseRole):
        return f"computed: {COMPUTED[CaseRole(name)]}"
    if name in OFFICE_ROLES.values():
        return ON_OFFICES
    if name not in OF_THE_SITE:
        raise LookupError(f"Say in {__file__} where the role {name} comes from.")
    return OF_THE_SITE[name]


def _find_groups() -> list[tuple[str, str]]:
    return [
        (code(group.of("<office code>")), role) for group, role in OFFICE_ROLES.items()
    ]


def _find_permissions() -> list[tuple[str, str, str, str]]:
    site_wide = {
        each.get("name"): [role.get("name", "") for role in each.iter("role")]
        for each in read_xml(PROFILES / "default" / "rolemap.xml").iter("permission")
    }
    rows = []
    for _path, directive in find_zcml(f"{ZOPE_XML}permission"):
        title, name = directive.get("title", ""), directive.get("id", "")
        roles = (
            ", ".join(site_wide.get(title, ["Manager (default of Zope)"])) or "nobody"
        )
        rows.append((title, code(name), roles, join(_find_uses(title, name))))
    return sorted(rows)


def _find_uses(title: str, name: str) -> list[str]:
    uses = [page_name for _kind, page_name, _for, used in _read_pages() if used == name]
    uses += [
        f"++add++{read_xml(path).get('name')}"
        for path in sorted((PROFILES / "default" / "types").glob("*.xml"))
        if read_xml(path).findtext("property[@name='add_permission']") == name
    ]
    uses += [
        f"{path.parent.name}: {transition.get('transition_id')}"
        for path in find_workflow_files()
        for transition in read_xml(path).iter("transition")
        if transition.findtext("guard/guard-permission") == title
    ]
    return list(dict.fromkeys(uses))


def _find_pages() -> list[tuple[str, str, str, str]]:
    return [
        (kind, code(name), code(target), code(permission))
        for kind, name, target, permission in sorted(set(_read_pages()))
    ]


def _read_pages() -> list[tuple[str, str, str, str]]:
    pages = []
    for tag, kind in PAGE_TAGS.items():
        for path, each in find_zcml(tag):
            name = each.get("name", "")
            if kind == "service":
                name = f"{each.get('method')} {name}".strip()
            elif kind == "page":
                name = f"@@{name}"
            target = _resolve(path.parent.name, each.get("for", "*"))
            pages.append((kind, name, target, each.get("permission", "")))
    return pages


def _resolve(feature: str, dotted: str) -> str:
    names = [
        f"riaya.{feature}{name}" if name.startswith(".") else name
        for name in dotted.split()
    ]
    return " ".join(name.removesuffix(".") for name in names)
