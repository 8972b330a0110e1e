"""The functions that the ODK XForms specification adds to XPath.

JR marks values that JavaRosa, the engine of ODK Collect, gives.
"""

import math
import pytest
import re


TEXTS = [
    # String functions
    ("concat()", ""),
    ("concat('a')", "a"),
    ("concat(/data/hh/name)", "ABC"),
    ("concat('[', /data/hh/name, ']')", "[ABC]"),
    ("concat(1 div 4, 'x')", "0.25x"),
    ("join(', ', /data/hh/name)", "A, B, C"),
    ("join('-', 'a', 2, true())", "a-2-true"),
    ("join(' ', /data/name, /data/hh/name)", "سلمى A B C"),
    ("join('-')", ""),
    ("substr('hello', 0)", "hello"),
    ("substr('hello', 0, 5)", "hello"),
    ("substr('hello', 1)", "ello"),
    ("substr('hello', 1, 4)", "ell"),
    ("substr('hello', -2)", "lo"),
    ("substr('hello', 0, -1)", "hell"),
    ("substr('hello', 3, 1)", ""),
    ("substr('hello', 7)", ""),
    ("substr('hello', -9, 2)", "he"),
    ("substr('hello', 'x')", ""),
    ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
    ("digest('some text', 'MD5')", "VS4hzUzZkYZ448Gg30kbww=="),
    ("digest('some text', 'SHA-1', 'base64')", "N6pjx3OY2VRHMmLhoAV8HmMu2nc="),
    (
        "digest('some text', 'SHA-256', 'base64')",
        "uU9vElx546X/qoJvWEwQ1SraZp5nYgUbgmtVd20FrtI=",
    ),
    (
        "digest('some text', 'SHA-384')",
        "zJTsPphzwLmnJIZEKVj2cQZ833e5QnQW0DFEDMYgQeLuE0RJhEfsDO2fcENGG9Hz",
    ),
    (
        "digest('some text', 'SHA-512')",
        "4nMrrtyj6sFAeChjfeHbynAsP8ns4Wz1Nt241hOc2F3+dGS4I1spgm9gjM9KxkPimxnGN4WKPYcQpZER30LdtQ==",
    ),
    ("digest('x', /data/name)", ""),
    ("base64-decode('c29tZSB0ZXh0')", "some text"),
    ("base64-decode('not base64!')", ""),
    ("base64-decode('gICA')", ""),
    ("base64-decode('YQBi')", "ab"),
    # Boolean functions
    ("if(true(), 'yes', 'no')", "yes"),
    ("if(/data/age > 50, 'yes', 'no')", "no"),
    ("if('', 5, 'abc')", "abc"),
    ("if(/data/nothing, 1, 'none')", "none"),
    ("if(selected(/data/services, 'water'), if(1 > 2, 'a', 'b'), 'c')", "b"),
    ("coalesce('', 'ab')", "ab"),
    ("coalesce('cd', '')", "cd"),
    ("coalesce(/data/empty, /data/name)", "سلمى"),
    ("coalesce(/data/nothing, 'x')", "x"),
    ("coalesce(/data/empty, /data/nothing)", ""),
    ("coalesce(/data/name, 'x')", "سلمى"),
    # Select functions
    ("selected-at('apple baby crimson', 0)", "apple"),
    ("selected-at('apple baby crimson', 2)", "crimson"),
    ("selected-at('apple baby crimson', 3)", ""),
    ("selected-at('apple baby crimson', -1)", ""),
    ("selected-at('', 0)", ""),
    ("selected-at(/data/services, 'x')", ""),
    ("jr:choice-name(/data/services, '/data/services')", "water power@/data/services"),
    ("jr:choice-name('water', ' /data/services ')", "water@/data/services"),
    (
        "jr:choice-name(selected-at(/data/services, 1), '../services')",
        "power@/data/services",
    ),
    ("jr:itext('/data/age:label')", "[/data/age:label]"),
    ("jr:itext(concat('a', 'b'))", "[ab]"),
    # Node-set functions
    ("string(current())", "42"),
]

NUMBERS = [
    # Number functions
    ("int(3.9)", 3),
    ("int(-3.9)", -3),
    ("int('12.7')", 12),
    ("int(1 div 0)", math.inf),
    ("round('14.29123456789', 0)", 14),
    ("round('14.29123456789', 1)", 14.3),
    ("round('14.29123456789', 1.5)", 14.3),
    ("round('14.29123456789', 4)", 14.2912),
    ("round('-12345.14', 1)", -12345.1),
    ("round('12345.12345', -1)", 12350),  # JR
    ("round('12350.12345', -2)", 12400),
    ("round('12345.12345', -3)", 12000),
    ("round('12345.15', 1)", 12345.2),
    ("round('-12345.15', 1)", -12345.1),
    ("round(2.675, 2)", 2.68),
    ("round(1 div 0, 2)", math.inf),
    ("abs(-3.5)", 3.5),
    ("pow(2, 3)", 8),
    ("pow(0.5, 2)", 0.25),
    ("pow(-1, 3)", -1),
    ("pow(4, 0.5)", 2),
    ("pow(16, 0.25)", 2),
    ("pow(10, 400)", math.inf),
    ("pow(0, -1)", math.inf),
    ("exp(0)", 1),
    ("exp(1)", math.e),
    ("exp10(2)", 100),
    ("log(exp(1))", 1),
    ("log10(1000)", 3),
    ("log10(0)", -math.inf),
    ("sqrt(9)", 3),
    ("sin(pi() div 2)", 1),
    ("cos(0)", 1),
    ("tan(0)", 0),
    ("asin(1)", math.pi / 2),
    ("acos(1)", 0),
    ("atan(1)", math.pi / 4),
    ("atan2(1, 1)", math.pi / 4),
    ("pi()", math.pi),
    ("min(/data/hh/child/age)", 1),
    ("max(/data/hh/child/age)", 7),
    ("min(3, 1, 2)", 1),
    ("max(3, '7', 2)", 7),
    ("max(/data/hh/age)", 34),  # JR: an empty answer does not count
    ("min(/data/age, /data/zero)", 0),
    ("max(-5)", -5),
    ("sum(/data/hh/age)", 46),  # JR
    ("sum(/data/nothing)", 0),
    ("coalesce(/data/empty, 0) + 1", 1),
    ("coalesce(number(''), 3)", 3),
    ("if(true(), 5, 'abc')", 5),
    ("if(1 = 1, /data/age, 0) + 1", 43),
    ("if(1 = 1, '5', '6') + 1", 6),
    # Node-set functions
    ("count-non-empty(/data/hh/age)", 2),
    ("count-non-empty(/data/nothing)", 0),
    ("count(randomize(/data/hh))", 3),
    ("position(/data/hh[2])", 2),
    ("position(/data/nothing/..)", 1),
    # Select functions
    ("count-selected(/data/services)", 2),
    ("count-selected('')", 0),
    ("count-selected('  a   b ')", 2),
]

TRUTHS = [
    # Boolean functions
    ("boolean-from-string('true')", True),
    ("boolean-from-string('1')", True),
    ("boolean-from-string('false')", False),
    ("boolean-from-string('whatever')", False),
    ("boolean-from-string(1)", True),
    ("boolean-from-string(1.0001)", False),
    ("boolean-from-string(true())", True),
    ("ends-with('abc', 'c')", True),
    ("ends-with('abc', 'b')", False),
    ("ends-with('', '')", True),
    ("regex('12345', '[0-9]+')", True),
    ("regex('a12345', '[0-9]+')", False),  # JR: the whole value
    ("regex(., '^[0-9]{2}$')", True),
    ("regex(/data/name, '[ء-ي]+')", True),
    ("regex('٤٢', '\\d+')", False),
    ("regex('', '')", True),
    ("regex('0599123456', '05[69][0-9]{7}')", True),
    ("regex('x', /data/name)", False),
    ("regex('42', ../age)", True),
    ("checklist(-1, 2, 1, 0, 1)", True),
    ("checklist(-1, 1, 1, 0, 1)", False),
    ("checklist(1, 2, true(), 'x', '')", True),
    ("checklist(2, -1, /data/hh/age)", True),
    ("checklist(3, -1, /data/hh/age)", False),
    ("checklist(0, 0)", True),
    ("weighted-checklist(-1, 10, 1, 3, 0, 9, 1, 4)", True),
    ("weighted-checklist(8, 10, 1, 3, 0, 9, 1, 4)", False),
    ("weighted-checklist(5, -1, /data/hh/age, /data/hh/age)", True),
    ("weighted-checklist(47, -1, /data/hh/age, /data/hh/age)", False),
    ("weighted-checklist(1, 2, 1, 'x')", False),
    # Select functions
    ("selected('apple baby crimson', 'apple')", True),
    ("selected('apple baby crimson', '  baby  ')", True),
    ("selected('apple baby crimson', 'bab')", False),
    ("selected('', 'apple')", False),
    ("selected('', '')", True),
    ("selected('apple', '')", False),
    ("selected(/data/services, 'power')", True),
    ("selected('1 2', 2)", True),
    ("coalesce(true(), false())", True),
]

NOT_NUMBERS = [
    "int('')",
    "round(/data/name, 2)",
    "round(1, 31)",
    "round(1, 'x')",
    "abs('')",
    "sqrt(-1)",
    "log(-1)",
    "asin(2)",
    "pow(-8, 1 div 3)",
    "sin(1 div 0)",
    "min(/data/nothing)",
    "max('')",
    "position(/data/nothing | /data/empty/x)",
    "sum(/data/name)",
    "decimal-time('25:00')",
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_gives_a_text(ask, source, expected):
    assert ask(source, method="to_text") == expected


@pytest.mark.parametrize(("source", "expected"), NUMBERS)
def test_gives_a_number(ask, source, expected):
    assert ask(source) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("source", "expected"), TRUTHS)
def test_gives_a_truth(ask, source, expected):
    assert ask(source) is expected


@pytest.mark.parametrize("source", NOT_NUMBERS)
def test_gives_nothing_that_can_be_calculated_with(ask, source):
    assert math.isnan(ask(source))


class TestOnce:
    def test_keeps_what_the_question_holds(self, ask):
        assert ask("once(random())") == "42"

    def test_calculates_while_the_question_is_empty(self, ask):
        assert ask("once(1 + 1)", "/data/empty") == 2


class TestRandomness:
    def test_a_random_number_lies_between_0_and_1(self, ask):
        assert 0 <= ask("random()") < 1
        assert ask("random()") != ask("random()")

    def test_a_uuid_is_of_version_4(self, ask):
        assert re.fullmatch(
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            ask("uuid()"),
        )

    def test_a_shorter_identifier_has_the_length_asked_for(self, ask):
        assert re.fullmatch("[0-9a-zA-Z]{8}", ask("uuid(8)"))

    @pytest.mark.parametrize("length", ["0", "'x'", "1000000000", "1 div 0"])
    def test_an_impossible_length_gives_a_uuid(self, ask, length):
        assert len(ask(f"uuid({length})")) == 36


class TestRandomize:
    """The orders are those of Enketo and ODK Web Forms for the same seeds."""

    @pytest.fixture
    def shuffle(self, make_environment):
        from lxml import etree
        from riaya.forms.expressions import compile_expression

        letters = "".join(f"<x>{letter}</x>" for letter in "ABCDEF")
        root = etree.fromstring(f"<data>{letters}<seed>1</seed></data>")

        def run(source: str) -> str:
            found = compile_expression(source).evaluate(root, make_environment())
            return "".join(node.text for node in found)

        return run

    @pytest.mark.parametrize(
        ("seed", "expected"),
        [
            ("42", "AFCBDE"),
            ("'42'", "AFCBDE"),
            ("-42", "EDAFBC"),
            ("1", "BFEACD"),
            ("1.1", "BFEACD"),
            ("11111111", "ACDBFE"),
            ("0", "CBEAFD"),
            ("number('')", "CBEAFD"),
            ("1 div 0", "CBEAFD"),
            ("/data/seed", "BFEACD"),
        ],
    )
    def test_a_seed_gives_always_the_same_order(self, shuffle, seed, expected):
        assert shuffle(f"randomize(/data/x, {seed})") == expected

    def test_a_text_as_seed_gives_always_the_same_order(self, shuffle):
        first = shuffle("randomize(/data/x, 'سلمى')")
        assert sorted(first) == list("ABCDEF")
        assert first == shuffle("randomize(/data/x, 'سلمى')")

    def test_without_a_seed_nothing_is_lost(self, shuffle):
        assert sorted(shuffle("randomize(/data/x)")) == list("ABCDEF")


SHAPE = (
    "7.9377 -11.5845 0 0;7.9324 -11.5902 0 0;7.927 -11.5857 0 0;7.925 -11.578 0 0;"
    "7.9267 -11.5722 0 0;7.9325 -11.5708 0 0;7.9372 -11.5737 0 0;7.9393 -11.579 0 0;"
    "7.9377 -11.5845 0 0"
)
TRACE = (
    "38.253094215699576 21.756382658677467;38.25021274773806 21.756382658677467;"
    "38.25007793942195 21.763892843919166;38.25290886154963 21.763935759263404;"
    "38.25146813817506 21.758421137528785"
)


class TestGeography:
    """Areas and distances are those of ODK Collect and Enketo, in metres."""

    @pytest.mark.parametrize(
        ("line", "area", "distance"),
        [
            (SHAPE, 2333220.77, 5724.36),
            (TRACE, 151451.76, 1800.69),
            ("7.9377 -11.5845 0 0;7.9324 -11.5902 0 0", 0, 861.99),
            ("7.9377 -11.5845;7.9377 -11.5845", 0, 0),
            ("0 0;0 1", 0, 111318.85),
            ("0 0;0 90;", 0, 10018696.05),
            ("90 0;90 1", 0, 0),
        ],
    )
    def test_a_line_is_measured(self, ask, line, area, distance):
        assert ask(f"area('{line}')") == pytest.approx(area, abs=0.01)
        assert ask(f"distance('{line}')") == pytest.approx(distance, abs=0.01)

    @pytest.mark.parametrize("line", ["", "a", "5000 5000;5000 5000", "1 2;x", "1"])
    def test_what_is_no_line_has_no_measure(self, ask, line):
        assert math.isnan(ask(f"area('{line}')"))
        assert math.isnan(ask(f"distance('{line}')"))

    def test_points_of_a_repeat_are_measured(self, make_environment):
        from lxml import etree
        from riaya.forms.expressions import compile_expression

        root = etree.fromstring("<data><p>0 0 0 0</p><p>0 1 0 0</p></data>")
        length = compile_expression("distance(/data/p)")
        assert length.evaluate(root, make_environment()) == pytest.approx(
            111318.85, abs=0.01
        )

    def test_a_point_lies_in_a_shape_or_not(self, ask):
        square = "0 0;0 2;2 2;2 0;0 0"
        assert ask(f"geofence('1 1 0 0', '{square}')") is True
        assert ask(f"geofence('3 1 0 0', '{square}')") is False
        assert ask("geofence('1 1', '')") is False
        assert ask(f"geofence('', '{square}')") is False
