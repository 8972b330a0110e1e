"""A name is found however it was typed."""

from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st
from riaya.core.arabic import find_index_words
from riaya.core.arabic import fold
from riaya.core.arabic import matches
from riaya.core.arabic import MAX_QUERY_WORDS
from riaya.core.arabic import parse_query
from riaya.core.arabic import SearchTerm
from riaya.core.arabic import to_western_digits

import pytest
import time


MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2067\u2069\u061c\ufeff\u00ad"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى"

words = st.text(LETTERS, min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=6).map(" ".join)
texts = st.one_of(
    st.text(),
    st.text(LETTERS + MARKS + INVISIBLE + " -*.0٣۵aÉ"),
    names,
)

SAME = [
    # marks, tatweel, invisible controls
    ("مُحَمَّد", "محمد"),
    ("محـــمد", "محمد"),
    ("محمد\u200f", "محمد"),
    ("عبد\u200cالرحمن", "عبد الرحمن"),
    # letters that a reader takes for one
    ("أحمد", "احمد"),
    ("إبراهيم", "ابراهيم"),
    ("آمنة", "امنه"),
    ("ٱلله", "الله"),
    ("فاطمة", "فاطمه"),
    ("منى", "مني"),
    ("مصطفى", "مصطفي"),
    ("علی", "علي"),
    ("کریم", "كريم"),
    # presentation forms and ligatures
    ("عبد ﷲ", "عبدالله"),
    ("ﻣﺤﻤﺪ", "محمد"),
    ("ﻋﻼء", "علاء"),
    ("محﹷمد", "محمد"),
    # hamza and its carriers
    ("مسؤول", "مسئول"),
    ("مسؤول", "مسوول"),
    ("فؤاد", "فواد"),
    ("عائشة", "عايشه"),
    ("هناء", "هنا"),
    ("رائد", "رايد"),
    ("لؤي", "لوي"),
    ("شؤون", "شئون"),
    ("شيء", "شئ"),
    ("علياء", "عليا"),
    ("نورا", "نوراء"),
    ("ٔفؤاد", "فؤاد"),
    ("فو\u064e\u0654اد", "فؤاد"),
    # compounds
    ("عبد الرحمن", "عبدالرحمن"),
    ("نور الدين", "نورالدين"),
    ("محمد علي", "محمدعلي"),
    ("أبو بكر", "ابوبكر"),
    ("بهاء الدين", "بهاالدين"),
    ("علاء الدين", "علاءالدين"),
    ("عبد رب النبي", "عبدرب النبي"),
    ("عبد-الرحمن", "عبد الرحمن"),
    ("أحمد عبد الرحمن نور الدين", "احمد عبدالرحمن نورالدين"),
    # digits, Latin, punctuation
    ("٠٥٩٩١٢٣", "0599123"),
    ("۰۵۹۹۱۲۳", "0599123"),
    ("José Müller", "JOSE muller"),
    ("Straße", "STRASSE"),
    ("O'Brien", "obrien"),
    ("PS-JEN-2026-000123", "ps jen 2026 000123"),
    ("PS-JEN-2026-000123", "psjen2026000123"),
    ("PS-JEN-2026-000123", "PS\u2011JEN\u20112026\u2011٠٠٠١٢٣"),
]

DIFFERENT = [
    ("أحمد", "محمد"),
    ("أحمد", "محمود"),
    ("أحمد", "حمد"),
    ("محمد", "محمود"),
    ("محمد", "حمد"),
    ("حمد", "حامد"),
    ("علي", "علياء"),
    ("علي", "عالية"),
    ("علياء", "عالية"),
    ("علي", "علو"),
    ("فاطمة", "فطيم"),
    ("سمير", "سميرة"),
    ("نور", "نورا"),
    ("نور", "نير"),
    ("منى", "منال"),
    ("منى", "من"),
    ("هناء", "هنادي"),
    ("فؤاد", "فياد"),
    ("رائد", "رواد"),
    ("عمر", "عمرو"),
    ("عمر", "عامر"),
    ("حسن", "حسين"),
    ("حسن", "محسن"),
    ("رامي", "رام"),
    ("خالد", "خالدة"),
    ("عبد الرحمن", "عبد الرحيم"),
    ("عبد الرحمن", "عبدالرحيم"),
    ("عبد الله", "عبيد الله"),
    ("محمد علي", "محمد علياء"),
    ("000123", "000124"),
]

FOUND = [
    ("علي", "محمد علي حسن"),
    ("حسن محمد", "محمد علي حسن"),
    ("محمدعلي", "السيد محمد علي حسن"),
    ("محمد حسن", "محمدعلي حسن محمد"),
    ("PS-JEN-2026-000123", "الملف PS-JEN-2026-000123 مفتوح"),
    ("000123", "PS-JEN-2026-000123"),
    ("٠٠٠١٢٣", "PS-JEN-2026-000123"),
    ("2026-000123", "PS-JEN-2026-000123"),
    ("PS-JEN*", "PS-JEN-2026-000123"),
    ("psjen2026*", "PS-JEN-2026-000123"),
    ("0001*", "PS-JEN-2026-000123"),
    ("عل*", "علياء"),
    ("محمد عل*", "محمد علياء"),
    ("عبد الرح*", "عبدالرحمن"),
    ("عبدالرح*", "عبد الرحمن"),
    ("فوا*", "فؤاد"),
    ("مسئو*", "مسؤول"),
    ("محمد*\u200f،", "محمدين"),
    ("", "محمد"),
    ("؟ *", "محمد"),
]

NOT_FOUND = [
    ("علي", "علياء حسن"),
    ("محمد خالد", "محمد علي حسن"),
    ("PS-JEN-2026-000123", "PS-NBS-2026-000123"),
    ("PS-JEN-2026-000123", "PS-JEN-2025-000123"),
    ("00012", "PS-JEN-2026-000123"),
    ("*علياء", "علي"),
    ("عل* محمد", "علياء محمود"),
    ("عل*ي", "علياء"),
    ("محمد", ""),
]


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("  مُحَمَّـــد \t\n عليّ ", "محمد علي"),
            ("مسؤول، شئون؛ هناء؟", "مسؤول شئون هناء"),
            ("PS-JEN-2026-٠٠٠١٢٣", "ps jen 2026 000123"),
            ("ﷺ", "صلي الله عليه وسلم"),
            ("snake_case", "snake case"),
            ("(…)", ""),
        ],
    )
    def test_gives_words_with_one_space_between_them(self, text, folded):
        assert fold(text) == folded

    @given(texts)
    @example("İŉΐ㎒ﬃ½")
    def test_of_folded_text_changes_nothing(self, text):
        assert fold(fold(text)) == fold(text)

    @given(texts)
    def test_leaves_only_letters_digits_and_single_spaces(self, text):
        folded = fold(text)
        assert all(character.isalnum() or character == " " for character in folded)
        assert folded == " ".join(folded.split())

    @given(names, st.lists(st.tuples(st.integers(0), st.sampled_from(MARKS))))
    def test_ignores_marks_and_tatweel_anywhere(self, name, insertions):
        marked = name
        for number, mark in insertions:
            place = number % (len(marked) + 1)
            marked = marked[:place] + mark + marked[place:]
        assert fold(marked) == fold(name)

    @given(names, st.integers(0), st.sampled_from(INVISIBLE))
    def test_ignores_invisible_controls_anywhere(self, name, number, control):
        place = number % (len(name) + 1)
        assert fold(name[:place] + control + name[place:]) == fold(name)


class TestWesternDigits:
    def test_change_digits_and_nothing_else(self):
        assert to_western_digits("هاتف ٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹") == (
            "هاتف 0123456789 0123456789"
        )


class TestMatching:
    @pytest.mark.parametrize(("one", "other"), SAME)
    def test_finds_the_same_name_written_otherwise(self, one, other):
        assert matches(one, other)
        assert matches(other, one)

    @pytest.mark.parametrize(("one", "other"), DIFFERENT)
    def test_keeps_different_names_apart(self, one, other):
        assert not matches(one, other)
        assert not matches(other, one)

    @pytest.mark.parametrize(("query", "text"), FOUND)
    def test_finds(self, query, text):
        assert matches(query, text)

    @pytest.mark.parametrize(("query", "text"), NOT_FOUND)
    def test_does_not_find(self, query, text):
        assert not matches(query, text)

    @given(texts)
    def test_finds_a_text_by_itself(self, text):
        assert matches(text, text)

    @given(names)
    def test_finds_a_text_by_its_folded_form(self, name):
        assert matches(fold(name), name)
        assert matches(name, fold(name))

    @given(st.lists(words, min_size=1, max_size=6), st.data())
    def test_finds_words_in_any_order_and_any_choice(self, spoken, data):
        chosen = data.draw(st.lists(st.sampled_from(spoken), min_size=1, max_size=6))
        assert matches(" ".join(chosen), " ".join(spoken))

    @given(words, words)
    def test_does_not_care_whether_two_words_are_joined(self, one, other):
        assert matches(f"{one}{other}", f"{one} {other}")
        assert matches(f"{one} {other}", f"{one}{other}")

    @given(words, st.integers(1, 8))
    def test_finds_a_word_by_its_beginning(self, word, length):
        assert matches(word[:length] + "*", word)

    def test_reads_a_stored_index_as_well_as_a_text(self):
        index_words = find_index_words("عبد الرحمن فؤاد")
        alternatives = parse_query("عبدالرحمن فواد")
        assert any(
            all(term.is_met_by(index_words) for term in terms) for terms in alternatives
        )


class TestIndexWords:
    def test_hold_variants_and_joined_neighbours(self):
        assert find_index_words("فؤاد عبد الله") == {
            "فواد",
            "فءاد",
            "عبد",
            "الله",
            "فوادعبد",
            "فءادعبد",
            "عبدالله",
        }

    def test_hold_a_number_whole_and_in_parts(self):
        assert {"ps", "2026", "000123", "2026000123", "psjen2026000123"} <= (
            find_index_words("PS-JEN-2026-000123")
        )

    @given(texts)
    def test_are_never_empty_strings(self, text):
        assert "" not in find_index_words(text)


class TestParseQuery:
    @pytest.mark.parametrize("query", ["", "  ", "؟!", "*", "\u064b", "\u200f"])
    def test_reads_nothing_from_nothing(self, query):
        assert parse_query(query) == []

    def test_reads_words_singly_and_joined(self):
        assert parse_query("نور الدين") == [
            [SearchTerm(frozenset({"نور"})), SearchTerm(frozenset({"الدين"}))],
            [SearchTerm(frozenset({"نورالدين"}))],
        ]

    def test_reads_a_star_at_the_end_as_a_prefix(self):
        assert parse_query("فؤا* علي") == [
            [
                SearchTerm(frozenset({"فوا", "فءا"}), is_prefix=True),
                SearchTerm(frozenset({"علي"})),
            ]
        ]

    def test_reads_no_more_than_the_first_words(self):
        query = " ".join("ابتثجحخدذرز")
        assert parse_query(query) == parse_query(query[: 2 * MAX_QUERY_WORDS])
        assert len(parse_query(query)) == 34

    @given(texts)
    def test_is_bounded_for_any_query(self, query):
        alternatives = parse_query(query)
        assert len(alternatives) <= 64
        assert all(0 < len(terms) <= MAX_QUERY_WORDS for terms in alternatives)
        assert all(term.spellings for terms in alternatives for term in terms)

    def test_is_quick_for_a_very_long_query(self):
        started = time.perf_counter()
        parse_query("عبد-الرحمن " * 5_000)
        assert time.perf_counter() - started < 1
