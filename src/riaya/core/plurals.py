"""Sentences with a count: Arabic counts in six forms, English in two.

The forms are those of the Unicode CLDR plural rules for cardinal numbers.  The
catalogues know no plurals of their own, so each form is a message.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zope.i18nmessageid import Message


class PluralForm(StrEnum):
    """The six classes of numbers, by their CLDR names."""

    ZERO = "zero"
    ONE = "one"
    TWO = "two"
    FEW = "few"
    MANY = "many"
    OTHER = "other"


def get_plural_form(number: int, language: str = "ar") -> PluralForm:
    """Return the form in which a language counts this number.

    Arabic has its own forms for 0, 1 and 2, one for numbers ending in 03 to 10, one
    for those ending in 11 to 99, and one for the rest (100, 101, 102, 200 …).
    Every other language is counted like English: one, or not one.
    """
    if not language.startswith("ar"):
        return PluralForm.ONE if number == 1 else PluralForm.OTHER
    if 0 <= number <= 2:
        return (PluralForm.ZERO, PluralForm.ONE, PluralForm.TWO)[number]
    last_two = abs(number) % 100
    if 3 <= last_two <= 10:
        return PluralForm.FEW
    return PluralForm.MANY if last_two >= 11 else PluralForm.OTHER


@dataclass(frozen=True)
class CountedMessage:
    """One sentence in its six forms; each may show the number as `${count}`."""

    zero: Message
    one: Message
    two: Message
    few: Message
    many: Message
    other: Message

    def say(self, number: int, **values: Any) -> Message:
        """Return the form for this number, filled in and ready to be translated.

        The reader's language need not be known: the Arabic forms tell apart all
        that English does.  `values` fill the other places of the sentence.
        """
        form: Message = getattr(self, get_plural_form(number))
        return Message(form, mapping={"count": number, **values})
