"""What XML cannot say when a profile is installed."""

from pathlib import Path
from plone.base.interfaces.installable import INonInstallable
from riaya.cases.indexers import refill_title_index
from riaya.forms.descriptions import read_forms
from riaya.forms.setting_up import create_templates
from riaya.guide.setting_up import create_edition
from riaya.offices.setting_up import create_offices
from riaya.site.setting_up import create_folders
from riaya.site.setting_up import show_home
from typing import Any
from zope.interface import implementer

import json


PROFILES = Path(__file__).with_name("profiles")


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that the add-ons page does not offer."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Return the ids of profiles that are installed by command or for tests."""
        return ["riaya:uninstall", "riaya:testing", "riaya:demo"]

    def getNonInstallableProducts(self) -> list[str]:
        """Return nothing: Riaya itself may be installed."""
        return []


def finish_installation(tool: Any) -> None:
    """Make the folders that the contract names, and show the first page."""
    refill_title_index()
    create_folders()
    show_home()


def finish_policy_ps(tool: Any) -> None:
    """Make offices, forms and guide of Palestine."""
    load_policy("policy-ps")


def finish_policy_sy(tool: Any) -> None:
    """Make offices, forms and guide of Syria."""
    load_policy("policy-sy")


def finish_testing(tool: Any) -> None:
    """Make two offices and a short guide; tests bring their own forms."""
    load_policy("testing", with_forms=False)


def finish_demo(tool: Any) -> None:
    """Make accounts and cases for a demonstration."""
    from riaya.site.demo import create_demo

    create_demo()


def load_policy(profile: str, with_forms: bool = True) -> None:
    """Create offices and publish the forms and the guide that a policy profile brings."""
    folder = PROFILES / profile
    create_offices(json.loads((folder / "offices.json").read_text("utf-8")))
    if with_forms:
        # The guide may ask only for forms that are published.
        create_templates(read_forms(PROFILES / "default", folder))
    create_edition(json.loads((folder / "guide.json").read_text("utf-8")))
