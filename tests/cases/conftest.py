"""A server as `make run` starts it, on a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from riaya.site.accounts import PASSWORD

import os
import pytest
import requests
import socket
import subprocess
import sys
import time


REPOSITORY = Path(__file__).parents[2]
ZOPE_INI = REPOSITORY / "instance" / "etc" / "zope.ini"
SECONDS_TO_START = 120


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
            timeout=120,
        )

    def get(self, url: str, user_id: str) -> dict:
        """Return the JSON of an address of the site."""
        answer = requests.get(
            url,
            auth=(user_id, PASSWORD),
            headers={"Accept": "application/json"},
            timeout=120,
        )
        answer.raise_for_status()
        return answer.json()

    def stop(self) -> None:
        """Stop the server, so that somebody else may open its database."""
        self.server.terminate()
        self.server.wait(30)


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """Serve a site with the settings of the instance, and more threads."""
    data = tmp_path_factory.mktemp("live")
    for name in ("filestorage", "blobstorage", "log"):
        (data / name).mkdir()
    environment = os.environ | {
        "RIAYA_INSTANCE": str(REPOSITORY / "instance"),
        "RIAYA_DATA": str(data),
    }
    script = Path(__file__).with_name("make_site.py")
    subprocess.run(
        [sys.executable, script, ZOPE_INI.with_name("zope.conf")],
        env=environment,
        check=True,
        capture_output=True,
        timeout=SECONDS_TO_START,
    )
    server, url = _serve(data, environment)
    site = LiveSite(url, data, server)
    yield site
    site.stop()


def _serve(data: Path, environment: dict) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = data / "live.ini"
    settings.write_text(
        f"[app:main]\nuse = config:{ZOPE_INI}#main\n\n"
        "[server:main]\nuse = egg:waitress#main\n"
        f"host = 127.0.0.1\nport = {port}\nthreads = 20\n"
    )
    runwsgi = Path(sys.executable).with_name("runwsgi")
    log = (data / "log" / "server.log").open("w")
    server = subprocess.Popen(
        [runwsgi, settings], env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    url = f"http://localhost:{port}/riaya"
    _wait(url, server)
    return server, url


def _wait(url: str, server: subprocess.Popen) -> None:
    """Return when the site answers, its caches filled; fail when it never does."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            requests.get(url, timeout=SECONDS_TO_START)
            return
        except requests.ConnectionError:
            time.sleep(0.5)
    pytest.fail("The server did not start; its words are in log/server.log.")
