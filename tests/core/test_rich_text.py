"""Formatted text for the printed page: what HTML says, and nothing lost."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.rich_text import make_table
from riaya.core.typesetting.rich_text import read_html
from riaya.core.typesetting.tables import read_words
from tests.core.pdf_reading import find_characters
from tests.core.pdf_reading import is_accessible

import json
import pytest
import string


SHEET = """
#import "/rich_text.typ": *
#show: paper.with(title: values.title, header: ("", ""), footer: "")
#title(values.title)
= #values.title <here>
#draw-blocks(values.blocks)
"""
WORDS = {"on_page": "({page})", "picture_missing": "{name}?", "picture": "صورة"}
INLINE = ["b", "i", "u", "s", "sub", "sup", "code", "span", "bdi", "a", "unknown"]
BLOCKS = ["p", "div", "h1", "h2", "h4", "blockquote", "pre", "section", "address"]


@pytest.fixture
def set_blocks(tmp_path):
    """Return a function that sets blocks as a PDF."""
    sheet = tmp_path / "sheet.typ"
    sheet.write_text(SHEET)
    return lambda blocks, language="ar": typeset(
        sheet, {"title": "عنوان", "words": WORDS, "blocks": blocks}, language
    )


def read(html, language="ar", **kw):
    return read_html(html, language, **kw)


def get_words(blocks):
    """Return the visible words, without the signs that only keep them apart."""
    words = " ".join(read_words(blocks))
    return "".join(
        each for each in words if each not in "\u2066\u2067\u2068\u2069\u200b"
    )


def get_kinds(blocks):
    return [block["kind"] for block in blocks]


class TestBlocks:
    def test_are_what_the_html_says(self):
        blocks = read(
            "<h2>a</h2><p>b</p><ul><li>c</li></ul><ol><li>d</li></ol><hr>"
            "<blockquote><p>e</p></blockquote><dl><dt>f</dt><dd>g</dd></dl><pre>h</pre>"
        )
        assert get_kinds(blocks) == [
            "heading",
            "paragraph",
            "list",
            "list",
            "rule",
            "quote",
            "terms",
            "code",
        ]
        assert [part["is_term"] for part in blocks[6]["cells"]] == [True, False]

    def test_count_lists_as_they_begin(self):
        plain, counted = read('<ul><li>a</ul><ol start="3" type="a"><li>b</ol>')
        assert plain["numbering"] == ""
        assert (counted["numbering"], counted["start"]) == ("a.", 3)

    def test_keep_a_list_in_the_item_it_belongs_to(self):
        for html in (
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
        ):
            (outer,) = read(html)
            assert get_kinds(outer["items"][0]) == ["paragraph", "list"]

    def test_begin_headings_at_one_and_leave_no_level_out(self):
        blocks = read("<h3>a</h3><h5>b</h5><h6>c</h6><h3>d</h3><h2>e</h2>")
        assert [block["level"] for block in blocks] == [1, 2, 3, 1, 1]

    def test_have_no_heading_inside_of_a_list_or_a_cell(self):
        (block,) = read("<ul><li><h2>a</h2></li></ul>")
        assert get_kinds(block["items"][0]) == ["caption"]

    def test_take_line_breaks_and_drop_empty_paragraphs(self):
        blocks = read("<p>a<br>b</p><p> </p><p><br></p><p>&nbsp;c</p>")
        assert len(blocks) == 2
        assert blocks[0]["runs"][1] == {"break": True}

    def test_keep_the_lines_of_code(self):
        (block,) = read("<pre>a\n  b</pre>")
        assert [run.get("text") for run in block["runs"]] == ["a", None, "  b"]

    def test_keep_a_line_of_code_in_one_piece(self):
        (block,) = read("<pre>نص &amp; 2026&#45;01&#45;31</pre>")
        assert [run["text"] for run in block["runs"]] == ["نص & \u20662026-01-31\u2069"]

    @pytest.mark.parametrize("html", ["", " ", "<!-- a -->", "<!DOCTYPE html>", "</p>"])
    def test_of_nothing_are_none(self, html):
        assert read(html) == []

    @pytest.mark.parametrize(
        ("html", "words"),
        [
            ("<p>a <b", "a <b"),
            ("a < b", "a < b"),
            ("<p>a</p><!-- b", "a"),
            ("&lt;b&gt; &zz; &#0;", "<b> &zz; \ufffd"),
            ("<meta charset=latin-1>نص", "نص"),
            ("<body dir=rtl>a</body>b", "a b"),
        ],
    )
    def test_take_what_is_no_tag_as_words(self, html, words):
        assert get_words(read(html)) == words

    def test_are_read_from_html_that_nobody_closed(self):
        blocks = read("<p>a<p>b<ul><li>c<li>d<table><tr><td>e<td>f<tr><td>g")
        assert get_kinds(blocks) == ["paragraph", "paragraph", "list"]
        assert get_words(blocks) == "a b c d e f g"

    def test_show_nothing_of_scripts_comments_and_styles(self):
        html = "<script>x()</script><!-- y --><style>z</style><p>a<!--b-->c</p><!DOCTYPE html>"
        assert get_words(read(html)) == "ac"


class TestDirection:
    @pytest.mark.parametrize(
        ("html", "direction"),
        [
            ("<p>نص text</p>", "rtl"),
            ("<p>1. «نص»</p>", "rtl"),
            ("<p>T1: نص طويل</p>", "rtl"),
            ("<p>A longer text with نص</p>", "ltr"),
            ('<p dir="ltr">نص</p>', "ltr"),
            ('<div dir="rtl"><p>text</p></div>', "rtl"),
            ('<div dir="rtl"><p dir="auto">text</p></div>', "ltr"),
        ],
    )
    def test_is_that_of_the_letters_unless_it_is_given(self, html, direction):
        assert read(html)[0]["dir"] == direction

    def test_without_letters_is_that_of_the_language(self):
        assert read("<p>2027</p>", "ar")[0]["dir"] == "rtl"
        assert read("<p>2027</p>", "en")[0]["dir"] == "ltr"

    def test_of_a_list_and_a_table_is_that_of_what_is_in_it(self):
        for html in ("<ul><li>نص طويل<li>text</ul>", "<table><tr><td>نص<td>b</table>"):
            assert read(html, "en")[0]["dir"] == "rtl"

    @pytest.mark.parametrize(
        "unit",
        [
            "2026-01-31",
            "+970 59 123 4567",
            "https://example.org/a/",
            "a.b@example.org",
            "C++",
        ],
    )
    def test_of_dates_numbers_and_addresses_stays_whole_among_arabic(self, unit):
        (block,) = read(f"<p>نص {unit} نص</p>")
        assert f"\u2066{unit}\u2069" in block["runs"][0]["text"]

    def test_of_marked_words_is_set_apart(self):
        (block,) = read('<p>نص <bdi>a (b)</bdi> <span dir="ltr">c!</span></p>')
        text = "".join(run["text"] for run in block["runs"])
        assert text == "نص \u2068a (b)\u2069 \u2066c!\u2069"

    def test_and_language_are_kept(self):
        (block,) = read('<p lang="en-GB">text</p>')
        assert block["lang"] == "en"


class TestMarks:
    def test_add_up(self):
        (block,) = read("<p><b>a<i>b</i></b><u>c</u></p>")
        styles = [(run["text"], run["styles"]) for run in block["runs"]]
        assert styles == [
            ("a", ["strong"]),
            ("b", ["emphasis", "strong"]),
            ("c", ["underline"]),
        ]

    def test_end_with_their_paragraph(self):
        first, second = read("<p><b>a</p><p>b</p>")
        assert first["runs"][0]["styles"] == ["strong"]
        assert second["runs"][0]["styles"] == []

    def test_that_cross_each_other_end_as_on_the_screen(self):
        (block,) = read("<p><b>a<i>b</b>c</i>d</p>")
        styles = [(run["text"], run["styles"]) for run in block["runs"]]
        assert styles == [
            ("a", ["strong"]),
            ("b", ["emphasis", "strong"]),
            ("cd", []),
        ]

    def test_around_paragraphs_hold_for_each(self):
        first, second = read('<a href="https://e.org"><p>a</p><p>b</p></a>')
        assert first["runs"][0]["url"] == second["runs"][0]["url"] == "https://e.org"


class TestLinks:
    def test_lead_outside_by_their_address(self):
        (block,) = read('<p><a href="https://example.org/a">a</a></p>')
        assert block["runs"][0]["url"] == "https://example.org/a"

    def test_inside_of_the_site_lead_where_the_caller_says(self):
        (block,) = read(
            '<p><a href="../resolveuid/abc">a</a></p>',
            find_target=lambda address: "here" if "abc" in address else "",
        )
        assert (block["runs"][0]["url"], block["runs"][0]["target"]) == ("", "here")

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:x", "", "#a"])
    def test_that_lead_nowhere_are_words(self, address):
        (block,) = read(f'<p><a href="{address}">a</a></p>')
        assert (block["runs"][0]["url"], block["runs"][0]["target"]) == ("", "")


class TestPictures:
    def test_come_from_the_caller(self):
        (block,) = read('<img src="a" alt=" b  c ">', load_picture=lambda _: b"jpg")
        assert bytes(block["data"]) == b"jpg"
        assert block["alt"] == "b c"

    def test_that_are_missing_are_told(self, set_blocks):
        blocks = read('<p>a<img src="lost" alt="مخطط">b</p>')
        assert get_kinds(blocks) == ["paragraph", "picture", "paragraph"]
        assert "؟" not in find_characters(set_blocks(blocks))
        assert "?" in find_characters(set_blocks(blocks))


class TestTables:
    def read_table(self, html):
        (table,) = read(f"<table>{html}</table>")
        return table

    def test_put_every_cell_into_a_place(self):
        table = self.read_table(
            "<thead><tr><th>a<th colspan=2>b</thead>"
            "<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g"
        )
        places = [(cell["x"], cell["y"]) for cell in table["cells"]]
        assert places == [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2)]
        assert (table["columns"], table["heads"]) == (3, 1)

    def test_shrink_what_leaves_the_grid(self):
        table = self.read_table("<tr><td rowspan=99 colspan=9>a<td>b<tr><td>c")
        assert table["columns"] == 2
        assert [cell["rowspan"] for cell in table["cells"]] == [2, 1, 1]

    def test_take_rows_of_head_cells_for_the_head(self):
        assert self.read_table("<tr><th>a<tr><td>b")["heads"] == 1
        assert self.read_table("<tr><th>a<tr><th>b")["heads"] == 0

    def test_keep_what_stands_outside_of_the_cells(self):
        (table,) = read("<table><caption>a</caption>b<tr><td>c</td>d</tr>e</table>")
        assert get_words([table]) == "a b c d e"

    def test_give_more_room_to_more_text(self):
        table = self.read_table(f"<tr><td>T1<td>{'نص ' * 20}")
        narrow, wide = table["weights"]
        assert narrow < wide

    @settings(max_examples=100, deadline=None)
    @given(
        rows=strategies.lists(
            strategies.lists(
                strategies.tuples(
                    strategies.sampled_from(["td", "th"]),
                    strategies.integers(0, 40),
                    strategies.integers(0, 9),
                ),
                max_size=30,
            ),
            max_size=6,
        )
    )
    def test_of_any_shape_have_no_two_cells_in_one_place(self, rows):
        html = "".join(
            "<tr>" + "".join(f"<{tag} colspan={x} rowspan={y}>w" for tag, x, y in row)
            for row in rows
        )
        blocks = read(f"<table>{html}</table>")
        assert len(get_words(blocks).split()) == sum(map(len, rows))
        for table in blocks:
            taken = [
                (cell["x"] + right, cell["y"] + down)
                for cell in table["cells"]
                for right in range(cell["colspan"])
                for down in range(cell["rowspan"])
            ]
            assert len(taken) == len(set(taken))
            assert max(x for x, _y in taken) < table["columns"]
            heads = [cell for cell in table["cells"] if cell["y"] < table["heads"]]
            assert all(c["y"] + c["rowspan"] <= table["heads"] for c in heads)

    def test_are_made_of_plain_texts_too(self):
        table = make_table(["أ", "ب"], [["T1", "ساعة"]], "ar")
        assert get_words([table]) == "أ ب T1 ساعة"
        assert table["heads"] == 1


word = strategies.text(string.ascii_letters + "نصعربي", min_size=1, max_size=8)
tree = strategies.recursive(
    word,
    lambda inner: strategies.one_of(
        strategies.tuples(strategies.sampled_from(INLINE + BLOCKS), inner),
        strategies.tuples(strategies.just("+"), inner, inner),
        strategies.tuples(strategies.just("list"), inner, inner),
        strategies.tuples(strategies.just("table"), inner, inner),
    ),
    max_leaves=30,
)


def write(node):
    """Return a tree as HTML, and its words in their order."""
    if isinstance(node, str):
        return f" {node} ", [node]
    tag, parts = node[0], [write(each) for each in node[1:]]
    html = [each[0] for each in parts]
    if tag == "list":
        text = "<ul>" + "".join(f"<li>{each}</li>" for each in html) + "</ul>"
    elif tag == "table":
        text = f"<table><tr><td>{html[0]}</td><th>{html[1]}</th></tr></table>"
    elif tag == "+":
        text = "".join(html)
    else:
        text = f"<{tag}>{html[0]}</{tag}>"
    return text, [each for part in parts for each in part[1]]


class TestEveryText:
    @settings(max_examples=150, deadline=None)
    @given(node=tree)
    def test_keeps_its_words_in_their_order(self, node):
        html, words = write(node)
        assert get_words(read(html)).split() == words

    @settings(max_examples=200, deadline=None)
    @given(
        html=strategies.lists(
            strategies.one_of(
                strategies.text(max_size=10),
                strategies.sampled_from(
                    [
                        *(f"<{tag}>" for tag in INLINE + BLOCKS),
                        *(f"</{tag}>" for tag in INLINE + BLOCKS),
                        *(
                            "<td>",
                            "<tr>",
                            "<table>",
                            "</table>",
                            "<li>",
                            "<ul>",
                            "</ul>",
                        ),
                        *(
                            "<![",
                            "<!--",
                            "-->",
                            "&#0;",
                            "&#xd800;",
                            "&amp",
                            "<br/>",
                            "<?",
                        ),
                        *(
                            "<th colspan=-1 rowspan=x>",
                            "<img src=x>",
                            "<script>",
                            "<dl><dt>",
                        ),
                    ]
                ),
            )
        ).map("".join)
    )
    def test_of_any_kind_is_read_and_is_json(self, html):
        json.dumps(read(html))

    @pytest.mark.parametrize(
        "piece",
        [
            "<ul><li>و",
            "<table><tr><td>و",
            "<blockquote>و",
            "<b>و",
            "<dl><dd>و",
            "<div>و",
        ],
    )
    def test_that_is_nested_without_end_is_set(self, set_blocks, piece):
        blocks = read(piece * 1000)
        assert len(get_words(blocks).replace(" ", "")) == 1000
        assert is_accessible(set_blocks(blocks))

    @pytest.mark.parametrize(
        "html",
        [
            "<!--" * 50_000,
            "<a " * 50_000,
            "<p>" + "1-" * 100_000,
            "<" * 50_000,
            "<div>" * 50_000,
            "<b><div>" * 20_000 + "</b>" * 20_000,
            "".join(f"<b id={number}><p>" for number in range(20_000)),
            f"<p {' '.join(f'a{number}' for number in range(20_000))}>",
        ],
    )
    def test_that_is_made_to_take_long_does_not(self, html):
        # Each took more than a minute when it was read again and again.
        read(html)

    @settings(max_examples=25, deadline=None)
    @given(node=tree)
    def test_can_be_set(self, tmp_path_factory, node):
        sheet = tmp_path_factory.mktemp("rich") / "sheet.typ"
        sheet.write_text(SHEET)
        values = {"title": "عنوان", "words": WORDS, "blocks": read(write(node)[0])}
        assert is_accessible(typeset(sheet, values, "ar"))

    def test_is_never_markup(self, set_blocks):
        text = '#read("/etc/passwd") $x$ *b* _i_ `r` @here <here> \\'
        html = f"<p>{text.replace('<', '&lt;')}</p><ul><li>= a"
        assert set(text) - {" "} <= find_characters(set_blocks(read(html)))

    def test_leads_on_paper_to_page_and_address(self, set_blocks):
        html = '<p><a href="https://q.example/z">a</a> <a href="resolveuid/1">b</a></p>'
        pdf = set_blocks(read(html, find_target=lambda _: "here"))
        assert set("https://q.example/z") <= find_characters(pdf)
        assert b"/Link" in pdf
        assert is_accessible(set_blocks(read(html, find_target=lambda _: "nowhere")))
