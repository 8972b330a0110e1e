"""Make a small site with its workers in a real database: `make_site.py <zope.conf>`."""

from pathlib import Path
from plone import api
from Products.CMFPlone.factory import addPloneSite
from riaya.site.accounts import create_accounts
from riaya.site.accounts import PASSWORD
from riaya.site.commands import open_database
from riaya.site.commands import SITE_ID
from zope.component.hooks import setSite

import sys
import transaction


def main() -> None:
    """Create the site, and a second intake officer beside the usual workers."""
    app = open_database(Path(sys.argv[1]))
    addPloneSite(
        app,
        SITE_ID,
        setup_content=False,
        default_language="ar",
        portal_timezone="UTC",
        extension_ids=["plonetheme.barceloneta:default", "riaya:testing"],
    )
    setSite(app[SITE_ID])
    create_accounts(("PS-JEN",))
    second = "intake-officer-2.ps-jen"
    api.user.create(username=second, email="two@example.org", password=PASSWORD)
    api.group.add_user(groupname="PS-JEN:intake", username=second)
    transaction.commit()


if __name__ == "__main__":
    main()
