"""Blank forms as PDF files: what is in them, and who gets them."""

from AccessControl import Unauthorized
from plone import api
from plone.app.testing import logout
from riaya.core.typesetting.pdf import FONTS
from riaya.forms.printing.paper import _print
from riaya.forms.printing.paper import print_blank_form
from riaya.security.system import as_system
from tests.core.pdf_reading import count_pages
from tests.core.pdf_reading import find_characters
from tests.core.pdf_reading import find_letters
from tests.core.pdf_reading import find_title
from tests.core.pdf_reading import is_accessible
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_form
from tests.forms.sheets import publish_form
from tests.forms.shipped import convert
from tests.forms.shipped import POLICIES
from tests.forms.shipped import read_descriptions

import pytest
import requests
import transaction


SHIPPED = [
    (policy, form_id) for policy in POLICIES for form_id in read_descriptions(policy)
]
HOSTILE = '#read("/etc/passwd") $x$ *b* _i_ `r` @a <l> \\'


class TestPrinting:
    @pytest.mark.slow
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize(("policy", "form_id"), SHIPPED)
    def test_of_every_shipped_form_is_accessible(self, policy, form_id, language):
        form = convert(policy, form_id).form
        pdf = _print(form, "عنوان", form_id, "1.0", "الوزارة", language)
        assert is_accessible(pdf)
        assert f"/Lang({language})".encode() in pdf

    def test_shapes_arabic(self):
        if not FONTS.is_dir():
            pytest.skip("The fonts are built by `make assets`.")
        form = convert("ps", "rapid").form
        pdf = _print(form, "السلامة", "rapid", "1.0", "الوزارة", "ar")
        assert "لا" in find_letters(pdf)
        assert b"/Direction/R2L" in pdf

    def test_never_takes_texts_for_markup(self):
        table = HOUSEHOLD.replace("Head of household", HOSTILE)
        pdf = _print(make_form(table), HOSTILE, "household", "1.0", HOSTILE, "en")
        assert set(HOSTILE) - {" "} <= find_characters(pdf)

    def test_of_a_version_is_done_once(self, portal):
        template = publish_form()
        assert print_blank_form(template, "ar") is print_blank_form(template, "ar")
        assert print_blank_form(template, "ar") != print_blank_form(template, "en")

    def test_names_form_and_version(self, portal):
        template = publish_form()
        pdf = print_blank_form(template, "ar")
        assert find_title(pdf) == template.title
        assert count_pages(pdf) >= 1

    def test_goes_on_after_the_version_was_retired(self, portal):
        template = publish_form()
        before = print_blank_form(template, "ar")
        with as_system():
            api.content.transition(template, "retire")
        _print.cache_clear()
        assert print_blank_form(template, "ar") == before


class TestAddress:
    @pytest.fixture
    def get(self, functional):
        """Return a function that gets the blank form of a published template."""
        template = publish_form()
        transaction.commit()
        host, port = functional["host"], functional["port"]
        path = "/".join(template.getPhysicalPath())

        def get_pdf(query="", template=template):
            return requests.get(
                f"http://{host}:{port}{path}/@@blank-form.pdf{query}",
                allow_redirects=False,
                timeout=60,
            )

        return get_pdf

    def test_gives_everybody_the_published_form(self, get):
        answer = get()
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == (
            'inline; filename="household-1.0-ar.pdf"'
        )
        assert answer.content.startswith(b"%PDF")
        assert b"/Lang(ar)" in answer.content

    def test_takes_the_language_that_is_asked_for(self, get):
        assert b"/Lang(en)" in get("?language=en").content
        assert b"/Lang(ar)" in get("?language=xx").content


class TestDraft:
    def test_is_refused_to_the_public_and_given_to_trainers(
        self, portal, http_request, make_template, as_worker
    ):
        template = make_template()
        with as_worker("trainer"):
            view = template.restrictedTraverse("@@blank-form.pdf")
            assert view().startswith(b"%PDF")
        logout()
        with pytest.raises(Unauthorized):
            template.restrictedTraverse("@@blank-form.pdf")
