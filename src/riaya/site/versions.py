"""Whether a site and its register are of the version of this programme.

A site that is older shows its pages and fails in the middle of the work, so
nothing but `riaya-site upgrade` touches it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from Products.GenericSetup.upgrade import normalize_version
from riaya.core.database import get_engine
from riaya.register.tables import VERSION
from riaya.register.upgrading import find_steps
from riaya.register.upgrading import find_version
from typing import Any


RESTORE = (
    "Start the version of Riaya that it was last used with, or restore the backup that "
    "was made before the update."
)
UPGRADE = "Make a backup, then run riaya-site upgrade."


@dataclass(frozen=True)
class Mismatch:
    """A site, or the register, that is older or newer than the programme."""

    sentence: str
    is_newer: bool = False


def find_mismatches(app: Any) -> list[Mismatch]:
    """Return a sentence for the register and for each profile that is of another version."""
    return [*find_site_mismatches(app), *_find_register_mismatch()]


def find_site_mismatches(app: Any) -> list[Mismatch]:
    """Return a sentence for each profile of a site that is of another version."""
    return [
        mismatch for site in find_sites(app) for mismatch in _compare_profiles(site)
    ]


def find_sites(app: Any) -> list[Any]:
    """Return the sites in which Riaya is installed."""
    return [
        site
        for site in app.objectValues("Plone Site")
        if "riaya:default" in find_profiles(site.portal_setup)
    ]


def find_profiles(tool: Any) -> dict[str, tuple[str, str]]:
    """Return the version found in the site and the programme's, for each profile of Riaya."""
    found = {}
    for info in tool.listProfileInfo():
        if info["product"] == "riaya":
            version = tool.getLastVersionForProfile(info["id"])
            if version != "unknown":
                found[info["id"]] = ".".join(version), info["version"]
    return found


def _compare_profiles(site: Any) -> Iterator[Mismatch]:
    for profile, (found, wanted) in find_profiles(site.portal_setup).items():
        if found == wanted:
            continue
        is_newer = normalize_version(found) > normalize_version(wanted)
        yield Mismatch(
            f"The site {site.getId()} is {'newer' if is_newer else 'older'} than this "
            f"programme: its profile {profile} has version {found}, and the programme "
            f"has version {wanted}. {RESTORE if is_newer else UPGRADE}",
            is_newer,
        )


def _find_register_mismatch() -> Iterator[Mismatch]:
    found = find_version(get_engine())
    if found not in (None, VERSION):
        how = "changes it" if find_steps(found) else "makes it anew from the cases"
        yield Mismatch(
            f"The case register has version {found}, and this programme works with version "
            f"{VERSION}. Run riaya-site upgrade, which {how}."
        )
