"""Differences between two described versions: plain values, no site."""

from riaya.core.describing import describe_json
from riaya.core.describing import describe_markup
from riaya.core.differences import DescribedField
from riaya.core.differences import DescribedRow
from riaya.core.differences import DifferencePiece
from riaya.core.differences import FieldChange
from riaya.core.differences import find_differences
from riaya.core.differences import find_direction
from riaya.core.differences import Prose


def field(value, name="summary", title="الملخص"):
    return DescribedField(name, title, value)


def row(key, **cells):
    return DescribedRow(key, cells)


def differ(old, new):
    return find_differences([field(old)], [field(new)])[0]


def test_equal_versions_do_not_differ():
    fields = [field(Prose("نص")), field([row("G1", goal="دخل")], name="goals")]
    assert find_differences(fields, fields) == []


def test_emptiness_has_many_forms_and_is_no_difference():
    assert find_differences([field("")], [field([])]) == []


def test_prose_is_compared_word_by_word():
    assert differ(Prose("دخل ثابت للأسرة"), Prose("دخل شهري للأسرة")).pieces == [
        DifferencePiece(FieldChange.SAME, "دخل "),
        DifferencePiece(FieldChange.REMOVED, "ثابت"),
        DifferencePiece(FieldChange.ADDED, "شهري"),
        DifferencePiece(FieldChange.SAME, " للأسرة"),
    ]


def test_titles_of_codes_are_compared_as_a_whole():
    assert differ("خطر مرتفع", "خطر متوسط").pieces == [
        DifferencePiece(FieldChange.REMOVED, "خطر مرتفع"),
        DifferencePiece(FieldChange.ADDED, "خطر متوسط"),
    ]


def test_first_value_of_a_field_is_only_added():
    assert differ("", Prose("نص")).pieces == [DifferencePiece(FieldChange.ADDED, "نص")]


def test_lists_name_what_came_and_what_went():
    assert differ(["أ", "ب"], ["ب", "ج"]).items == [
        DifferencePiece(FieldChange.REMOVED, "أ"),
        DifferencePiece(FieldChange.SAME, "ب"),
        DifferencePiece(FieldChange.ADDED, "ج"),
    ]


def test_rows_with_ids_are_compared_with_themselves_wherever_they_stand():
    found = differ(
        [row("G1", goal="دخل"), row("G2", goal="سكن")],
        [row("G2", goal="سكن آمن"), row("G1", goal="دخل"), row("G3", goal="صحة")],
    ).rows
    assert [(each.change, each.label) for each in found] == [
        (FieldChange.CHANGED, "G2"),
        (FieldChange.ADDED, "G3"),
    ]


def test_changed_row_names_only_the_changed_cells():
    (found,) = differ(
        [row("G1", goal="دخل", domain="اقتصادي")],
        [row("G1", goal="دخل", domain="صحي")],
    ).rows
    assert [cell.title for cell in found.cells] == ["domain"]


def test_removed_row_shows_what_it_held():
    (found,) = differ(
        [row("G1", goal="دخل"), row("G2", goal="سكن")], [row("G1", goal="دخل")]
    ).rows
    assert (found.change, found.label) == (FieldChange.REMOVED, "G2")
    assert found.cells[0].pieces == [DifferencePiece(FieldChange.REMOVED, "سكن")]


def test_rows_without_ids_are_compared_by_place():
    found = differ(
        [row("", need="دخل"), row("", need="سكن"), row("", need="صحة")],
        [row("", need="دخل"), row("", need="صحة"), row("", need="تعليم")],
    ).rows
    assert [(each.change, each.label) for each in found] == [
        (FieldChange.REMOVED, "2"),
        (FieldChange.ADDED, "3"),
    ]


def test_field_of_one_version_only_is_shown():
    found = find_differences([field("قديم", name="old")], [field("جديد", name="new")])
    assert {each.name for each in found} == {"old", "new"}


def test_markup_becomes_lines_of_text():
    markup = "<h2>أولاً</h2><p>سطر <strong>مهم</strong></p><ul><li>بند</li></ul>"
    assert describe_markup(markup) == "أولاً\nسطر مهم\nبند"


def test_answers_become_a_line_each():
    assert list(describe_json({"age": 4, "members": [{"sex": "female"}]})) == [
        "age: 4",
        "members 1 / sex: female",
    ]


def test_line_runs_as_its_first_letter_does():
    assert find_direction([DifferencePiece(FieldChange.ADDED, "2 دخل home")]) == "rtl"
    assert find_direction([DifferencePiece(FieldChange.SAME, "home دخل")]) == "ltr"
    assert find_direction([DifferencePiece(FieldChange.SAME, "2026")]) == "auto"
