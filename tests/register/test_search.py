"""Names and numbers are found however they were typed, through the whole stack."""

from riaya.core.arabic import matches

import pytest


CLERK = "intake-officer.ps-jen"


FOUND = {
    "أحمد خليل": ("احمد", "أحمد", "خليل أحمد", "أحمـــد"),
    "احلام سالم": ("أحلام", "إحلام"),
    "فاطمة الزهراء": ("فاطمه", "فاطِمَة"),
    "مُحمّـــد": ("محمد", "ﻣﺤﻤﺪ"),
    "مسؤول": ("مسئول",),
    "عبد الرحمن ناصر": ("عبدالرحمن", "عبد الرحمن"),
    "عبدالكريم": ("عبد الكريم",),
    "عبد اللطيف": ("عبد اللط*",),
    "يحيى": ("يحيي",),
    "إبراهيم جابر": ("جابر ابراهيم",),
    "Ahmad Saleh": ("ahmad", "SALEH"),
}
NOT_FOUND = {
    "علياء": ("علي",),
    "أحمد خليل": ("أحمد سالم", "خليل أحمد سالم"),
    "سعيد": ("سعاد",),
    "محمد": ("؟؟", "%", "_", "محمد' OR '1'='1", "محم"),
}


def test_names_are_found_however_they_were_typed(ask, register):
    expected = {}
    for name in FOUND:
        expected[name] = register(client_name=name).case_number
    for name, typed in FOUND.items():
        for text in typed:
            found = [item.case_number for item in ask(CLERK, text=text).items]
            assert found == [expected[name]], text


def test_other_names_are_not_found(ask, register):
    for name, typed in NOT_FOUND.items():
        case = register(client_name=name)
        for text in typed:
            found = [item.case_number for item in ask(CLERK, text=text).items]
            assert case.case_number not in found, text


def test_the_register_agrees_with_the_domain(ask, register):
    for name in FOUND:
        register(client_name=name, national_id="900000001")
    queries = {text for typed in FOUND.values() for text in typed} | {
        "سالم",
        "عبد*",
        "عبد",
    }
    for text in queries:
        found = {item.client_name for item in ask(CLERK, text=text).items}
        assert found == {name for name in FOUND if matches(text, name)}, text


@pytest.mark.parametrize("typed", ["900000001", "٩٠٠٠٠٠٠٠١", "9000*"])
def test_the_identity_number_is_found(ask, register, typed):
    register()
    assert ask(CLERK, text=typed).total == 1
    assert ask(CLERK, text="900000019").total == 0


def test_the_case_number_and_its_last_part_are_found(ask, register):
    case = register()
    for typed in (
        case.case_number,
        case.case_number.lower(),
        case.case_number[-6:],
        f"{case.case_number} أحمد",
    ):
        assert [item.case_number for item in ask(CLERK, text=typed).items] == [
            case.case_number
        ]


def test_a_changed_name_is_found_and_the_former_is_not(ask, register):
    case = register(client_name="هناء")
    case.client_name = "هبة"
    case.reindexObject()
    assert ask(CLERK, text="هبة").total == 1
    assert ask(CLERK, text="هناء").total == 0


def test_counts_are_those_of_what_is_found(ask, register):
    register(client_name="هناء", categories=["CP"])
    register(client_name="سعاد", categories=["CP"])
    found = ask(CLERK, text="هناء")
    assert found.view_counts["mine"] == found.total == 1
    assert found.filter_counts["category"] == {"CP": 1}
