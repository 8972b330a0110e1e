"""Identity numbers are checked before anybody relies on them."""

from hypothesis import given
from hypothesis import strategies as st
from riaya.cases.identity import check_identity
from riaya.cases.identity import IIdentityRule
from riaya.cases.identity import InvalidIdentityNumber
from riaya.cases.identity import PalestinianIdentityRule
from riaya.cases.identity import SyrianIdentityRule
from riaya.core.exceptions import RiayaError
from zope.interface.verify import verifyObject

import pytest


PALESTINIAN = PalestinianIdentityRule()
SYRIAN = SyrianIdentityRule()


def refusal_of(id_kind, number, no_id_reason=None, rule=PALESTINIAN) -> str:
    """Return the message id of the refusal."""
    with pytest.raises(InvalidIdentityNumber) as refusal:
        check_identity(id_kind, number, no_id_reason, rule)
    return str(refusal.value.message)


def to_arabic_digits(number: str) -> str:
    return number.translate({ord(str(n)): 0x0660 + n for n in range(10)})


@pytest.mark.parametrize("rule", [PALESTINIAN, SYRIAN])
class TestRules:
    def test_keep_the_contract(self, rule):
        assert verifyObject(IIdentityRule, rule)

    @pytest.mark.parametrize(
        "raw",
        [
            "123456782",
            " 1234-5678 2 ",
            "١٢٣٤٥٦٧٨٢",
            "۱۲۳۴۵۶۷۸۲",
            "\u200f123456782\u200e",
            "12345678\u20112",
            "１２３４５６７８２",
        ],
    )
    def test_normalise_digits_spaces_and_hyphens(self, rule, raw):
        assert rule.normalize(raw) == "123456782"


class TestPalestinianNumber:
    @pytest.mark.parametrize(
        "number",
        [
            "123456782",
            "400000006",
            "900000001",
            "800123457",
            "412305674",
            "932104565",
            "039337423",
            "000000018",
        ],
    )
    def test_with_a_right_check_digit_is_accepted(self, number):
        assert check_identity("national", number, None, PALESTINIAN) == number

    @pytest.mark.parametrize("number", ["123456789", "400000005", "932104566"])
    def test_with_a_wrong_check_digit_is_refused(self, number):
        assert refusal_of("national", number) == "error_identity_check_digit"

    @pytest.mark.parametrize(
        "number", ["12345678", "1234567822", "39337423", "12345678A", "12345678²2"]
    )
    def test_is_never_filled_up_or_cut(self, number):
        assert refusal_of("national", number) == "error_identity_not_nine_digits"

    @pytest.mark.parametrize("digit", "0123456789")
    def test_of_one_repeated_digit_is_refused(self, digit):
        assert refusal_of("national", digit * 9) == "error_identity_repeated_digit"

    @given(st.integers(10, 99_999_999), st.integers(0, 8), st.integers(1, 9))
    def test_with_one_wrong_digit_is_always_noticed(self, stem, place, shift):
        number = next(
            number
            for number in (f"{stem:08}{digit}" for digit in range(10))
            if is_accepted(number)
        )
        wrong = str((int(number[place]) + shift) % 10)
        assert not is_accepted(number[:place] + wrong + number[place + 1 :])

    @given(st.integers(0, 999_999_999))
    def test_may_be_typed_in_arabic_digits(self, value):
        number = f"{value:09}"
        assert is_accepted(to_arabic_digits(number)) == is_accepted(number)


class TestSyrianNumber:
    @pytest.mark.parametrize("number", ["01234567890", "٠١٢٣٤٥٦٧٨٩٠"])
    def test_has_eleven_digits(self, number):
        assert check_identity("national", number, None, SYRIAN) == "01234567890"

    @pytest.mark.parametrize("number", ["1234567890", "012345678901", "0123456789A"])
    def test_of_another_shape_is_refused(self, number):
        assert (
            refusal_of("national", number, rule=SYRIAN)
            == "error_identity_not_eleven_digits"
        )

    def test_of_one_repeated_digit_is_refused(self):
        assert (
            refusal_of("national", "5" * 11, rule=SYRIAN)
            == "error_identity_repeated_digit"
        )


class TestOtherDocument:
    @pytest.mark.parametrize("id_kind", ["passport", "refugee", "other"])
    @pytest.mark.parametrize(
        ("number", "normalized"),
        [
            ("a1234567", "A1234567"),
            ("1-0123 4567", "101234567"),
            ("ن ١٢٣", "ن123"),
            ("9" * 20, "9" * 20),
        ],
    )
    def test_number_has_three_to_twenty_letters_or_digits(
        self, id_kind, number, normalized
    ):
        assert check_identity(id_kind, number, None, PALESTINIAN) == normalized

    @pytest.mark.parametrize("id_kind", ["passport", "refugee", "other"])
    @pytest.mark.parametrize("number", ["12", "9" * 21, "12/34", "AB_12", "<b>12"])
    def test_number_of_another_shape_is_refused(self, id_kind, number):
        assert refusal_of(id_kind, number) == "error_identity_document_number"


class TestMissingNumber:
    @pytest.mark.parametrize("id_kind", ["national", "passport", "refugee", "other"])
    @pytest.mark.parametrize("number", [None, "", " - "])
    def test_is_refused_even_with_a_reason(self, id_kind, number):
        assert refusal_of(id_kind, number, "lost") == "error_identity_number_missing"


class TestNoDocument:
    @pytest.mark.parametrize("number", [None, "", "  "])
    def test_is_accepted_with_a_reason(self, number):
        assert check_identity("none", number, "newborn", PALESTINIAN) is None

    @pytest.mark.parametrize("reason", [None, "", " "])
    def test_is_refused_without_a_reason(self, reason):
        assert refusal_of("none", None, reason) == "error_identity_reason_missing"

    def test_is_refused_with_a_number(self):
        assert (
            refusal_of("none", "123456782", "lost")
            == "error_identity_number_without_document"
        )


class TestRefusal:
    @pytest.mark.parametrize(
        ("id_kind", "number", "rule"),
        [
            ("national", "123456789", PALESTINIAN),
            ("national", "12345678", PALESTINIAN),
            ("national", "777777777", PALESTINIAN),
            ("national", "1234567890", SYRIAN),
            ("passport", "1234/5678", PALESTINIAN),
            ("none", "123456782", PALESTINIAN),
        ],
    )
    def test_never_repeats_the_number(self, id_kind, number, rule):
        with pytest.raises(RiayaError) as refusal:
            check_identity(id_kind, number, None, rule)
        assert number not in str(refusal.value)
        assert number not in repr(refusal.value)
        assert str(refusal.value).endswith(".")


def is_accepted(number: str) -> bool:
    try:
        check_identity("national", number, None, PALESTINIAN)
    except InvalidIdentityNumber:
        return False
    return True
