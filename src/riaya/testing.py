"""Layers for tests: a site with two offices and a short guide.

A test that needs a case in some stage, and not the way to it, does not walk it
there: the first test that asks for the stage has the walk made, and the others
get the site as it was after it.  Such a site is a `DemoStorage` over the site
without cases, together with the rows that the register had then.  The sites of
the policies, which take long to install, and what tests prepare for all of them are
kept in the same way, one over the other.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import tzinfo
from functools import partial
from plone import api
from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import ploneSite
from plone.testing.zodb import stackDemoStorage
from plone.testing.zope import WSGI_SERVER_FIXTURE
from riaya.cases.content import Case
from riaya.core.database import get_engine
from riaya.core.database import URL_VARIABLE
from riaya.core.settings import get_zone
from riaya.register.tables import metadata
from riaya.register.tables import prepare
from riaya.site.accounts import create_accounts
from riaya.site.demo_walk import register_client
from riaya.site.demo_walk import Walk
from sqlalchemy import Engine
from typing import Any
from ZODB.DB import DB
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import os
import riaya
import tempfile
import transaction


# Catalogues are compiled when ZCML is loaded, as in instance/etc/zope.conf.
os.environ.setdefault("zope_i18n_compile_mo_files", "true")

CLIENT: dict[str, Any] = {
    "client_kind": "household",
    "client_name": "أحمد عبد الرحمن التجريبي",
    "id_kind": "national",
    "national_id": "900000001",
    "sex": "male",
    "birth_date": date(1980, 5, 1),
    "categories": ["OTH"],
}

OFFICES = {"ps": "PS-JEN", "sy": "SY-DI"}

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Recipe:
    """How a site is made, over the one without cases, and the name it is kept by."""

    name: str
    make: Callable[[], object]


@dataclass(frozen=True)
class KeptSite:
    """A site as it was at one moment: its objects and the rows of its register."""

    database: DB
    rows: Rows
    zone: tzinfo
    made_on: date

    def is_of_today(self) -> bool:
        """Return False when midnight has passed since: its days are past ones."""
        return datetime.now(self.zone).date() == self.made_on


class RiayaLayer(PloneSandboxLayer):
    """A site with Riaya, its testing profile and the accounts of its workers."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    # Set by zope.pytestlayer before each test.
    pytest_request: Any

    def setUp(self) -> None:
        """Keep the site without cases; the others are made when asked for."""
        super().setUp()
        prepare(get_engine())
        self.url = os.environ[URL_VARIABLE]
        self.empty = _keep(self["zodbDB"])
        self.kept: dict[tuple[str, ...], KeptSite] = {}

    def tearDown(self) -> None:
        """Close the sites that were kept."""
        for site in reversed(self.kept.values()):
            site.database.close()
        super().tearDown()

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        """Load Riaya over an empty SQL database."""
        if URL_VARIABLE not in os.environ:
            folder = tempfile.mkdtemp(prefix="riaya-test-")
            os.environ[URL_VARIABLE] = f"sqlite:///{folder}/register.sqlite"
        self.loadZCML(package=riaya)

    def setUpPloneSite(self, portal: Any) -> None:
        """Install the profiles and add the accounts."""
        applyProfile(portal, "riaya:testing")
        create_accounts(("PS-JEN", "PS-NBS"))

    def testSetUp(self) -> None:
        """Give the test the site that its fixtures name, and the register of it."""
        recipes = find_recipes(self.pytest_request.node)
        site = self._get_site(recipes)
        self["zodbDB"] = site.database
        with _use_register(self.url):
            restore(get_engine(), site.rows)
        if recipes and os.environ[URL_VARIABLE] != self.url:
            # The test has brought a database of its own.
            prepare(get_engine())
            restore(get_engine(), site.rows)

    def testTearDown(self) -> None:
        """Take the site away."""
        self["zodbDB"] = self.empty.database

    def _get_site(self, recipes: tuple[Recipe, ...]) -> KeptSite:
        """Return the site without cases, or what was made over it, one over the other."""
        if not recipes:
            return self.empty
        names = tuple(recipe.name for recipe in recipes)
        site = self.kept.get(names)
        if site is None or not site.is_of_today():
            below = self._get_site(recipes[:-1])
            # Nobody's frozen clock holds in an empty context.
            site = Context().run(self._make_site, recipes[-1], below)
            self.kept[names] = site
        return site

    def _make_site(self, recipe: Recipe, below: KeptSite) -> KeptSite:
        database = stackDemoStorage(below.database, name=recipe.name)
        with _use_register(self.url):
            restore(get_engine(), below.rows)
            with ploneSite(database) as portal:
                setRequest(portal.REQUEST)
                recipe.make()
                # While the site is current: the hooks before a commit need it.
                transaction.commit()
                clearRequest()
            return _keep(database)


FIXTURE = RiayaLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="Riaya:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Riaya:Functional"
)


def walk_case(case: Any, stage: str) -> Any:
    """Take a case from its present stage to another, by the right people."""
    return Walk(case).to(stage)


def find_recipes(test: Any) -> tuple[Recipe, ...]:
    """Return how the site is made that a test begins with, by its marks.

    A policy or a case comes first, and then what functions of the tests add to it.
    """
    recipes = []
    if policy := _read_mark(test, "policy_of", "policy"):
        recipes.append(Recipe(policy, lambda: _install_policy(policy)))
    if stage := find_stage(test):
        client = partial(register_client, "ps-jen", **CLIENT)
        recipes.append(Recipe(stage, lambda: walk_case(client(), stage)))
    # The marks of a module come before those of its tests.
    marks = reversed(list(test.iter_markers("begins_with")))
    makers = dict.fromkeys(mark.kwargs["made_by"] for mark in marks)
    return (
        *recipes,
        *(Recipe(f"{make.__module__}.{make.__qualname__}", make) for make in makers),
    )


def find_stage(test: Any) -> str | None:
    """Return the stage of the case that a test begins with, by its mark `case_in`."""
    return _read_mark(test, "case_in", "stage")


def _read_mark(test: Any, name: str, parameter: str) -> str | None:
    """Return what a mark says, or the test's own parameter if it says nothing."""
    mark = test.get_closest_marker(name)
    if mark is None:
        return None
    return mark.args[0] if mark.args else test.callspec.params[parameter]


def get_only_case(portal: Any) -> Case:
    """Return the case of a site that was kept with one."""
    [brain] = portal.portal_catalog.unrestrictedSearchResults(portal_type="riaya.case")
    return brain._unrestrictedGetObject()


def read_register(engine: Engine) -> Rows:
    """Return all rows of the register, by table."""
    with engine.connect() as connection:
        return {
            table.name: [row._asdict() for row in connection.execute(table.select())]
            for table in metadata.sorted_tables
        }


def restore(engine: Engine, rows: Rows) -> None:
    """Let the register hold these rows and no others."""
    if read_register(engine) == rows:
        return
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        for table in metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])


def _install_policy(policy: str) -> None:
    applyProfile(api.portal.get(), f"riaya:policy-{policy}")
    create_accounts((OFFICES[policy],))


def _keep(database: DB) -> KeptSite:
    with ploneSite(database):
        zone = get_zone()
    rows = read_register(get_engine())
    return KeptSite(database, rows, zone, datetime.now(zone).date())


@contextmanager
def _use_register(url: str) -> Iterator[None]:
    """Let the register be in the layer's own database, whatever a test has set."""
    before = os.environ[URL_VARIABLE]
    os.environ[URL_VARIABLE] = url
    try:
        yield
    finally:
        os.environ[URL_VARIABLE] = before
