"""Sample files, a case in every hand, and people who use a running site."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from lxml import html
from PIL import Image
from riaya.documents.filing import store_documents
from riaya.documents.filing import Upload
from riaya.site.accounts import PASSWORD
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
import requests
import transaction


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_zip(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_picture(kind: str = "PNG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, kind)
    return stream.getvalue()


def make_upload(
    data: bytes = PDF, filename: str = "تقرير أحمد.pdf", **facts: Any
) -> Upload:
    facts.setdefault("row", "1")
    return Upload(filename=filename, stream=BytesIO(data), size=len(data), **facts)


@pytest.fixture(scope="session")
def samples() -> SimpleNamespace:
    """Return contents of files and functions that make more."""
    return SimpleNamespace(
        pdf=PDF,
        png=make_picture("PNG"),
        jpg=make_picture("JPEG"),
        webp=make_picture("WEBP"),
        tiff=make_picture("TIFF"),
        docx=make_zip({"word/document.xml": b"<w/>"}),
        xlsx=make_zip({"xl/workbook.xml": b"<w/>"}),
        odt=make_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        csv="الاسم,العمر\n".encode("windows-1256"),
        txt="ملاحظة".encode(),
        mp3=b"ID3\x04\x00" + bytes(64),
        m4a=b"\x00\x00\x00\x20ftypM4A " + bytes(64),
        make_zip=make_zip,
        make_upload=make_upload,
    )


@pytest.fixture
def store(case, as_worker) -> Callable:
    """Return a function that stores one document in the case as a worker."""

    def store_document(user_id="intake-officer.ps-jen", **facts):
        with as_worker(user_id):
            return store_documents(case, [make_upload(**facts)])[0]

    return store_document


class Person(requests.Session):
    """A signed-in person, or nobody; addresses are relative to the site."""

    def __init__(self, base: str, user_id: str | None):
        super().__init__()
        self.base = base
        self.cookies.set("I18N_LANGUAGE", "en")
        self.headers["Accept-Language"] = "en"
        if user_id:
            self.auth = (user_id, PASSWORD)

    def request(self, method, url, *args, **kw):
        if not url.startswith("http"):
            url = f"{self.base}/{url.lstrip('/')}"
        kw["allow_redirects"] = False
        return super().request(method, url, *args, **kw)

    def call(self, method, url, **kw):
        """Use the REST API."""
        headers = {"Accept": "application/json"} | kw.pop("headers", {})
        return self.request(method, url, headers=headers, **kw)

    def submit(self, url, data, files=()):
        """Open a page and send its form."""
        page = self.get(url)
        assert page.status_code == 200, page.status_code
        root = html.fromstring(page.text)
        form = next(
            each
            for each in root.forms
            if each.get("action", "")
            .split("?")[0]
            .endswith(url.rpartition("/")[2].split("?")[0])
        )
        fields = dict(form.form_values()) | data
        return self.post(url.split("?")[0], data=fields, files=list(files))


class RunningSite:
    """A site over HTTP with one case."""

    def __init__(self, layer, case):
        self.portal = layer["portal"]
        self.base = f"http://{layer['host']}:{layer['port']}/{self.portal.getId()}"
        self.case = case
        self.path = "/".join(self.case.getPhysicalPath()[2:])

    def visit(self, user_id=None) -> Person:
        """Return a session of a person."""
        return Person(self.base, user_id)

    @property
    def manager(self) -> Person:
        """Return a session of the assigned case manager."""
        return self.visit("case-manager.ps-jen")

    def add(self, person=None, **fields):
        """Add a document over REST and return its path."""
        data = b64encode(b"%PDF-1.4").decode()
        file = {"data": data, "encoding": "base64", "filename": "a.pdf"}
        body = {"@type": "File", "file": file, **fields}
        answer = (person or self.manager).call("POST", self.path, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["@id"].removeprefix(self.base)

    def refresh(self):
        """See what was stored over HTTP."""
        transaction.begin()


@pytest.fixture
def running(functional, case) -> RunningSite:
    """Return a running site with the case of the test."""
    return RunningSite(functional, case)
