"""Answers as JSON and as XForms instances say the same."""

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from lxml import etree
from riaya.forms.answering.instances import build_instance
from riaya.forms.answering.instances import read_answers
from riaya.forms.answering.instances import read_instance
from riaya.forms.answering.instances import write_instance
from riaya.forms.exceptions import FormRefused
from riaya.forms.reading.xml import parse_xml
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import check
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_environment
from tests.forms.sheets import make_form

import pytest


FORM = make_form(HOUSEHOLD)

JSON = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats()
    | strategies.text(max_size=20),
    lambda inner: (
        strategies.lists(inner, max_size=4)
        | strategies.dictionaries(
            strategies.sampled_from(["name", "age", "member", "x"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)
NAMES = strategies.sampled_from(
    [*(question.name for question in FORM.questions.values()), "stranger", "meta"]
)


class TestRoundTrip:
    def test_from_json_to_xml_and_back(self):
        xml = write_instance(FORM, ANSWERS, "uuid:1")
        instance, faults = read_instance(FORM, parse_xml(xml))
        assert faults == []
        assert read_answers(FORM, instance) == ANSWERS

    def test_names_form_and_version_and_instance(self):
        root = parse_xml(write_instance(FORM, ANSWERS, "uuid:1"))
        assert (root.get("id"), root.get("version")) == ("household", "1.0")
        assert root.findtext("{*}meta/{*}instanceID") == "uuid:1"

    def test_reads_what_collect_writes(self):
        sent = b"""<?xml version='1.0'?>
        <data xmlns:jr="http://openrosa.org/javarosa" id="household" version="1.0">
          <visited_on>2027-03-14</visited_on><head>x</head>
          <income><sources>work</sources><amount>7</amount></income>
          <orx:meta xmlns:orx="http://openrosa.org/xforms">
            <orx:instanceID>uuid:2</orx:instanceID></orx:meta>
        </data>"""
        instance, faults = read_instance(FORM, parse_xml(sent))
        assert faults == []
        assert read_answers(FORM, instance) == {
            "visited_on": "2027-03-14",
            "head": "x",
            "sources": ["work"],
            "amount": 7,
        }

    def test_names_what_the_form_does_not_ask(self):
        sent = b"<data><shoe>4</shoe><head>a</head><head>b</head></data>"
        _instance, faults = read_instance(FORM, parse_xml(sent))
        assert sorted((fault.place, str(fault.message)) for fault in faults) == [
            ("head", "error_answer_twice"),
            ("shoe", "error_answer_unknown_question"),
        ]

    @pytest.mark.parametrize(("count", "is_refused"), [(300, False), (301, True)])
    def test_takes_three_hundred_entries_and_no_more(self, count, is_refused):
        refusal = {"member": "error_answer_too_many_rows"} if is_refused else {}
        rows = "<member><name>x</name></member>" * count
        _instance, faults = read_instance(
            FORM, parse_xml(f"<data>{rows}</data>".encode())
        )
        assert {fault.place: str(fault.message) for fault in faults} == refusal
        _instance, faults = build_instance(FORM, {"member": [{"name": "x"}] * count})
        assert {fault.place: str(fault.message) for fault in faults} == refusal

    def test_numbers_the_entries_in_which_something_is_wrong(self):
        sent = (
            b"<data><member><name>x</name></member><member><shoe>4</shoe>"
            b"<age>4<b/></age></member></data>"
        )
        _instance, faults = read_instance(FORM, parse_xml(sent))
        assert sorted(fault.place for fault in faults) == [
            "member/2/age/b",
            "member/2/shoe",
        ]

    def test_cuts_the_names_that_it_repeats(self):
        _instance, faults = build_instance(FORM, {"x" * 101: 1})
        (fault,) = faults
        assert fault.name == fault.place == fault.message.mapping["question"]
        assert fault.name == "x" * 100

    def test_reads_a_group_that_nobody_sent_as_empty(self):
        instance, faults = read_instance(
            FORM, parse_xml(b"<data><head> a </head></data>")
        )
        assert faults == []
        assert read_answers(FORM, instance) == {"head": "a"}
        assert instance.find("income/amount") is not None


class TestHostileXml:
    @pytest.mark.parametrize(
        "sent",
        [
            b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
            b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
            b'<!DOCTYPE d SYSTEM "http://localhost:1/x.dtd"><d/>',
            b"<a>" * 100 + b"</a>" * 100,
            b"<d>",
            b"",
            b"\xff\xfe\x00",
            b"{}",
        ],
    )
    def test_is_refused(self, sent):
        with pytest.raises(FormRefused):
            parse_xml(sent)

    def test_is_refused_above_five_megabytes(self):
        with pytest.raises(FormRefused):
            parse_xml(b"<d>" + b" " * 5 * 1024 * 1024 + b"</d>")


@pytest.mark.slow
class TestAnything:
    @settings(max_examples=300, deadline=None)
    @given(strategies.dictionaries(NAMES, JSON, max_size=6))
    def test_sent_as_json_is_kept_or_refused_by_name(self, answers):
        checked = check(FORM, answers)
        for fault in checked.faults:
            assert fault.name
        if not checked.faults:
            again = check(FORM, checked.answers)
            assert again.answers == checked.answers
            assert again.faults == []

    @settings(max_examples=200, deadline=None)
    @given(
        strategies.recursive(
            strategies.text(
                strategies.characters(codec="utf-8", exclude_categories=("C",)),
                max_size=20,
            ),
            lambda inner: strategies.lists(strategies.tuples(NAMES, inner), max_size=5),
            max_leaves=20,
        )
    )
    def test_sent_as_xml_is_kept_or_refused_by_name(self, tree):
        root = etree.Element("data")
        _grow(root, tree)
        instance, faults = read_instance(FORM, root)
        answers = read_answers(FORM, instance)
        rebuilt, _faults = build_instance(FORM, answers)
        # JSON holds no empty entries of questions; both ways give the same answers.
        assert read_answers(FORM, rebuilt) == answers
        assert all(fault.name for fault in faults)
        assert make_environment(FORM).moment


def _grow(element, tree):
    if isinstance(tree, str):
        element.text = tree
        return
    for name, inner in tree:
        _grow(etree.SubElement(element, name), inner)
