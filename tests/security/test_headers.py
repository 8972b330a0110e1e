"""What browsers and proxies keep: files of the product, and nothing of the office."""

from collections.abc import Callable
from io import BytesIO
from lxml import html
from pathlib import Path
from PIL import Image
from plone import api
from plone.resource.directory import PersistentResourceDirectory
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from riaya.documents.filing import store_documents
from riaya.documents.filing import Upload
from riaya.forms.webforms.bundle import get_style_name
from riaya.security.headers import NOWHERE_KEPT
from riaya.security.product_files import FOR_A_DAY
from riaya.security.product_files import FOR_GOOD
from riaya.site.accounts import PASSWORD
from riaya.site.demo_walk import register_client
from riaya.testing import walk_case
from typing import Any

import plone.staticresources
import pytest
import re
import requests
import transaction


MANAGER = "case-manager.ps-jen"
PEOPLE = [None, MANAGER]
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
STATIC = "++plone++static/plone-fullscreen/fullscreen.css"
UNVERSIONED = (
    STATIC,
    "++theme++riaya/logo.svg",
    "++theme++barceloneta/css/barceloneta.min.css",
    "++resource++riaya-checklist.js",
    "plonejsi18n?domain=widgets&language=ar",
)
# A page that is asked for as if it were a file.  {case} and {document} are paths.
DECORATED = (
    "++webresource++0123/{case}",
    "++webresource++{known}/{case}",
    "++webresource++{known}/../{case}",
    "++theme++riaya/../{case}",
    "++resource++riaya-checklist.js/../{case}",
    "{case}?x=/++webresource++{known}/++theme++riaya/logo.svg",
    "{case}/++theme++riaya",
    "{case}/++theme++riaya/@@case-view",
    "{case}/++theme++riaya/logo.svg",
    "{case}/++theme++riaya/logo.svg/@@case-view",
    "{case}/++resource++riaya-checklist.js",
    "{case}/++resource++riaya-checklist.js/@@case-view",
    "{case}/++plone++static/plone-fullscreen/fullscreen.css",
    "{case}/++webresource++{known}/@@case-documents",
    "{case}/++webresource++{known}/++theme++riaya/logo.svg",
    "{case}/++unique++1/@@case-view",
    "{case}/@@case-view/style.css",
    "{case}/@@case-view/++theme++riaya/logo.svg",
    "{case}/plonejsi18n?domain=widgets&language=ar",
    "{case}/@@plonejsi18n?domain=widgets&language=ar",
    "{case}/@@forms-bundle",
    "@@worklist/style.css",
    "@@worklist/++theme++riaya/logo.svg",
    "++theme++riaya",
    "++theme++riaya/",
    "++theme++riaya/index.html",
    "++theme++riaya/@@worklist",
    "++theme++riaya/offices",
    "++plone++static/@@worklist",
    "++plone++static/{case}",
    "++webresource++{known}/@@worklist",
    "++theme++riaya/logo.svg?@@worklist:method=1",
    "plonejsi18n?@@worklist:method=1&language=ar",
    "plonejsi18n?domain=widgets",
    "{document}/++webresource++{known}/@@download/file",
    "++webresource++{known}/{document}/@@download/file/style.css",
)


@pytest.fixture
def site(functional: Any) -> str:
    """Return the address of a site with workers."""
    transaction.commit()
    portal = functional["portal"]
    return f"http://{functional['host']}:{functional['port']}/{portal.getId()}"


@pytest.fixture
def documents(site: str) -> list[str]:
    """Return the paths, in the site, of a PDF and a picture in a case with a manager."""
    picture = BytesIO()
    Image.new("RGB", (900, 600), "white").save(picture, "JPEG")
    case = register_client(
        "ps-jen",
        client_kind="person",
        client_name="سلمى التجريبية",
        id_kind="none",
        no_id_reason="unregistered",
        categories=["OTH"],
    )
    walk_case(case, "assessment")
    files = {"court-order.pdf": PDF, "photo.jpg": picture.getvalue()}
    with api.env.adopt_user(username=MANAGER):
        stored = store_documents(
            case,
            [
                Upload(str(row), name, BytesIO(data), len(data))
                for row, (name, data) in enumerate(files.items())
            ],
        )
    transaction.commit()
    return ["/".join(document.getPhysicalPath()[2:]) for document in stored]


@pytest.fixture
def get(site: str) -> Callable[..., requests.Response]:
    """Return a function that asks for an address of the site, exactly as it is written."""
    session = requests.Session()
    # What a browser has had since its first page.
    session.cookies.set("I18N_LANGUAGE", "ar")

    def send(
        path: str, user_id: str | None = None, method: str = "GET", **headers: str
    ) -> requests.Response:
        request = session.prepare_request(
            requests.Request(
                method, site, auth=(user_id, PASSWORD) if user_id else None
            )
        )
        # Zope answers HEAD with a body, which would be read as the next answer.
        request.headers.update({"Accept": "text/html", "Connection": "close"} | headers)
        # Not resolved by the client, as an attacker's would not be.
        request.url = path if path.startswith("http") else f"{site}/{path}"
        return session.send(request, timeout=60, allow_redirects=False)

    return send


def find_versioned(page: bytes) -> list[str]:
    """Return the addresses of the styles and scripts of a page that name a version."""
    found = html.fromstring(page).xpath("//link/@href | //script/@src")
    return [address for address in found if "++webresource++" in address]


def find_version(get: Callable) -> str:
    """Return the version that a page names in the address of one of its files."""
    address = find_versioned(get("login").content)[0]
    return re.findall(r"\+\+webresource\+\+([^/]+)/", address)[0]


class TestFilesOfTheProduct:
    @pytest.mark.parametrize("user_id", PEOPLE)
    def test_are_kept_for_good_under_the_version_in_their_address(self, get, user_id):
        addresses = find_versioned(get("login").content)
        kinds = {re.findall(r"\+\+(plone|theme)\+\+", each)[0] for each in addresses}
        assert kinds == {"plone", "theme"}
        for address in addresses:
            answer = get(address, user_id)
            assert answer.status_code == 200, address
            assert answer.headers["Cache-Control"] == FOR_GOOD, address
            assert answer.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("user_id", PEOPLE)
    def test_are_kept_for_a_day_without_one(self, get, user_id):
        for path in UNVERSIONED:
            for method in ("GET", "HEAD"):
                answer = get(path, user_id, method)
                assert answer.status_code == 200, path
                assert answer.headers["Cache-Control"] == FOR_A_DAY, (path, method)

    def test_are_kept_as_long_when_they_have_not_changed(self, get):
        path = "++resource++riaya-checklist.js"
        since = get(path).headers["Last-Modified"]
        answer = get(path, MANAGER, **{"If-Modified-Since": since})
        assert answer.status_code == 304
        assert answer.headers["Cache-Control"] == FOR_A_DAY

    def test_are_kept_as_long_behind_a_proxy(self, functional, site, get):
        if "virtual_hosting" not in functional["app"].objectIds():
            manage_addVirtualHostMonster(functional["app"], "virtual_hosting")
            transaction.commit()
        host, _slash, portal = site.removeprefix("http://").partition("/")
        address = find_versioned(get("login").content)[0].removeprefix(site)
        virtual = f"http://{host}/VirtualHostBase/https/example.org:443/{portal}"
        answer = get(f"{virtual}/VirtualHostRoot{address}", MANAGER)
        assert answer.headers["Cache-Control"] == FOR_GOOD

    def test_are_kept_for_a_day_under_a_version_that_is_not_theirs(self, get):
        # A server that is not yet updated must not be believed for a year.
        version = find_version(get)
        for wrong in (version[::-1], "0123", "", version.upper()):
            answer = get(f"++webresource++{wrong}/{STATIC}", MANAGER)
            assert answer.headers["Cache-Control"] == FOR_A_DAY, wrong

    def test_are_kept_for_good_where_their_own_name_holds_a_version(self, get):
        path = f"++plone++static/bundle-plone/{find_chunk()}"
        assert get(path, MANAGER).headers["Cache-Control"] == FOR_GOOD

    def test_of_the_page_on_which_forms_are_filled_are_kept_for_good(self, get):
        answer = get(f"@@forms-bundle/{get_style_name()}", MANAGER)
        assert answer.headers["Cache-Control"] == FOR_GOOD
        assert "public" not in get("@@forms-bundle", MANAGER).headers.get(
            "Cache-Control", ""
        )

    @pytest.mark.parametrize("user_id", PEOPLE)
    def test_bring_nobody_a_cookie(self, get, user_id):
        for path in (*UNVERSIONED, f"{STATIC}?set_language=en"):
            answer = get(path, user_id, Cookie="")
            assert "Set-Cookie" not in answer.headers, path

    def test_are_no_longer_found_when_they_are_missing(self, get):
        for path in ("++theme++riaya/none.css", "++plone++static/none.js"):
            answer = get(path, MANAGER)
            assert answer.status_code == 404
            assert "public" not in answer.headers.get("Cache-Control", "")

    def test_may_not_be_kept_when_they_were_sent_for_with_a_post(self, get):
        answer = get(STATIC, MANAGER, "POST")
        assert "public" not in answer.headers.get("Cache-Control", "")

    def test_that_an_administrator_wrote_are_none(self, get):
        written = PersistentResourceDirectory(api.portal.get().portal_resources)
        written.writeFile("plone/own/own.css", b"body {}")
        transaction.commit()
        answer = get("++plone++own/own.css", MANAGER)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == NOWHERE_KEPT


class TestWhatAPersonIsShown:
    def test_is_kept_nowhere(self, documents, get):
        pdf, photo = documents
        case = pdf.rpartition("/")[0]
        paths = (
            "@@worklist",
            "@@search",
            "@@personal-preferences",
            "offices/ps-jen",
            case,
            f"{case}/@@case-documents",
            f"{case}/@@case-timeline",
            f"{case}/@@forms",
            pdf,
            f"{pdf}/@@download",
            f"{pdf}/@@download/file/court-order.pdf",
            f"{pdf}/@@display-file/file",
            photo,
            f"{photo}/@@download/image",
            f"{photo}/@@images/image",
            f"{photo}/@@images/image/mini",
            find_scale(photo),
        )
        services = (case, f"{case}/@timeline", f"{case}/@access", pdf, "@worklist")
        asked = [(path, method, "*/*") for path in paths for method in ("GET", "HEAD")]
        asked += [(path, "GET", "application/json") for path in services]
        answers = {
            each: get(each[0], MANAGER, each[1], Accept=each[2]) for each in asked
        }
        assert {
            each: answer.headers.get("Cache-Control")
            for each, answer in answers.items()
        } == dict.fromkeys(asked, NOWHERE_KEPT)
        refused = {
            each: answer.status_code
            for each, answer in answers.items()
            if each[1] == "GET" and answer.status_code != 200
        }
        assert not refused

    def test_is_kept_nowhere_under_the_address_of_a_file(self, documents, get):
        pdf = documents[0]
        words = {
            "case": pdf.rpartition("/")[0],
            "document": pdf,
            "known": find_version(get),
        }
        for pattern in DECORATED:
            path = pattern.format_map(words)
            for user_id in PEOPLE:
                answer = get(path, user_id)
                kept = answer.headers.get("Cache-Control", "")
                assert "public" not in kept, (path, user_id)
                assert "max-age=" not in kept.replace("max-age=0", ""), path
                if user_id and answer.status_code == 200:
                    assert kept == NOWHERE_KEPT, path


def find_scale(photo: str) -> str:
    """Return the path of a scale by its own id, as pages name it."""
    document = api.portal.get().unrestrictedTraverse(photo)
    scale = document.unrestrictedTraverse("@@images").scale("image", scale="mini")
    transaction.commit()
    return f"{photo}/@@images/{scale.url.rpartition('/')[2]}"


def find_chunk() -> str:
    """Return the path of a part that Plone's script loads, in its folder."""
    folder = Path(plone.staticresources.__file__).parent / "static" / "bundle-plone"
    return f"chunks/{next((folder / 'chunks').glob('*.min.js')).name}"
