"""Threads share expressions, and nothing that a client types makes one raise."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import UTC
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from riaya.forms.expressions import compile_expression
from riaya.forms.expressions import Environment
from riaya.forms.expressions import ExpressionRefused

import pytest


INSTANCE = etree.fromstring(
    "<instance><root><item><name>1</name></item><item><name>2</name></item></root></instance>"
)
ENVIRONMENT = Environment(
    datetime(2026, 11, 25, 8, 0, tzinfo=UTC),
    {"list": INSTANCE},
    lambda value, path: f"{value}\x00{path}",
    lambda text_id: text_id,
)

VALUES = [
    "/data/v",
    "/data/w",
    "/data/r",
    ".",
    "/data/nothing",
    "/data/v + 1",
    "/data/v = 1",
    "number(/data/v)",
]

# Every function with values of each kind that it takes, and every operator.
PATTERNS = [
    *(
        f"{name}({{0}})"
        for name in [
            "abs",
            "acos",
            "area",
            "asin",
            "atan",
            "base64-decode",
            "boolean",
            "boolean-from-string",
            "ceiling",
            "coalesce('',",
            "concat(1,",
            "cos",
            "count-selected",
            "date",
            "date-time",
            "decimal-date-time",
            "decimal-time",
            "digest('a',",
            "distance",
            "exp",
            "exp10",
            "floor",
            "int",
            "join(',",
            "',",
            "jr:itext",
            "log",
            "log10",
            "max",
            "min",
            "normalize-space",
            "not",
            "number",
            "once",
            "round",
            "sin",
            "sqrt",
            "string",
            "string-length",
            "tan",
            "uuid",
        ]
        if "(" not in name and "," not in name and "'" not in name
    ),
    *(
        f"{name}({{0}}, {{1}})"
        for name in [
            "atan2",
            "coalesce",
            "concat",
            "contains",
            "digest",
            "ends-with",
            "format-date",
            "format-date-time",
            "geofence",
            "join",
            "max",
            "min",
            "pow",
            "regex",
            "round",
            "selected",
            "selected-at",
            "starts-with",
            "substr",
            "substring",
            "substring-after",
            "substring-before",
        ]
    ),
    *(
        f"{name}({{0}}, {{1}}, {{2}})"
        for name in ["checklist", "digest", "if", "substr", "substring", "translate"]
    ),
    "weighted-checklist({0}, {1}, {2}, {0})",
    "jr:choice-name({0}, '/data/v')",
    "randomize(/data/r, {0})",
    "indexed-repeat(/data/r/x, /data/r, {0})",
    "count(/data/r[{0}])",
    "count(/data/r[position() = {0}])",
    "instance('list')/root/item[name = {0}]",
    "instance('list')/root/item[name < {0}]/name",
    "sum(/data/*)",
    "count-non-empty(/data/*)",
    "count-selected({0})",
    "{0} + {1} - {2}",
    "{0} * {1}",
    "{0} div {1} mod {2}",
    "-{0}",
    "{0} < {1}",
    "{0} >= {1}",
    "{0} = {1}",
    "{0} != {1}",
    "{0} and {1} or {2}",
    "if({0}, {1}, {2}) = {0}",
    "if({0}, {1}, {2}) < {0}",
]

XML_TEXT = st.text(
    st.characters(
        blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"
    ),
    max_size=30,
)
ODD_TEXT = st.sampled_from(
    [
        "",
        " ",
        "NaN",
        "Infinity",
        "-",
        ".",
        "1e400",
        "9" * 400,
        "-0",
        "0.1",
        "2026-02-30",
        "9999-12-31T23:59:59.999999999-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-11-25T10:00",
        "24:00",
        "90 180",
        "1 2;3 4;5 6",
        "(a+)+",
        "[",
        "a" * 3000,
        "SHA-256",
        "hex",
        "%Y%%%",
        "true",
    ]
)
ANSWER = XML_TEXT | ODD_TEXT | st.integers().map(str) | st.floats().map(str)


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(st.text(max_size=40) | st.text("abr:(),/.[]'\"0129*|<>=!+-@$ \n", max_size=40))
@example("r:number(1)")
@example("a:b:c")
@example("::")
@example("//")
def test_any_text_is_compiled_or_refused(source):
    try:
        expression = compile_expression(source, "/data/v", ["/data/r"], ["list"])
    except ExpressionRefused:
        return
    root = etree.fromstring("<data><v/></data>")
    expression.evaluate(root[0], ENVIRONMENT)


WORDS = [
    *[
        "(",
        ")",
        "[",
        "]",
        ",",
        "/",
        "//",
        ".",
        "..",
        "*",
        "+",
        "-",
        "|",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "::",
        "@",
        "$",
        "and",
        "or",
        "div",
        "mod",
        "1",
        "0.5",
    ],
    *[
        "''",
        "'a'",
        "'2026-01-01'",
        "/data/v",
        "data",
        "v",
        "r",
        "x",
        "child::",
        "self::",
        "current(",
        "position(",
    ],
    *[
        "concat(",
        "if(",
        "count(",
        "sum(",
        "selected(",
        "once(",
        "not(",
        "today()",
        "number(",
        "string(",
    ],
    *[
        "instance('list')",
        "indexed-repeat(",
        "regex(",
        "round(",
        "coalesce(",
        "randomize(",
    ],
]


@pytest.mark.slow
@settings(deadline=None, max_examples=1000)
@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join), ANSWER)
def test_any_words_of_expressions_are_compiled_or_refused(source, answer):
    try:
        expression = compile_expression(source, "/data/v", ["/data/r"], ["list"])
    except ExpressionRefused:
        return
    root = make_answers(answer, answer, answer)
    expression.to_text(root[0], ENVIRONMENT)
    expression.is_true(root[0], ENVIRONMENT)


def make_answers(*values: str) -> etree._Element:
    root = etree.Element("data")
    etree.SubElement(root, "v").text = values[0]
    etree.SubElement(root, "w").text = values[1]
    for value in values[2:] * 2:
        etree.SubElement(etree.SubElement(root, "r"), "x").text = value
    return root


COMPILED = [
    compile_expression(
        pattern.format(one, VALUES[index % len(VALUES)], VALUES[-index % len(VALUES)]),
        "/data/v",
        ["/data/r"],
        ["list"],
    )
    for pattern in PATTERNS
    for index, one in enumerate(VALUES)
]


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(ANSWER, ANSWER, ANSWER)
def test_no_answer_makes_an_evaluation_raise(one, two, three):
    root = make_answers(one, two, three)
    for expression in COMPILED:
        assert isinstance(expression.to_text(root[0], ENVIRONMENT), str)
        assert isinstance(expression.is_true(root[0], ENVIRONMENT), bool)


class TestThreads:
    def test_share_an_expression_with_answers_of_their_own(self):
        expression = compile_expression(
            "concat(/data/v, ':', count(instance('list')/root/item[name = current()]),"
            " ':', coalesce(/data/w, today()), ':', jr:choice-name(., '/data/v'))",
            "/data/v",
        )

        def ask(number: int) -> str:
            root = make_answers(str(number), "")
            environment = Environment(
                datetime(2026, 1, number % 28 + 1, tzinfo=UTC),
                {"list": INSTANCE},
                lambda value, _path: f"<{value}>",
            )
            return expression.to_text(root[0], environment)

        expected = [
            f"{number}:{int(number in (1, 2))}:2026-01-{number % 28 + 1:02}:<{number}>"
            for number in range(2000)
        ]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(ask, range(2000))) == expected

    def test_a_label_may_hold_another_expression(self):
        inner = compile_expression("concat('(', ., ')')", "/data/w")
        outer = compile_expression(
            "concat(jr:choice-name(., '/data/v'), current(), today())", "/data/v"
        )
        root = make_answers("a", "b")
        later = Environment(
            datetime(2030, 1, 1, tzinfo=UTC), {}, lambda value, _: value
        )
        environment = Environment(
            ENVIRONMENT.moment,
            {},
            lambda _value, _path: inner.to_text(root[1], later),
        )
        assert outer.to_text(root[0], environment) == "(b)a2026-11-25"


@pytest.mark.parametrize("attribute", ["source", "paths", "is_volatile"])
def test_an_expression_has_nothing_but_what_was_compiled(attribute):
    expression = compile_expression("1")
    assert hasattr(expression, attribute)
    with pytest.raises(AttributeError):
        expression.anything = 1
