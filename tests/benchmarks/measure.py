"""Measure Riaya beside plain Plone: `measure.py <number of cases>`.

Both run in this process, on the same database, in turn, so that whatever else
the machine does slows both.  Pages go through the whole application: signing
in, security, template, theme.  Nothing here fails because of a time.
"""

from comparing import Comparison
from comparing import make_table
from concurrent.futures import ThreadPoolExecutor
from filled_forms import FilledForms
from inside import Inside
from paste.deploy import loadapp
from pathlib import Path
from riaya.site.accounts import PASSWORD
from time import perf_counter
from visiting import BASE
from visiting import Failed
from visiting import Visitor
from weighing import weigh_pages

import json
import logging
import os
import shutil
import subprocess
import sys


HERE = Path(__file__).parent
SUPERVISOR = "case-supervisor.ps-jen"
MANAGER = "case-manager.ps-jen"
INTAKE = "intake-officer.ps-jen"
CLIENT = {
    "client_kind": "household",
    "client_name": "أسرة القياس",
    "id_kind": "none",
    "no_id_reason": "lost",
    "categories": ["OTH"],
}
WRITERS = 4
CASES_EACH = 10


def main() -> int:
    """Print the table; return how many requests failed."""
    count = int(sys.argv[1])
    data = Path(os.environ["RIAYA_DATA"])
    instance = Path(os.environ["RIAYA_INSTANCE"]) / "etc"
    large_case = prepare(data, instance / "zope.conf", count)
    # Plone says of each document it renames that it was not yet in the catalog.
    logging.disable(logging.ERROR)
    application = loadapp(f"config:{instance / 'zope.ini'}")
    rows = [each.measure() for each in compare_pages(application, large_case)]
    rows += [each.measure() for each in compare_inside(large_case)]
    filled = FilledForms()
    rows += [each.measure() for each in filled.compare()]
    print(make_table(rows))
    date_all_clocks(large_case)
    print(weigh_pages(application, large_case))
    failed = sum(filled.submit(application, writers) for writers in (1, WRITERS))
    return failed + write_at_once(application)


def prepare(data: Path, zope_conf: Path, count: int) -> str:
    """Return the path of the large case; make the database when it is not there."""
    note = data / "large-case"
    if not note.exists():
        _clear(data)
        for name in ("filestorage", "blobstorage", "log"):
            (data / name).mkdir()
        print(f"Generating {count} cases in {data} ...", flush=True)
        start = perf_counter()
        command = Path(sys.executable).with_name("riaya-site")
        log = (data / "log" / "prepare.log").open("w")
        subprocess.run(
            [command, "create", "--zope-conf", zope_conf, "--demo"],
            check=True,
            stdout=log,
            stderr=log,
        )
        subprocess.run(
            [sys.executable, HERE / "prepare.py", zope_conf, str(count), note],
            check=True,
            stderr=log,
        )
        print(f"That took {perf_counter() - start:.0f} seconds.", flush=True)
    return note.read_text()


def _clear(data: Path) -> None:
    """Remove a database that was not finished; never one of somebody else."""
    mark = data / "benchmark"
    if data.exists() and any(data.iterdir()) and not mark.exists():
        sys.exit(f"{data} holds something else. Give BENCH_DATA=<another folder>.")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    mark.touch()


def compare_pages(application: object, large_case: str) -> list[Comparison]:
    """Return what a person waits for."""
    admin = Visitor(application, "admin", PASSWORD)
    supervisor = Visitor(application, SUPERVISOR, PASSWORD)
    manager = Visitor(application, MANAGER, PASSWORD)
    intake = Visitor(application, INTAKE, PASSWORD)
    case = large_case.removeprefix("/riaya/")

    number = case.rpartition("/")[2].upper()
    for page in (supervisor.get("@@worklist", view="office"), manager.get(case)):
        # The theme is on, and the page is the one that was asked for.
        if b'dir="rtl"' not in page or number.rpartition("-")[0].encode() not in page:
            raise Failed("The site answers with another page.")

    def plain_contents() -> None:
        admin.get("plain/folder_contents")
        admin.get(
            "plain/@@getVocabulary",
            name="plone.app.vocabularies.Catalog",
            query=json.dumps(FOLDER_QUERY),
            attributes=json.dumps(FOLDER_COLUMNS),
            batch=json.dumps({"page": 1, "size": 100}),
        )

    def plain_pair() -> None:
        folder = admin.post("plain", {"@type": "Folder", "title": "Folder"})
        admin.post(folder["@id"], {"@type": "Document", "title": "Page"})

    return [
        Comparison(
            "worklist page, all cases of an office",
            lambda: supervisor.get("@@worklist", view="office"),
            "folder contents, 100 items",
            plain_contents,
            target=1.0,
        ),
        Comparison(
            "worklist page, a name searched",
            lambda: supervisor.get("@@worklist", view="office", q="احمد"),
            "folder contents, 100 items",
            plain_contents,
            target=1.0,
        ),
        Comparison(
            "worklist page (as above)",
            lambda: supervisor.get("@@worklist", view="office"),
            "folder contents without its items",
            lambda: admin.get("plain/folder_contents"),
        ),
        Comparison(
            "case page, 30 items in the file",
            lambda: manager.get(case),
            "view of a Document, by the same person",
            lambda: manager.get("plain/page-1"),
            target=1.5,
        ),
        Comparison(
            "registering a case over REST",
            lambda: intake.post("offices/ps-jen/@cases", CLIENT),
            "Folder, then Document in it, over REST",
            plain_pair,
            target=1.5,
            times=15,
        ),
    ]


def compare_inside(large_case: str) -> list[Comparison]:
    """Return what the same costs without a request, each in its own transaction."""
    inside = Inside(large_case)
    return [
        Comparison(
            "registering a case",
            inside.register,
            "creating a Folder with a Document",
            inside.create_plain,
            target=1.5,
            times=15,
        ),
        Comparison(
            "transitions refuse and reinstate",
            inside.refuse_and_reinstate,
            "publish and retract a Document",
            inside.publish_and_retract,
            times=11,
        ),
        Comparison("worklist query, a page of an office", inside.find_rows, target=5),
        Comparison("the same with all counts", inside.find_with_counts),
        Comparison("my cases with all counts", inside.find_own_with_counts),
        Comparison("a name searched with all counts", inside.search),
        Comparison(
            "dating the clocks of 100 open cases anew, written to the register",
            inside.date_clocks,
            "reindexing 100 Documents",
            inside.reindex_pages,
            times=7,
        ),
    ]


def date_all_clocks(large_case: str) -> None:
    """Tell how long a new holiday keeps the job busy, for all cases that wait."""
    count, seconds = Inside(large_case).date_all_clocks()
    print(
        f"Dating the clocks of {count} waiting cases anew after a new holiday: "
        f"{seconds:.1f} s, {count / seconds:.0f} cases a second"
    )


def write_at_once(application: object) -> int:
    """Let several people register in one office; return how many requests failed."""
    visitors = [Visitor(application, INTAKE, PASSWORD) for _each in range(WRITERS)]

    def work(visitor: Visitor) -> int:
        failed = 0
        for _each in range(CASES_EACH):
            try:
                visitor.post(f"{BASE}/offices/ps-jen/@cases", CLIENT)
            except Failed as failure:
                failed += 1
                print(failure)
        return failed

    start = perf_counter()
    with ThreadPoolExecutor(WRITERS) as threads:
        failed = sum(threads.map(work, visitors))
    seconds = perf_counter() - start
    total = WRITERS * CASES_EACH
    print(
        f"{WRITERS} writers in one office: {total} cases, {failed} failed, "
        f"{total / seconds:.1f} a second"
    )
    return failed


FOLDER_QUERY = {
    "criteria": [
        {
            "i": "path",
            "o": "plone.app.querystring.operation.string.path",
            "v": "/plain::1",
        }
    ],
    "sort_on": "getObjPositionInParent",
    "sort_order": "ascending",
}
# What Plone's page of folder contents asks for.
FOLDER_COLUMNS = [
    "CreationDate",
    "Creator",
    "Description",
    "EffectiveDate",
    "ExpirationDate",
    "ModificationDate",
    "Subject",
    "Title",
    "Type",
    "UID",
    "getIcon",
    "getMimeIcon",
    "getObjSize",
    "getURL",
    "id",
    "is_folderish",
    "path",
    "portal_type",
    "review_state",
]


if __name__ == "__main__":
    sys.exit(main())
