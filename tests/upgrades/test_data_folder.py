"""A data folder that an earlier version left is upgraded, and work in it goes on.

Everything runs as a ministry runs it: the server and the command, each in a
process of its own, on the files as the earlier version wrote them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from riaya.site.accounts import PASSWORD

import os
import pytest
import re
import requests
import socket
import subprocess
import sys
import time


REPOSITORY = Path(__file__).parents[2]
ZOPE_INI = REPOSITORY / "instance" / "etc" / "zope.ini"
ZOPE_CONF = ZOPE_INI.with_name("zope.conf")
SECONDS = 180

INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
CASES = "offices/ps-jen/cases/2026/ps-jen-2026-"
CLIENT = {
    "client_kind": "household",
    "client_name": "هند التجريبية",
    "id_kind": "none",
    "no_id_reason": "lost",
    "categories": ["OTH"],
}


@pytest.fixture
def environment(data_folder):
    """Return the environment of a process that works on the data folder."""
    return os.environ | {
        "RIAYA_INSTANCE": str(REPOSITORY / "instance"),
        "RIAYA_DATA": str(data_folder),
    }


@pytest.fixture
def run(environment):
    """Return a function that runs a program of the environment to its end."""

    def run_program(name, *arguments):
        return subprocess.run(
            [Path(sys.executable).with_name(name), *arguments],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )

    return run_program


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """Serve the site of the data folder; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    runwsgi = Path(sys.executable).with_name("runwsgi")
    server = subprocess.Popen(
        [runwsgi, "--server-name", "port", ZOPE_INI, f"http_port={port}"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}/riaya"
    try:
        wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(60)


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Return when the site answers; fail when it never does."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            requests.get(url, timeout=SECONDS)
            return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail("The server did not start.")


def ask(url, path, user_id, **body):
    """Return the status and what the site answers to a worker."""
    answer = requests.request(
        "POST" if body else "GET",
        f"{url}/{path}",
        json=body or None,
        auth=(user_id, PASSWORD),
        headers={"Accept": "application/json", "Accept-Language": "en"},
        timeout=SECONDS,
    )
    return answer.status_code, answer.json()


@pytest.mark.slow
def test_is_refused_then_upgraded_and_a_case_is_registered(
    run, environment, data_folder
):
    refusal = run("runwsgi", ZOPE_INI)
    assert refusal.returncode == os.EX_CONFIG
    assert "The site riaya is older than this programme" in refusal.stderr
    assert "The case register has version 3" in refusal.stderr

    upgrade = run("riaya-site", "upgrade", "--zope-conf", ZOPE_CONF)
    assert upgrade.returncode == 0, upgrade.stderr
    first, *_steps, last = upgrade.stdout.splitlines()
    assert first.startswith("Case register: Version 3 became version 4: ")
    assert "riaya: riaya:default is now of version 2" in upgrade.stdout
    assert last == "riaya: The register agreed with all 4 cases."

    with served(environment) as url:
        check_what_was_kept(url)
        check_that_work_goes_on(url)


def check_what_was_kept(url):
    """Find again what the earlier version wrote, by each way of keeping it."""
    _status, worklist = ask(url, "@worklist?view=office", SUPERVISOR)
    assert worklist["items_total"] == 4
    status, checklist = ask(url, f"{CASES}000002/@checklist", MANAGER)
    assert (status, checklist["items"][0]["done"]) == (200, True)
    status, compliance = ask(url, f"{CASES}000002/@compliance", MANAGER)
    assert (status, compliance["items_total"]) == (200, 4)
    status, timeline = ask(url, f"{CASES}000004/@timeline", MANAGER)
    assert (status, timeline["items"][-1]["kind"]) == (200, "registered")
    status, absences = ask(url, "@absences", MANAGER)
    assert (status, absences["items"][0]["state"]) == (200, "begun")
    status, tasks = ask(url, "@tasks?view=team", SUPERVISOR)
    assert (status, tasks["items_total"]) == (200, 1)


def check_that_work_goes_on(url):
    """Register a case, and write into one that was there."""
    status, case = ask(url, "offices/ps-jen/@cases", INTAKE, **CLIENT)
    assert status == 201, case
    assert re.fullmatch(r"PS-JEN-\d{4}-\d{6}", case["case_number"])
    page = requests.get(case["@id"], auth=(INTAKE, PASSWORD), timeout=SECONDS)
    assert page.status_code == 200
    assert CLIENT["client_name"] in page.text
    note = {"@type": "riaya.note", "text": "اتصلت الأسرة"}
    status, _note = ask(url, f"{CASES}000001", INTAKE, **note)
    assert status == 201
    _status, worklist = ask(url, "@worklist?view=office", SUPERVISOR)
    assert worklist["items_total"] == 5
