"""A data folder that an earlier version left is upgraded, and work in it goes on.

Everything runs as a ministry runs it: the server and the command, each in a
process of its own, on the files as the earlier version wrote them.
"""

from riaya.site.accounts import PASSWORD
from tests.live import find_program
from tests.live import make_environment
from tests.live import SECONDS
from tests.live import serve
from tests.live import ZOPE_CONF
from tests.live import ZOPE_INI

import os
import pytest
import re
import requests
import subprocess


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
    return make_environment(data_folder)


@pytest.fixture
def run(environment):
    """Return a function that runs a program of the environment to its end."""

    def run_program(name, *arguments):
        return subprocess.run(
            [find_program(name), *arguments],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )

    return run_program


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
def test_is_refused_then_upgraded_and_a_case_is_registered(run, data_folder):
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

    with serve(data_folder, "--server-name", "port", ZOPE_INI) as site:
        check_what_was_kept(site.url)
        check_that_work_goes_on(site.url)


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
