"""What a first visit to a page costs on a bad line.

Counted is all that a browser must have before the page can be used, except the
letters, which are the same on all pages.  Compressed is what travels where the
proxy compresses; the script of forms is compressed by Riaya itself.
"""

from collections.abc import Iterator
from lxml import html
from riaya.site.accounts import PASSWORD
from visiting import Failed
from visiting import Visitor

import gzip


MANAGER = "case-manager.ps-jen"
LONGEST_FORM = "forms/comprehensive-1-0"
PARTS = "//script/@src | //link[@rel='stylesheet']/@href | //img/@src"
KILOBYTE = 1024


def weigh_pages(application: object, large_case: str) -> str:
    """Return a table: the page of a case, and the page on which a form is filled."""
    visitor = Visitor(application, MANAGER, PASSWORD)
    case = large_case.removeprefix("/riaya/")
    rows = [("case page", list(_read_parts(visitor, case)))]
    try:
        form = visitor.get_json(LONGEST_FORM)
    except Failed:
        print("There are no forms in this database; give a new BENCH_DATA=<folder>.")
    else:
        page = f"{case}/@@fill-form?form={form['UID']}"
        xform = visitor.get_json(f"{LONGEST_FORM}/@form")["xform"].encode()
        rows.append(("filling the longest form", [*_read_parts(visitor, page), xform]))
    return "\n".join(_describe(*row) for row in rows)


def _read_parts(visitor: Visitor, path: str) -> Iterator[bytes]:
    page = visitor.get(path)
    yield page
    for address in dict.fromkeys(html.fromstring(page).xpath(PARTS)):
        yield visitor.get(address)


def _describe(title: str, parts: list[bytes]) -> str:
    plain = sum(map(len, parts)) / KILOBYTE
    packed = sum(len(gzip.compress(part)) for part in parts) / KILOBYTE
    return (
        f"{title}: {len(parts)} requests, {plain:,.0f} kB, compressed {packed:,.0f} kB"
    )
