"""Secondary instances: the lists that choices come from."""

from riaya.forms.expressions import compile_expression

import gc
import pytest


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("instance('cities')/root/item[name = 'jenin']/label", ["جنين"]),
        (
            "instance('cities')/root/item[region = /data/region]/name",
            ["jenin", "nablus"],
        ),
        ("instance('cities')/root/item[region = ../region]/name", []),
        (
            "instance('cities')/root/item[region = current()/../region]/name",
            ["jenin", "nablus"],
        ),
        ("instance('cities')/root/item[people > 100000]/name", ["hebron", "nablus"]),
        (
            "instance('cities')/root/item[people > 100000][region = /data/region]/name",
            ["nablus"],
        ),
        ("instance('cities')/root/item[2]/name", ["hebron"]),
        ("instance('cities')/root/item[position() = /data/index]/name", ["hebron"]),
        ("instance('cities')/root/item[last()]/name", ["nablus"]),
        (
            "instance('cities')/root/item[people = /data/hh[/data/age = 42]/nothing]",
            [],
        ),
        (
            "instance('cities')/root/item[1 + 1 = /data/hh[/data/age = 42][2]/child/age + 1]/name",
            ["jenin", "hebron", "nablus"],
        ),
        (
            "instance('cities')/root/item[position() = indexed-repeat(/data/hh/child/age, /data/hh, 2, /data/hh/child, 1)]/name",
            ["jenin"],
        ),
        (
            "instance('cities')/root/item[count(/data/hh[/data/hh/age > 18]) = position()]/name",
            ["jenin"],
        ),
        (
            "instance('cities')/root/item[position() = position(current()/../hh[2])]/name",
            ["hebron"],
        ),
        (
            "instance('cities')/root/item[selected('jenin hebron', name)]/name",
            ["jenin", "hebron"],
        ),
        (
            "instance('cities')/root/item[people = max(instance('cities')/root/item/people)]/name",
            ["hebron"],
        ),
    ],
)
def test_finds_the_rows(ask_texts, source, expected):
    assert ask_texts(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("count(instance('cities')/root/item)", 3),
        ("count(instance('cities')/root/item[region = /data/region])", 2),
        ("sum(instance('cities')/root/item[region = /data/region]/people)", 200000),
        ("instance('cities')/root/item[name = 'jenin']/people + 1", 50001),
        ("count(randomize(instance('cities')/root/item))", 3),
    ],
)
def test_counts_over_the_rows(ask, source, expected):
    assert ask(source) == expected


def test_a_label_is_looked_up_inside_a_repeat(answers, make_environment):
    second = answers.xpath("/data/hh[2]/name")[0]
    second.text = "hebron"
    expression = compile_expression(
        "instance('cities')/root/item[name = /data/hh/name]/label",
        "/data/hh/name",
        ["/data/hh"],
    )
    assert expression.to_text(second, make_environment()) == "الخليل"


def test_the_rows_themselves_are_returned(answers, cities, make_environment):
    for source in (
        "instance('cities')/root/item[region = /data/region]",
        "randomize(instance('cities')/root/item[region = /data/region], 7)",
    ):
        found = compile_expression(source).evaluate(answers, make_environment())
        assert len(found) == 2
        assert {row.getparent() for row in found} == {cities[0]}
        assert all(any(row is known for known in cities[0]) for row in found)


def test_a_missing_list_is_empty(answers, make_environment):
    environment = make_environment()
    found = compile_expression("instance('towns')/root/item")
    assert found.evaluate(answers, environment) == []
    count = compile_expression("count(instance('towns')/root/item)")
    assert count.evaluate(answers, environment) == 0


def test_rows_outlive_the_evaluation(answers, make_environment):
    environment = make_environment()
    kept = []
    for _ in range(200):
        expression = compile_expression(
            "if(1 = 1, instance('cities')/root/item, /data/age)"
        )
        kept.extend(expression.evaluate(answers, environment))
        gc.collect(0)
    assert {row.findtext("region") for row in kept} == {"north", "south"}


def test_a_text_that_looks_like_a_function_of_ours_is_a_text(ask):
    assert ask("concat('r:nothing(', 'x')") == "r:nothing(x"
