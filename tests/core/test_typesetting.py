"""PDF files: values are printed as they are, and nothing else is."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from riaya import _
from riaya.core.typesetting.pdf import clean
from riaya.core.typesetting.pdf import FONTS
from riaya.core.typesetting.pdf import isolate
from riaya.core.typesetting.pdf import SHARED
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.pdf import write_words
from tests.core.pdf_reading import count_pages
from tests.core.pdf_reading import find_characters
from tests.core.pdf_reading import find_letters
from tests.core.pdf_reading import find_title
from tests.core.pdf_reading import is_accessible

import pytest
import typst


SHEET = """
#import "/document.typ": *
#show: paper.with(title: values.title, header: ("", ""), footer: "")
#title(values.title)
= #values.text
#flow(values.text)
#values.text
#facts(((values.text, values.text),))
"""
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "/document.typ": *',
    "#values.title",
    "$x^2$ *bold* _slanted_ `raw` @label <label> \\ ~ -- ...",
    '"); #panic("x"); ("',
    "= heading\n- list\n+ list\n/ term: text",
    "#show: none",
    "https://example.org/#a",
    "]]} #[",
]


@pytest.fixture
def sheet(tmp_path):
    """Return a template that prints one text in every way."""
    path = tmp_path / "sheet.typ"
    path.write_text(SHEET)
    return path


@pytest.fixture
def print_text(sheet):
    return lambda text, language="ar", title="عنوان": typeset(
        sheet, {"title": title, "text": text}, language
    )


class TestText:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_is_never_markup(self, print_text, text):
        printed = find_characters(print_text(text))
        # Typographic quotation marks and dashes would be markup at work, too.
        assert set(text) - {" ", "\n"} <= printed

    def test_in_arabic_is_shaped(self, print_text):
        if not FONTS.is_dir():
            pytest.skip("The fonts are built by `make assets`.")
        # In the middle of a word laam and alef are one glyph.
        assert "لا" in find_letters(print_text("السلام"))

    def test_may_hold_letters_that_no_font_has(self, print_text):
        pdf = print_text("نص 😀 漢")
        assert "ن" in find_characters(pdf)
        assert not is_accessible(pdf)

    def test_that_cannot_be_set_is_not_in_the_log(self, print_text, caplog):
        with caplog.at_level("DEBUG"):
            print_text("سلمى 😀")
        assert caplog.records
        assert "سلمى" not in caplog.text
        assert "😀" not in caplog.text

    @settings(max_examples=60, deadline=None)
    @given(text=strategies.text(strategies.characters(exclude_categories=())))
    def test_of_any_kind_is_printed(self, tmp_path_factory, text):
        path = tmp_path_factory.mktemp("any") / "sheet.typ"
        path.write_text(SHEET)
        assert typeset(path, {"title": text, "text": text}, "ar").startswith(b"%PDF")

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("a\x00b\x07", "ab"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("\u202edcba\u202c", "dcba"),
            ("\ud800", ""),
            ("\u200f\u2067أ\u2069", "\u200f\u2067أ\u2069"),
            ({"a": ["\x00", 1, None, ("\x07",)]}, {"a": ["", 1, None, [""]]}),
        ],
    )
    def test_loses_what_cannot_be_seen(self, given, kept):
        assert clean(given) == kept


class TestFile:
    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_is_accessible_and_knows_title_and_language(self, print_text, language):
        pdf = print_text("نص text", language, "تقرير report")
        assert is_accessible(pdf)
        assert find_title(pdf) == "تقرير report"
        assert f"/Lang({language})".encode() in pdf
        assert count_pages(pdf) == 1

    def test_of_the_same_values_is_the_same(self, print_text):
        assert print_text("نص") == print_text("نص")

    def test_reads_from_right_to_left_in_arabic(self, print_text):
        assert b"/Direction/R2L" in print_text("نص", "ar")
        assert b"/Direction/R2L" not in print_text("نص", "en")


class TestTemplate:
    @pytest.mark.parametrize(
        "path", ["/etc/passwd", "../typesetting.py", "/../typesetting.py", "/root"]
    )
    def test_reads_no_file_of_the_machine(self, tmp_path, path):
        template = tmp_path / "greedy.typ"
        template.write_text(f'#read("{path}")')
        with pytest.raises(typst.TypstError):
            typeset(template, {}, "ar")

    def test_finds_nothing_but_templates_beside_it(self):
        assert {path.suffix for path in SHARED.iterdir()} == {".typ"}


class TestWords:
    def test_keep_the_direction_of_their_values(self):
        message = _("no_such_message", default="Only if ${what}.")
        assert write_words(message, "en", what="نعم") == "Only if \u2067نعم\u2069."

    @pytest.mark.parametrize(
        ("text", "mark"),
        [("نعم yes", "\u2067"), ("1 yes نعم", "\u2066"), ("2027", "\u2068")],
    )
    def test_take_the_direction_of_the_first_letter(self, text, mark):
        assert isolate(text) == f"{mark}{text}\u2069"

    def test_find_the_first_letter_inside_of_other_values(self):
        assert isolate(f"1 {isolate('نعم')}").startswith("\u2067")
