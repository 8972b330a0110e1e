"""The printed book: what stands in it, how it is kept, and who gets it."""

from datetime import timedelta
from plone import api
from plone.app.testing import logout
from plone.app.textfield.value import RichTextValue
from riaya.core.interfaces import IJob
from riaya.core.time import clock
from riaya.core.typesetting.tables import read_words
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import in_language
from riaya.guide.exceptions import BookRefused
from riaya.guide.printing import keeping as printing_keeping
from riaya.guide.printing.book import describe_book
from riaya.guide.printing.book import print_book
from riaya.guide.printing.keeping import find_book
from riaya.guide.printing.keeping import find_missing_languages
from riaya.guide.printing.keeping import get_book_name
from riaya.guide.printing.keeping import make_book
from riaya.guide.printing.keeping import MissingBooks
from riaya.guide.printing.links import BookLinks
from tests.core.pdf_reading import count_pages
from tests.core.pdf_reading import find_title
from tests.core.pdf_reading import is_accessible
from tests.core.pdf_reading import names_in_the_open
from tests.core.pdf_reading import STREAM
from tests.forms.sheets import publish_form
from zExceptions import Unauthorized

import pytest
import requests
import transaction
import typst
import zlib


def describe(edition, language="ar"):
    with in_language(language):
        return describe_book(edition, language)


def find_steps(book):
    return [step for chapter in book["chapters"] for step in chapter["steps"]]


def unpack(pdf):
    """Return a PDF with its compressed parts in the open."""
    parts = [pdf]
    for stream in STREAM.findall(pdf):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)


class TestBook:
    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_is_an_accessible_pdf_in_its_language(self, published, language):
        pdf = print_book(published, language)
        title = {"ar": published.title, "en": published.title_en}[language]
        assert is_accessible(pdf)
        assert find_title(pdf) == title
        assert f"/Lang({language})".encode() in pdf

    def test_carries_all_its_fonts(self, published):
        plain = unpack(print_book(published, "ar"))
        descriptors = plain.count(b"/Type/FontDescriptor")
        files = plain.count(b"/FontFile2") + plain.count(b"/FontFile3")
        assert descriptors == files > 0

    def test_has_every_chapter_and_step_with_its_number(self, published):
        book = describe(published)
        chapters = published.objectValues()
        assert [chapter["title"] for chapter in book["chapters"]] == [
            chapter.title for chapter in chapters
        ]
        steps = find_steps(book)
        assert [step["number"] for step in steps][:2] == ["1.1", "1.2"]
        assert len(steps) == sum(len(each.objectValues()) for each in chapters)

    def test_has_its_chapters_as_bookmarks(self, published):
        pdf = print_book(published, "en")
        number, title = "1", published.objectValues()[0].title_en
        plain = unpack(pdf)
        assert any(
            names_in_the_open(plain, text)
            for text in (title, f"{number} {title}", f"{number}{title}")
        )

    def test_lists_each_clock_once_with_a_length_for_each_group(self, published):
        (table,) = describe(published, "en")["deadlines"]
        codes = [
            read_words(cell["blocks"])[0]
            for cell in table["cells"]
            if cell["x"] == 0 and cell["y"] > 0
        ]
        assert codes == sorted(set(codes), key=lambda code: int(code[1:]))
        assert table["columns"] == 4

    def test_is_arabic_where_there_is_no_english(self, draft):
        chapter = draft.objectValues()[0]
        chapter.title_en, chapter.text_en = "", None
        chapter.text = RichTextValue("<p>T1: نص عربي</p>", "text/html", "text/html")
        described = describe(draft, "en")["chapters"][0]
        assert (described["title"], described["lang"]) == (chapter.title, "ar")
        assert described["blocks"][0]["dir"] == "rtl"
        assert is_accessible(print_book(draft, "en"))

    def test_reads_in_its_own_language_whoever_prints_it(self, published, http_request):
        http_request["LANGUAGE"] = "en"
        assert find_steps(describe(published, "ar"))[0]["stage"] != "Registered"
        assert get_language() == "en"

    def test_names_the_edition_that_it_replaces(self, in_review, published, publish):
        publish(in_review)
        values = " ".join(value for _label, value in describe(in_review)["facts"])
        assert published.edition in values

    def test_of_a_draft_says_that_it_is_one(self, draft, published):
        assert describe(draft)["is_draft"]
        assert describe(draft)["notice"]
        assert not describe(published)["is_draft"]


class TestForms:
    def test_are_those_that_steps_require_or_offer(self, draft):
        publish_form(kind="other")
        assert describe(draft)["forms"] == []
        draft.objectValues()[0].objectValues()[0].optional_forms = ["household"]
        (form,) = describe(draft)["forms"]
        assert form["label"] == "form-household"
        assert form["items"]

    def test_are_set_in_the_same_book(self, draft):
        publish_form(kind="other")
        before = count_pages(print_book(draft, "ar"))
        draft.objectValues()[0].objectValues()[0].optional_forms = ["household"]
        pdf = print_book(draft, "ar")
        assert count_pages(pdf) > before
        assert is_accessible(pdf)
        (refers,) = find_steps(describe(draft))[0]["optional"]
        assert refers["runs"][0]["target"] == "form-household"


class TestLinksAndPictures:
    def write(self, draft, html):
        chapter = draft.objectValues()[0]
        chapter.text = RichTextValue(html, "text/html", "text/x-html-safe")
        return describe(draft)["chapters"][0]["blocks"]

    def test_links_to_parts_of_the_edition_lead_to_their_page(self, draft):
        step = draft.objectValues()[0].objectValues()[1]
        (block,) = self.write(draft, f'<a href="resolveuid/{step.UID()}">نص</a>')
        assert block["runs"][0]["target"] == "part-1.2"

    def test_a_picture_that_is_not_there_is_told(self, draft):
        (block,) = self.write(draft, f'<img src="resolveuid/{"0" * 32}" alt="مخطط">')
        assert (block["data"], block["alt"]) == ([], "مخطط")
        assert is_accessible(print_book(draft, "ar"))

    def test_a_picture_of_a_case_file_is_never_printed(self, draft, case):
        # Whatever stands in a file is as closed as the file itself.
        assert not BookLinks(draft, {})._may_be_printed(case)
        assert BookLinks(draft, {})._may_be_printed(draft.objectValues()[0])


class TestKeeping:
    def test_keeps_what_was_made(self, published):
        book = make_book(published, "ar")
        assert make_book(published, "ar") is book
        assert find_book(published, "ar").file.data.startswith(b"%PDF")
        assert find_missing_languages(published) == ["en"]

    def test_is_refused_for_a_draft(self, draft):
        with pytest.raises(BookRefused):
            make_book(draft, "ar")

    def test_stays_when_the_edition_is_superseded(self, in_review, published, publish):
        book = make_book(published, "ar")
        publish(in_review)
        assert find_book(published, "ar") is book
        assert find_missing_languages(published) == ["en"]

    def test_is_not_copied_into_a_new_edition(self, published, draft):
        make_book(published, "ar")
        assert find_book(draft, "ar") is None

    def test_has_a_plain_name(self, draft):
        draft.edition = "2/ب"
        assert get_book_name(draft, "ar") == "guide-ps-2---ar.pdf"


class TestJob:
    def test_makes_what_is_missing_and_nothing_twice(self, portal, published):
        job = portal.getSiteManager().getUtility(IJob, "guide.books")
        keys = list(job.find_work(portal))
        assert keys == [f"{published.UID()}:ar", f"{published.UID()}:en"]
        for key in keys:
            job.do(portal, key)
            book = find_book(published, key[-2:])
            job.do(portal, key)
            assert find_book(published, key[-2:]) is book
        assert list(job.find_work(portal)) == []

    def test_leaves_drafts_alone(self, portal, draft):
        uids = {key.partition(":")[0] for key in MissingBooks().find_work(portal)}
        assert draft.UID() not in uids

    def test_waits_an_hour_after_a_failure(self, portal, published, monkeypatch):
        def fail(edition, language):
            raise typst.TypstError("no")

        monkeypatch.setattr(printing_keeping, "print_book", fail)
        job = MissingBooks()
        key = next(iter(job.find_work(portal)))
        with pytest.raises(typst.TypstError):
            job.do(portal, key)
        assert key not in list(job.find_work(portal))
        with clock.freeze(clock.now() + timedelta(hours=1)):
            assert key in list(job.find_work(portal))


class TestPage:
    def test_offers_the_book_when_it_is_made(self, published, render):
        page = render("trainer", published, "book-links")
        assert page.cssselect("form[action$='@@make-book']")
        make_book(published, "ar")
        make_book(published, "en")
        page = render("case-manager.ps-jen", published, "book-links")
        links = [link.get("href") for link in page.cssselect("a")]
        assert links == [
            f"{published.absolute_url()}/@@book.pdf?language={each}"
            for each in ("ar", "en")
        ]
        assert not page.cssselect("form")

    def test_offers_no_button_to_others(self, published, render):
        page = render("case-manager.ps-jen", published, "book-links")
        assert not page.cssselect("form")

    def test_lets_a_trainer_make_it(self, published, render):
        render("trainer", published, "make-book", "POST")
        assert find_missing_languages(published) == []

    def test_refuses_to_make_it_for_others(self, published, render):
        with pytest.raises(Unauthorized):
            render("case-supervisor.ps-jen", published, "make-book", "POST")

    def test_tells_a_trainer_that_it_failed(self, published, render, monkeypatch):
        def fail(edition, language):
            raise typst.TypstError("no")

        monkeypatch.setattr(printing_keeping, "print_book", fail)
        render("trainer", published, "make-book", "POST")
        assert find_missing_languages(published) == ["ar", "en"]

    def test_refuses_the_preview_of_a_draft_to_all_but_trainers(self, draft, as_worker):
        with as_worker("trainer"):
            assert draft.restrictedTraverse("@@book.pdf")().startswith(b"%PDF")
        logout()
        with pytest.raises(Unauthorized):
            draft.restrictedTraverse("@@book.pdf")
        with api.env.adopt_roles(["Manager"]), pytest.raises(Unauthorized):
            draft.restrictedTraverse("@@book.pdf")()


class TestDownload:
    @pytest.fixture
    def site(self, functional):
        host, port = functional["host"], functional["port"]
        edition = functional["portal"]["guide"]["guide-test"]
        path = "/".join(edition.getPhysicalPath())
        return edition, f"http://{host}:{port}{path}"

    def test_gives_everybody_the_kept_file(self, site):
        edition, url = site
        address = f"{url}/@@book.pdf?language=ar"
        assert requests.get(address, timeout=60).status_code == 404
        pdf = make_book(edition, "ar").file.data
        transaction.commit()
        answer = requests.get(address, timeout=60)
        assert answer.content == pdf
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "guide-ps-0.9-ar.pdf" in answer.headers["Content-Disposition"]
        etag = answer.headers["ETag"]
        again = requests.get(address, headers={"If-None-Match": etag}, timeout=60)
        assert (again.status_code, again.content) == (304, b"")
        part = requests.get(address, headers={"Range": "bytes=0-3"}, timeout=60)
        assert (part.status_code, part.content) == (206, b"%PDF")
        head = requests.head(address, timeout=60)
        assert (head.status_code, head.headers["ETag"]) == (200, etag)
        assert head.headers["Content-Length"] == str(len(pdf))

    def test_is_told_over_rest(self, site):
        edition, url = site
        book = make_book(edition, "en")
        transaction.commit()
        answer = requests.get(
            f"{url}/@book", headers={"Accept": "application/json"}, timeout=60
        ).json()
        (item,) = answer["items"]
        assert item["@id"].endswith("/guide-test/@@book.pdf?language=en")
        assert (item["language"], item["size"]) == ("en", book.size)
        assert answer["missing"] == ["ar"]
