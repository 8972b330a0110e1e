"""Running every upgrade that is due, in the order in which one needs the other.

First the tables of the register, because reindexing a case writes its row;
then Plone and the packages that Riaya stands on; then Riaya's own profiles.
Each step is committed, so what was interrupted goes on where it stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from plone import api
from riaya.core.database import get_engine
from riaya.register.rebuilding import needs_rebuild
from riaya.register.rebuilding import rebuild_register
from riaya.register.upgrading import upgrade_tables
from riaya.site.versions import find_profiles
from riaya.site.versions import find_sites
from typing import Any
from zope.component.hooks import setSite
from zope.i18n import translate

import transaction


OWN = "riaya:"


@dataclass(frozen=True)
class DueVersion:
    """A version that a profile has to reach, and the steps that lead there."""

    profile: str
    version: tuple[str, ...]
    steps: tuple[Any, ...]


def run_upgrades(app: Any) -> Iterator[str]:
    """Do what is due in the register and in every site; yield a sentence for each thing done."""
    for sentence in upgrade_tables(get_engine()):
        yield f"Case register: {sentence}"
    for site in find_sites(app):
        setSite(site)
        for sentence in _upgrade_site(site):
            yield f"{site.getId()}: {sentence}"


def _upgrade_site(site: Any) -> Iterator[str]:
    yield from _upgrade_foundations(site)
    has_rebuilt = False
    due = _find_due_versions(site)
    for position, version in enumerate(due, start=1):
        sentences = [_take(site, version)]
        if position == len(due):
            # Together with the last step: a site of this version has a right register.
            sentences += _rebuild(site)
            has_rebuilt = True
        yield from _keep(*sentences)
    if not has_rebuilt and needs_rebuild(site):
        yield from _keep(*_rebuild(site))


def _upgrade_foundations(site: Any) -> Iterator[str]:
    """Upgrade Plone itself, then the other installed packages."""
    migration = api.portal.get_tool("portal_migration")
    if migration.needUpgrading():
        migration.upgrade(swallow_errors=False)
        yield from _keep(f"Plone is now of version {migration.getInstanceVersion()}.")
    tool = site.portal_setup
    for profile in tool.listProfilesWithPendingUpgrades():
        if not profile.startswith(OWN):
            tool.upgradeProfile(profile)
            version = ".".join(tool.getLastVersionForProfile(profile))
            yield from _keep(f"{profile} is now of version {version}.")


def _find_due_versions(site: Any) -> list[DueVersion]:
    """Return the versions that Riaya's profiles have to reach, the default one's first."""
    tool = site.portal_setup
    return [
        DueVersion(profile, version, tuple(steps))
        for profile in sorted(find_profiles(tool))
        for version, steps in groupby(
            tool.listUpgrades(profile, simple=True), key=lambda step: step.dest
        )
    ]


def _take(site: Any, due: DueVersion) -> str:
    """Bring a profile to a version by its steps; return what they did."""
    tool = site.portal_setup
    for step in due.steps:
        step.doStep(tool)
    tool.setLastVersionForProfile(due.profile, due.version)
    titles = "; ".join(step.title for step in due.steps)
    return f"{due.profile} is now of version {'.'.join(due.version)}: {titles}."


def _rebuild(site: Any) -> list[str]:
    report = rebuild_register(site)
    total, *differences = report.describe()
    if len(report.missing) == report.case_count:
        # The register was empty: it is enough to say so once.
        differences = []
    return [translate(each, target_language="en") for each in (total, *differences)]


def _keep(*sentences: str) -> tuple[str, ...]:
    """Commit what the sentences tell, and return them."""
    transaction.get().note(f"riaya-site upgrade: {sentences[0]}")
    transaction.commit()
    return sentences
