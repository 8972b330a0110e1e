"""Fill the database of the benchmark: `prepare.py <zope.conf> <cases> <note>`.

The demonstration is there already; its cases are copied until there are as
many as wanted.  Beside them stands plain Plone content to compare with.  The note
is written last: the path of a case with many items.
"""

from pathlib import Path
from plone import api
from riaya.cases.content import Case
from riaya.site.commands import open_database
from riaya.site.commands import SITE_ID
from riaya.site.demo_walk import add_item
from riaya.site.demo_walk import register_client
from riaya.site.demo_walk import Walk
from tests.benchmarks.copying import create_cases
from tests.benchmarks.copying import find_cases
from zope.component.hooks import setSite

import sys
import transaction


PLAIN_ITEMS = 100
CHILDREN = 30
CLIENT = {
    "client_kind": "household",
    "client_name": "أسرة القياس التجريبية",
    "id_kind": "none",
    "no_id_reason": "lost",
    "sex": "female",
    "categories": ["OTH"],
}


def main() -> None:
    """Fill the database and pack it."""
    app = open_database(Path(sys.argv[1]))
    setSite(app[SITE_ID])
    models = list(find_cases())
    add_plain_content()
    large_case = add_large_case()
    transaction.commit()
    wanted = int(sys.argv[2])
    create_cases(
        wanted - 1 - len(models),
        models,
        report=lambda done: print(f"\r{done} cases", end="", flush=True),
    )
    app._p_jar.db().pack()
    note = Path(sys.argv[3])
    (note.parent / "filestorage" / "Data.fs.old").unlink()
    note.write_text("/".join(large_case.getPhysicalPath()))
    print(f"\r{wanted} cases are there.")


def add_plain_content() -> None:
    """Add a folder of published pages, as Plone's administrators know it."""
    folder = api.content.create(api.portal.get(), "Folder", id="plain", title="Plain")
    for number in range(PLAIN_ITEMS):
        page = api.content.create(
            folder, "Document", id=f"page-{number}", title=f"Page {number}"
        )
        api.content.transition(page, "publish")


def add_large_case() -> Case:
    """Return a new case with as many items in its file as the target asks."""
    case = register_client("ps-jen", **CLIENT)
    Walk(case).to("implementation")
    with api.env.adopt_user(username="case-manager.ps-jen"):
        for number in range(CHILDREN - len(case)):
            if number % 2:
                add_item(case, "riaya.note", text=f"ملاحظة {number}")
            else:
                day = case.registered_on
                add_item(case, "riaya.follow_up", kind="visit", due_on=day)
    return case


if __name__ == "__main__":
    main()
