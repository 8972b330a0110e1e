"""Conditions in words, for people who fill a form in on paper."""

from riaya.forms.reading.conditions import describe_condition
from tests.forms.sheets import make_form
from tests.forms.sheets import make_table

import pytest


CHOICES = """yes_no | yes | Yes |
yes_no | no | No |
colours | red | Red |
colours | blue | Blue |
colours | green | Green |"""
# What words are set apart with, so that each keeps its direction.
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@pytest.fixture
def describe():
    """Return a function that says when the last question of a form is asked."""

    def say(condition, language="en", place="text | answer | Answer"):
        form = make_form(
            make_table(
                "select_one yes_no | danger | Danger?",
                "select_multiple colours | colours | Colours?",
                "integer | age | Age",
                "calculate | score | | | | | 1 + 1",
                "begin_repeat | member | Member",
                "text | nickname | Nickname",
                f"{place} | | {condition}",
                "end_repeat",
                choices=CHOICES,
            )
        )
        question = form.get_question("answer")
        words = describe_condition(
            form,
            question,
            question.rules.relevant,
            language,
            lambda other, _language: other.name,
        )
        return words and words.translate(MARKS)

    return say


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("${danger} = 'yes'", "danger is “Yes”"),
        ("'yes' = ${danger}", "danger is “Yes”"),
        ("${danger} != 'no'", "danger is not “No”"),
        ("not(${danger} = 'yes')", "danger is not “Yes”"),
        ("${danger} = ''", "danger is not answered"),
        ("${nickname} != ''", "nickname is answered"),
        ("not(${nickname} != '')", "nickname is not answered"),
        ("${age} > 17", "age is above 17"),
        ("18 <= ${age}", "age is at least 18"),
        ("${age} < 18", "age is below 18"),
        ("${age} <= 5.5", "age is at most 5.5"),
        ("selected(${colours}, 'red')", "“Red” is chosen in colours"),
        ("not(selected(${colours}, 'red'))", "“Red” is not chosen in colours"),
        ("${age} = 'unknown'", "age is unknown"),
        ("${danger} = 'yes' or ${age} < 18", "danger is “Yes” or age is below 18"),
        ("${danger} = 'yes' and ${age} < 18", "danger is “Yes” and age is below 18"),
        (
            "selected(${colours}, 'red') or selected(${colours}, 'blue')",
            "“Red” or “Blue” is chosen in colours",
        ),
        ("${danger} = 'yes' or ${danger} = 'no'", "danger is “Yes” or “No”"),
        ("${danger} != 'yes' and ${danger} != 'no'", "danger is not “Yes” or “No”"),
        # Without an answer nothing could be above or below.
        ("${danger} != '' and ${danger} != 'no'", "danger is not “No”"),
    ],
)
def test_of_usual_kinds_have_words(describe, condition, words):
    assert describe(condition) == words


@pytest.mark.parametrize(
    "condition",
    [
        "${age} > ${age} + 1",
        "${danger} = ${nickname}",
        "${danger} = 'yes' and (${age} < 18 or ${age} > 60)",
        "not(${age} > 17)",
        "count-selected(${colours}) > 1",
        "regex(${nickname}, 'a+')",
        "selected(${colours}, ${nickname})",
        # Nobody can look up what the machine works out.
        "${score} > 1",
    ],
)
def test_of_other_kinds_have_none(describe, condition):
    assert describe(condition) is None


def test_are_said_in_the_language_of_the_form(describe):
    assert "“" not in describe("${danger} = 'yes'", "ar")
