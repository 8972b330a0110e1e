"""Running every upgrade that is due, in the order in which one needs the other.

First the tables of the register, because reindexing a case writes its row;
then Plone and the packages that Riaya stands on; then Riaya's own profiles.
Each step is committed, so what was interrupted goes on where it stopped.
"""

from collections.abc import Iterator
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


def run_upgrades(app: Any) -> Iterator[str]:
    """Do what is due in the register and in every site; yield a sentence for each thing done."""
    for sentence in upgrade_tables(get_engine()):
        yield f"Case register: {sentence}"
    for site in find_sites(app):
        setSite(site)
        name = site.getId()
        steps = [f"{name}: {sentence}" for sentence in _upgrade_foundations(site)]
        yield from steps
        for sentence in _upgrade_own_profiles(site):
            steps.append(sentence)
            yield f"{name}: {sentence}"
        if steps or needs_rebuild(site):
            report = rebuild_register(site)
            transaction.commit()
            for message in report.describe():
                yield f"{name}: {translate(message, target_language='en')}"


def _upgrade_foundations(site: Any) -> Iterator[str]:
    """Upgrade Plone itself, then the other installed packages."""
    migration = api.portal.get_tool("portal_migration")
    if migration.needUpgrading():
        migration.upgrade(swallow_errors=False)
        yield _keep(f"Plone is now of version {migration.getInstanceVersion()}.")
    tool = site.portal_setup
    for profile in tool.listProfilesWithPendingUpgrades():
        if not profile.startswith(OWN):
            tool.upgradeProfile(profile)
            version = ".".join(tool.getLastVersionForProfile(profile))
            yield _keep(f"{profile} is now of version {version}.")


def _upgrade_own_profiles(site: Any) -> Iterator[str]:
    """Run the steps of Riaya's profiles, the default one first."""
    tool = site.portal_setup
    for profile in sorted(find_profiles(tool)):
        due = tool.listUpgrades(profile, simple=True)
        for version, steps in groupby(due, key=lambda step: step.dest):
            titles = []
            for step in steps:
                step.doStep(tool)
                titles.append(step.title)
            tool.setLastVersionForProfile(profile, version)
            yield _keep(
                f"{profile} is now of version {'.'.join(version)}: {'; '.join(titles)}."
            )


def _keep(sentence: str) -> str:
    """Commit what the sentence tells, and return it."""
    transaction.get().note(f"riaya-site upgrade: {sentence}")
    transaction.commit()
    return sentence
