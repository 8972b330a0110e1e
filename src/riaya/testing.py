"""Layers for tests: a site with two offices and a short guide."""

from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE
from riaya.core.database import get_engine
from riaya.core.database import URL_VARIABLE
from riaya.register.tables import metadata
from riaya.register.tables import prepare
from riaya.register.tables import states
from riaya.site.accounts import create_accounts
from riaya.site.demo_walk import Walk
from typing import Any

import os
import riaya
import tempfile


# Catalogues are compiled when ZCML is loaded, as in instance/etc/zope.conf.
os.environ.setdefault("zope_i18n_compile_mo_files", "true")


class RiayaLayer(PloneSandboxLayer):
    """A site with Riaya and its testing profile."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        """Load Riaya over an empty SQL database."""
        if URL_VARIABLE not in os.environ:
            folder = tempfile.mkdtemp(prefix="riaya-test-")
            os.environ[URL_VARIABLE] = f"sqlite:///{folder}/register.sqlite"
        self.loadZCML(package=riaya)

    def setUpPloneSite(self, portal: Any) -> None:
        """Install the profiles."""
        applyProfile(portal, "riaya:testing")


class RiayaFunctionalTesting(FunctionalTesting):
    """A site of its own for each test, in the SQL database, too."""

    def testTearDown(self) -> None:
        """Forget the rows of the test, as the object database forgets its objects."""
        super().testTearDown()
        prepare(get_engine())
        with get_engine().begin() as connection:
            for table in reversed(metadata.sorted_tables):
                rows = table.delete()
                if table is states:
                    rows = rows.where(states.c.name != "version")
                connection.execute(rows)


FIXTURE = RiayaLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="Riaya:Integration")
FUNCTIONAL_TESTING = RiayaFunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Riaya:Functional"
)


def add_workers() -> None:
    """Add the accounts of two offices and of the whole site."""
    create_accounts(("PS-JEN", "PS-NBS"))


def walk_case(case: Any, stage: str) -> Any:
    """Take a case from its present stage to another, by the right people."""
    return Walk(case).to(stage)
