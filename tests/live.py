"""Servers as `make run` starts them, and the data folders that they serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from riaya.site.accounts import PASSWORD

import fcntl
import os
import pytest
import requests
import shutil
import socket
import subprocess
import sys
import time


REPOSITORY = Path(__file__).parents[1]
INSTANCE = REPOSITORY / "instance"
ZOPE_INI = INSTANCE / "etc" / "zope.ini"
ZOPE_CONF = INSTANCE / "etc" / "zope.conf"
SECONDS = 180
THREADS = 20


@dataclass
class LiveSite:
    """A running server, its data folder, and how to stop it."""

    url: str
    data: Path
    server: subprocess.Popen

    def post(self, path: str, user_id: str, body: dict) -> requests.Response:
        """Send JSON to the site as one of its workers."""
        return requests.post(
            path if path.startswith("http") else f"{self.url}/{path}",
            json=body,
            auth=(user_id, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "en"},
            timeout=SECONDS,
        )

    def get(self, url: str, user_id: str) -> dict:
        """Return the JSON of an address of the site."""
        answer = requests.get(
            url,
            auth=(user_id, PASSWORD),
            headers={"Accept": "application/json"},
            timeout=SECONDS,
        )
        answer.raise_for_status()
        return answer.json()

    def stop(self) -> None:
        """Stop the server, so that somebody else may open its database."""
        self.server.terminate()
        self.server.wait(30)


@pytest.fixture(scope="session")
def made_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a small site with its workers, for tests to copy.

    It takes long to make, so whichever process of the tests needs it first makes it
    for all.
    """
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    made, unfinished = common / "made-data", common / "unfinished-data"
    with (common / "made-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for name in ("filestorage", "blobstorage", "log"):
                (unfinished / name).mkdir(parents=True)
            subprocess.run(
                [sys.executable, Path(__file__).with_name("make_site.py"), ZOPE_CONF],
                env=make_environment(unfinished),
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def live_site(
    made_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveSite]:
    """Serve a site with the settings of the instance, and more threads."""
    data = tmp_path_factory.mktemp("live") / "data"
    shutil.copytree(made_data, data)
    settings = data / "live.ini"
    settings.write_text(
        f"[app:main]\nuse = config:{ZOPE_INI}#main\n\n"
        "[server:main]\nuse = egg:waitress#main\n"
        f"host = 127.0.0.1\nport = %(http_port)s\nthreads = {THREADS}\n"
    )
    with serve(data, settings) as site:
        yield site


@contextmanager
def serve(data: Path, *settings: str | Path) -> Iterator[LiveSite]:
    """Serve the site of a data folder, and stop when it is no longer needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (data / "log" / "server.log").open("w") as log:
        server = subprocess.Popen(
            [find_program("runwsgi"), *settings, f"http_port={port}"],
            env=make_environment(data),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    site = LiveSite(f"http://localhost:{port}/riaya", data, server)
    try:
        _wait(site.url, server)
        yield site
    finally:
        site.stop()


def make_environment(data: Path, instance: Path = INSTANCE) -> dict[str, str]:
    """Return the environment of a process that works on a data folder."""
    return os.environ | {"RIAYA_INSTANCE": str(instance), "RIAYA_DATA": str(data)}


def find_program(name: str) -> Path:
    """Return a program of the environment that the tests run in."""
    return Path(sys.executable).with_name(name)


def _wait(url: str, server: subprocess.Popen) -> None:
    """Return when the site answers, its caches filled; fail when it never does."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            requests.get(url, timeout=SECONDS)
            return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail("The server did not start; its words are in log/server.log.")
