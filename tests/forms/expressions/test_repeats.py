"""Inside a repeat, an absolute path means the question of the same instance.

Source: ODK XForms specification, XPath Paths and repeat functions; pyxform
writes ${name} as an absolute path.
"""

from riaya.forms.expressions import compile_expression

import pytest


SECOND = "/data/hh[2]/name"
SECOND_CHILD = "/data/hh[1]/child[2]/name"


@pytest.mark.parametrize(
    ("at", "source", "expected"),
    [
        # the same instance
        (SECOND, "/data/hh/age", "12"),
        (SECOND, "/data/hh/age + 1", "13"),
        (SECOND, "../age", "12"),
        (SECOND, "current()/../age", "12"),
        (SECOND, "string(.)", "B"),
        (SECOND, "/data/age", "42"),
        (SECOND, "/data/hh/child/name", "B1"),
        ("/data/hh[2]", "/data/hh/age", "12"),
        (SECOND_CHILD, "/data/hh/child/age", "7"),
        (SECOND_CHILD, "/data/hh/age", "34"),
        (SECOND_CHILD, "concat(/data/hh/child/name, /data/hh/name)", "A2A"),
        # a predicate names the instance itself
        (SECOND, "/data/hh[1]/age", "34"),
        (SECOND_CHILD, "/data/hh[2]/child/name", "B1"),
        (SECOND_CHILD, "/data/hh/child[1]/name", "A1"),
        # all instances
        (SECOND, "count(/data/hh)", "3"),
        (SECOND, "count(../../hh)", "3"),
        (SECOND_CHILD, "count(/data/hh/child)", "2"),
        ("/data/age", "count(/data/hh/child)", "3"),
        ("/data/age", "sum(/data/hh/age)", "46"),
        # position
        (SECOND, "position(..)", "2"),
        (SECOND, "position(/data/hh)", "1"),
        (SECOND_CHILD, "position(..)", "2"),
        (SECOND_CHILD, "position(../..)", "1"),
        (SECOND, "position(current()/..)", "2"),
        # in a predicate, the node that it is about
        ("/data/age", "count(/data/hh[/data/hh/age < 18])", "1"),
        ("/data/age", "count(/data/hh[age < 18])", "1"),
        ("/data/age", "sum(/data/hh[/data/hh/name != 'A']/age)", "12"),
        ("/data/age", "count(/data/hh/child[/data/hh/age > 18])", "2"),
        ("/data/age", "count(/data/hh/child[/data/hh/child/age > 3])", "2"),
        ("/data/age", "count(/data/hh[count(/data/hh/child) > 0])", "2"),
        ("/data/age", "count(/data/hh[position() < 3])", "2"),
        ("/data/age", "/data/hh[last()]/name", "C"),
        ("/data/age", "/data/hh[position() = /data/index]/name", "B"),
        (SECOND, "count(/data/hh[/data/hh/age > current()/../age])", "1"),
        (SECOND, "/data/hh[position() = position(current()/..) - 1]/name", "A"),
        (SECOND_CHILD, "count(/data/hh[/data/hh/child/name = 'B1'])", "1"),
        (SECOND, "count(/data/hh[name = current()])", "1"),
        # indexed-repeat
        ("/data/age", "indexed-repeat(/data/hh/name, /data/hh, 2)", "B"),
        ("/data/age", "indexed-repeat(/data/hh/name, /data/hh, /data/index)", "B"),
        ("/data/age", "indexed-repeat(/data/hh/name, /data/hh, 9)", ""),
        ("/data/age", "indexed-repeat(/data/hh/name, /data/hh, 0)", ""),
        ("/data/age", "indexed-repeat(/data/hh/name, /data/hh, /data/empty)", ""),
        (SECOND, "indexed-repeat(/data/hh/name, /data/hh, position(..) - 1)", "A"),
        (SECOND, "indexed-repeat(/data/hh/age, /data/hh, 1) + 1", "35"),
        (
            "/data/age",
            "indexed-repeat(/data/hh/child/name, /data/hh, 1, /data/hh/child, 2)",
            "A2",
        ),
        (
            "/data/age",
            "indexed-repeat(/data/hh/child/name, /data/hh/child, 1, /data/hh, 2)",
            "B1",
        ),
        (SECOND_CHILD, "indexed-repeat(/data/hh/child/name, /data/hh/child, 1)", "A1"),
        (SECOND_CHILD, "indexed-repeat(../name, .., 1)", "A1"),
        (
            "/data/age",
            "count(/data/hh[indexed-repeat(/data/hh/child/name, /data/hh/child, 2) = 'A2'])",
            "1",
        ),
        (SECOND, "indexed-repeat(../age, .., position(..) - 1)", "34"),
        (
            SECOND_CHILD,
            "indexed-repeat(/data/hh/child/name, /data/hh, 2, /data/hh/child, 1)",
            "B1",
        ),
    ],
)
def test_a_path_means_the_instance_that_a_person_expects(
    ask_text, at, source, expected
):
    assert ask_text(source, at) == expected


def test_a_path_in_a_predicate_on_nothing_repeated_stays_as_it_is(ask_text):
    assert ask_text("count(/data[/data/age = 42])") == "1"


class TestReading:
    """An expression says which nodes it reads."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("1 + 1", set()),
            ("/data/age > 18", {"/data/age"}),
            ("../age", {"/data/hh/age"}),
            (".", {"/data/hh/name"}),
            ("current()", {"/data/hh/name"}),
            ("current()/../age", {"/data/hh/age"}),
            ("/data/hh/age + /data/age", {"/data/hh/age", "/data/age"}),
            ("/data/hh[1]/age", {"/data/hh/age"}),
            (
                "count(/data/hh[age > /data/age])",
                {"/data/hh", "/data/hh/age", "/data/age"},
            ),
            ("position(..)", {"/data/hh"}),
            ("once(random())", set()),
            ("//age", {"//age"}),
            ("/data/*", {"//*"}),
            ("jr:choice-name('x', '/data/services')", {"/data/services"}),
            ("instance('cities')/root/item[name = current()/../age]", {"/data/hh/age"}),
            (
                "indexed-repeat(/data/hh/age, /data/hh, /data/index)",
                {"/data/hh/age", "/data/hh", "/data/index"},
            ),
        ],
    )
    def test_names_the_nodes(self, source, expected):
        expression = compile_expression(source, "/data/hh/name", ["/data/hh"])
        assert expression.paths == expected

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("random()", True),
            ("concat('a', uuid())", True),
            ("once(random()) + random()", True),
            ("once(uuid())", False),
            ("now()", False),
            ("'random()'", False),
        ],
    )
    def test_tells_what_differs_each_time(self, source, expected):
        assert compile_expression(source).is_volatile is expected
