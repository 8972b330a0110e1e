"""Two databases for the same tests, and questions to the worklist."""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from riaya.core.database import get_engine
from riaya.core.database import get_own_engine
from riaya.core.database import URL_VARIABLE
from riaya.core.time.clock import now
from riaya.register.questions import SortKey
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.questions import WorklistQuery
from riaya.register.rows import get_site_path
from riaya.register.worklist import find_worklist
from riaya.register.worklist import Worklist
from riaya.security.causes import find_own_principals
from sqlalchemy import create_engine
from sqlalchemy import text
from typing import Any

import os
import pwd
import pytest
import secrets
import shutil
import subprocess
import tempfile
import transaction


def find_server_program(name: str) -> str | None:
    """Return the path of a PostgreSQL server program."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def run(*command: str) -> None:
    """Run a PostgreSQL program, which refuses to be run by root."""
    if os.getuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """Run a PostgreSQL server of our own; give the folder of its socket."""
    initdb, pg_ctl = find_server_program("initdb"), find_server_program("pg_ctl")
    if not initdb or not pg_ctl:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has to test with PostgreSQL, and no server is installed.")
        pytest.skip("There is no PostgreSQL server on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="riaya-pg-", dir="/tmp"))
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = str(folder / "data")
    run(initdb, "-D", data, "-A", "trust", "-U", "riaya", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield folder
    run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def database(request: Any, monkeypatch: Any, tmp_path: Path) -> Iterator[str]:
    """Give an empty database to the register; give its address."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/register.sqlite"
    else:
        socket = request.getfixturevalue("postgresql_server")
        name = f"riaya_{secrets.token_hex(4)}"
        address = "postgresql+psycopg2://riaya@/{}?host=" + str(socket)
        engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = address.format(name)
    monkeypatch.setenv(URL_VARIABLE, url)
    yield url
    # A server takes only so many connections.
    transaction.abort()
    get_engine().dispose()
    get_own_engine().dispose()


@pytest.fixture
def portal(database: str, integration: Any) -> Any:
    """Return the site over an empty register."""
    return integration["portal"]


@pytest.fixture
def ask(portal: Any, as_worker: Callable) -> Callable[..., Worklist]:
    """Return a function that asks for a worklist as a worker."""

    def ask_as(
        worker: str, view: str = "office", text: str = "", **rest: Any
    ) -> Worklist:
        filters = {
            WorklistFilter(name): tuple(rest.pop(name))
            for name in list(rest)
            if name in list(WorklistFilter)
        }
        rest["sort_on"] = SortKey(rest.get("sort_on", SortKey.NEXT_DUE))
        query = WorklistQuery(view=View(view), text=text, filters=filters, **rest)
        with as_worker(worker):
            principals = find_own_principals()
        return find_worklist(query, get_site_path(portal), principals, now())

    return ask_as
