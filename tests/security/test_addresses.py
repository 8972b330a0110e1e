"""Pages that Plone shows to everybody show nothing of a case."""

from io import BytesIO
from plone import api
from riaya.cases.content import Case
from riaya.documents.filing import store_documents
from riaya.documents.filing import Upload
from riaya.site.accounts import PASSWORD
from riaya.testing import get_only_case
from tests.kept import made_once
from typing import Any

import pytest
import requests


pytestmark = pytest.mark.case_in("assessment")
PUBLIC = ["sitemap", "@@main_template", "@@plone_context_state/object_title"]
STRANGERS = [None, "planner", "case-manager-2.ps-jen", "case-supervisor.ps-nbs"]
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FILENAME = "court-order.pdf"


def file_document() -> None:
    """Put a document into the only case, as its manager."""
    case = get_only_case(api.portal.get())
    with api.env.adopt_user(username="case-manager.ps-jen"):
        store_documents(case, [Upload("1", FILENAME, BytesIO(PDF), len(PDF))])


@pytest.fixture
@made_once(file_document)
def document(functional: Any, case: Case) -> str:
    """Return the address of a document in a case that is given to a manager."""
    document = case["document-1"]
    base = f"http://{functional['host']}:{functional['port']}"
    return base + "/".join(document.getPhysicalPath())


def _get(url: str, user_id: str | None, accept: str = "*/*") -> requests.Response:
    auth = (user_id, PASSWORD) if user_id else None
    return requests.get(url, auth=auth, headers={"Accept": accept}, timeout=30)


@pytest.mark.parametrize("page", PUBLIC)
@pytest.mark.parametrize("user_id", STRANGERS)
def test_a_public_page_on_a_document_tells_strangers_nothing(document, page, user_id):
    answer = _get(f"{document}/{page}", user_id)
    assert FILENAME not in answer.text


@pytest.mark.parametrize(
    "service", ["@aliases", "@addons", "@content-rules", "sitemap"]
)
@pytest.mark.parametrize("of_case", [True, False])
def test_no_service_answers_an_administrator_on_a_case(document, service, of_case):
    address = document.rpartition("/")[0] if of_case else document
    answer = _get(f"{address}/{service}", "admin", "application/json")
    assert answer.status_code == 401
    assert FILENAME not in answer.text


@pytest.mark.parametrize("page", PUBLIC)
def test_people_of_the_case_still_get_there(document, page):
    assert FILENAME in _get(f"{document}/{page}", "case-manager.ps-jen").text


@pytest.mark.parametrize("user_id", [None, "planner", "case-manager.ps-jen"])
@pytest.mark.parametrize("method", ["PROPFIND", "PROPPATCH", "PUT", "COPY", "LOCK"])
def test_nothing_is_read_or_written_as_a_file_system(document, method, user_id):
    auth = (user_id, PASSWORD) if user_id else None
    answer = requests.request(
        method, document, auth=auth, timeout=30, allow_redirects=False
    )
    assert answer.status_code in (302, 401, 405)
    assert FILENAME not in answer.text
