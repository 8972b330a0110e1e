"""What is refused, and that the sentence names it."""

from riaya.forms.expressions import compile_expression
from riaya.forms.expressions import ExpressionRefused

import pytest
import sys


@pytest.mark.parametrize(
    ("source", "words"),
    [
        # nothing, or not all of it
        ("", "empty"),
        (" \n ", "empty"),
        ("1 +", "not finished"),
        ("(1", "not finished"),
        ("/data/hh[", "not finished"),
        ("if(1,", "not finished"),
        ("/data/", "not finished"),
        ("'open", "character 1 on, at “'open”"),
        ("1 + + 2", "character 5 on"),
        ("1 2", "character 3 on, at “2”"),
        ("/data/a b", "character 9 on"),
        ("a = = b", "character 5 on"),
        ("(1))", "character 4 on"),
        ("concat('a' 'b')", "character 12 on"),
        ("concat('a',)", "character 12 on"),
        ("/data//", "not finished"),
        ("${age} > 3", "character 2 on"),
        ("a ! b", "character 3 on"),
        ("a == b", "character 4 on"),
        ("a && b", "character 3 on"),
        ("#", "character 1 on"),
        ("'\x00'", "character 2 on"),
        ("'\ud800'", "character 2 on"),
        (".[1]", "character 2 on"),
        # what forms may not do
        ("$age", "variable"),
        ("/data/@id", "attribute"),
        ("@id", "attribute"),
        ("attribute::id", "attribute"),
        ("ancestor::hh", "ancestor"),
        ("following-sibling::*", "following-sibling"),
        ("preceding::x", "preceding"),
        ("namespace::x", "namespace"),
        ("descendant::x", "descendant"),
        ("/data/orx:meta", "prefix"),
        ("/data/text()", "text()"),
        ("/data/node()", "node()"),
        ("comment()", "comment()"),
        # functions
        ("document('/etc/passwd')", "no function document()"),
        ("pulldata('list', 'a', 'b', 'c')", "no function pulldata()"),
        ("id('x')", "no function id()"),
        ("lang('ar')", "no function lang()"),
        ("version()", "no function version()"),
        ("property('username')", "no function property()"),
        ("xslt:document('x')", "no function xslt:document()"),
        ("re:test('a', 'b')", "no function re:test()"),
        ("jr:selected(., 'a')", "no function jr:selected()"),
        ("choice-name('a', 'b')", "no function choice-name()"),
        ("root()", "no function root()"),
        ("text('a')", "character"),
        ("nodes(.)", "no function nodes()"),
        ("equals(1, 2)", "no function equals()"),
        # how many values
        ("true(5)", "true() takes 0 values in its parentheses, and here has 1"),
        ("selected('a')", "selected() takes 2 values"),
        ("round(1, 2, 3)", "round() takes 1–2 values"),
        ("min()", "min() takes ≥ 1 values"),
        ("weighted-checklist(1, 2, 3)", "weighted-checklist() takes ≥ 2 values"),
        ("indexed-repeat(/data/hh/age, /data/hh)", "indexed-repeat() takes ≥ 3 values"),
        ("if(1, 2)", "if() takes 3 values"),
        ("current(1)/..", "current() takes 0 values"),
        # of which kind
        ("count(5)", "count() takes the path"),
        ("sum('a')", "sum() takes the path"),
        ("randomize(1, 2)", "randomize() takes the path"),
        ("count-non-empty('')", "count-non-empty() takes the path"),
        ("position(1)", "position() takes the path"),
        ("5/a", "character 2 on"),
        ("'a'[1]", "character 4 on"),
        ("concat('a')/b", "not the path"),
        ("(1)[1]", "not the path"),
        ("/data/a | 1", "not the path"),
        ("if(1, /data/a, /data/b)/c", "not the path"),
        ("indexed-repeat(1, /data/hh, 2)", "indexed-repeat()"),
        ("indexed-repeat(/data/age, /data/hh, 2)", "indexed-repeat()"),
        ("indexed-repeat(/data/hh[1]/a, ., 2)", "indexed-repeat()"),
        ("jr:choice-name(/data/a, /data/a)", "jr:choice-name()"),
        ("jr:choice-name('a', '1')", "jr:choice-name()"),
        ("jr:choice-name('a', '//a')", "jr:choice-name()"),
        ("jr:choice-name('a', '')", "empty"),
        # lists
        ("instance('towns')/root/item", "“towns”"),
        ("instance(/data/list)/root", "quotation marks"),
        # what is known beforehand
        ("regex(., '[')", "cannot be read"),
        ("regex(., '\\p{L}+')", "cannot be read"),
        ("digest('a', 'MD4')", "MD4"),
        ("digest('a', 'MD5', 'rot13')", "rot13"),
    ],
)
def test_is_refused_in_a_sentence_that_names_it(source, words):
    with pytest.raises(ExpressionRefused) as refusal:
        compile_expression(source, instances=["cities"])
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_lists_are_not_checked_when_they_are_not_known():
    assert compile_expression("instance('towns')/root/item")


class TestSize:
    def test_refuses_what_is_too_long(self):
        with pytest.raises(ExpressionRefused, match=r"20,?000 characters"):
            compile_expression("1" * 20_001)

    @pytest.mark.parametrize(
        "source",
        [
            "(" * 5_000 + "1" + ")" * 5_000,
            "not(" * 2_000 + "1" + ")" * 2_000,
            "/data/a[" * 2_000 + "1" + "]" * 2_000,
            "if(1," * 1_000 + "1" + ",2)" * 1_000,
            "1" + " + 1" * 4_000,
            "concat(" + "1," * 4_000 + "1)",
            "1 or (" * 500 + "1" + ")" * 500,
            "1" + " < 1" * 2_000,
            "1" + " < 1" * 50,
        ],
        ids=lambda source: source[:12],
    )
    def test_refuses_what_is_nested_or_chained_too_far(self, source):
        with pytest.raises(ExpressionRefused, match="nested too deep"):
            compile_expression(source)

    def test_refuses_a_path_of_too_many_steps(self):
        with pytest.raises(ExpressionRefused):
            compile_expression("/a" * 5_000)

    def test_accepts_a_long_sum_and_a_reasonable_depth(self, ask):
        assert ask("1" + " + 1" * 999) == 1000
        assert ask("0" + " or 0" * 999) is False
        assert ask("(" * 90 + "1" + ")" * 90) == 1
        assert ask("-" * 5_000 + "1") == 1

    def test_depth_of_conditions_costs_no_more_than_its_length(self, ask):
        depth = 90
        source = "if(1 = 1, " * depth + "7" + ", coalesce('', 8))" * depth
        assert ask(source) == 7

    def test_a_deep_expression_is_read_from_deep_in_the_stack(self):
        source = "if(1, " * 90 + "1" + ", 2)" * 90

        def descend(levels: int) -> None:
            if levels:
                descend(levels - 1)
            else:
                compile_expression(source)

        depth = len(_frames())
        descend(max(0, sys.getrecursionlimit() - depth - 550))
        with pytest.raises((ExpressionRefused, RecursionError)):
            descend(sys.getrecursionlimit() - depth - 40)


def _frames() -> list[object]:
    frame = sys._getframe()
    found = []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found
