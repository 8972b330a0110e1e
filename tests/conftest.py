"""Fixtures for all tests: layers, workers, a case to work on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from hypothesis import settings
from lxml import html
from pathlib import Path
from plone import api
from plone.protect.authenticator import createToken
from pytest_plone import fixtures_factory
from riaya.cases.content import Case
from riaya.core.interfaces import IRiayaLayer
from riaya.site.demo_walk import register_client
from riaya.testing import CLIENT
from riaya.testing import find_stage
from riaya.testing import FUNCTIONAL_TESTING
from riaya.testing import get_only_case
from riaya.testing import INTEGRATION_TESTING
from riaya.testing import walk_case
from tests.kept import mark_by_fixtures
from tests.transitions import expect_transitions
from tests.transitions import read_marks
from typing import Any
from xdist.scheduler import LoadFileScheduling
from zope.i18n.compile import compile_mo_file
from zope.interface import alsoProvides

import os
import pytest
import riaya
import sysconfig


# Set up when a test needs one of them: see `keep_layers`.
globals().update(
    fixtures_factory(
        (
            (FUNCTIONAL_TESTING, "functional"),
            (INTEGRATION_TESTING, "integration"),
        ),
        keep_session=False,
    )
)

pytest_plugins = ("tests.live",)

# How long an example takes says how busy the machine is.  CI tries the same examples
# each time, and says what a change broke; by hand each run looks for new ones.
settings.register_profile(
    "riaya", deadline=None, derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("riaya")


HERE = Path(__file__).parent
# What takes long to make, and each process makes its own.
SHARED = ("policy_of", "live_site")
# What takes long, the longest first: a browser, sites and servers of their own.
LONG = ("browser", "slow")


class ByFile(LoadFileScheduling):
    """Gives a process file after file, and all that asks for a thing in SHARED to one."""

    def __init__(self, config: pytest.Config, log: Any = None):
        super().__init__(config, log)
        self.sharing = {
            path.relative_to(config.rootpath).as_posix(): word
            for path in HERE.rglob("test_*.py")
            for word in SHARED
            if word in path.read_text("utf-8")
        }

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return self.sharing.get(file, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    """Return how tests are given to processes, if file by file."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures; let several processes begin with long files."""
    for item in items:
        mark_by_fixtures(item)
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    rank: dict[Path, int] = {}
    for item in items:
        own = [
            place for place, name in enumerate(LONG) if item.get_closest_marker(name)
        ]
        rank[item.path] = min([rank.get(item.path, len(LONG)), *own])
    items.sort(key=lambda item: rank[item.path])


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the catalogues before several processes begin to, at the same moment."""
    if "PYTEST_XDIST_WORKER" in os.environ or not session.config.getoption(
        "numprocesses", None
    ):
        return
    for package in (Path(riaya.__file__).parent, Path(sysconfig.get_path("purelib"))):
        for catalogue in package.rglob("locales/*/LC_MESSAGES/*.po"):
            compile_mo_file(catalogue.stem, catalogue.parent)


@pytest.fixture(scope="session", autouse=True)
def keep_layers(request: pytest.FixtureRequest) -> None:
    """Set up the layers once, and only when a test of this run asks for a site."""
    asked = {name for item in request.session.items for name in item.fixturenames}
    if any(
        name.split("_")[0] in {"functional", "integration", "case"} for name in asked
    ):
        request.getfixturevalue("functional_session")
        request.getfixturevalue("integration_session")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Let a test fail that does not take the transitions it is marked with."""
    with expect_transitions(read_marks(item)):
        return (yield)


@pytest.fixture
def workers(portal: Any) -> None:
    """Have the workers of two offices and two trainers."""


@pytest.fixture
def as_worker(workers: None) -> Callable[[str], AbstractContextManager]:
    """Return a context manager that acts as a worker, by user id."""
    return lambda user_id: api.env.adopt_user(username=user_id)


@pytest.fixture
def register(workers: None) -> Callable[..., Case]:
    """Return a function that registers a case in PS-JEN as its intake officer."""
    return lambda office="ps-jen", **changes: register_client(
        office, **CLIENT | changes
    )


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    """Return the only case of the site, in PS-JEN: registered, or as `case_in` says.

    `@pytest.mark.case_in("planning")` gives a case that the layer has walked there;
    without a stage, the test's parameter `stage` says which one.
    """
    if find_stage(request.node) is None:
        return request.getfixturevalue("register")()
    is_served = "functional" in request.fixturenames
    site = request.getfixturevalue("functional_portal" if is_served else "portal")
    return get_only_case(site)


@pytest.fixture
def advance(workers: None) -> Callable[[Case, str], Case]:
    """Return a function that walks a case to a stage as the right people.

    For tests about the way; the others mark themselves with `case_in`.
    """
    return walk_case


@pytest.fixture
def render(portal: Any, http_request: Any, as_worker: Callable) -> Callable:
    """Return a function that renders a page of an object as a worker."""
    alsoProvides(http_request, IRiayaLayer)

    def render_page(worker, content, name, method="GET", **form):
        http_request.form.clear()
        http_request.form.update(form)
        http_request.method = http_request.environ["REQUEST_METHOD"] = method
        http_request.response.setStatus(200)
        http_request.response.headers.pop("location", None)
        with as_worker(worker):
            if method == "POST":
                http_request.form["_authenticator"] = createToken()
            answer = content.restrictedTraverse(f"@@{name}")()
        return html.fromstring(answer) if answer else None

    return render_page
