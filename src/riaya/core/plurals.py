"""Sentences with a count: Arabic counts in six forms, English in two.

The forms are those of the Unicode CLDR plural rules for cardinal numbers, as Babel
brings them.  The catalogues know no plurals of their own, so each form is a message.
"""

from babel import Locale
from babel.plural import PluralRule
from dataclasses import dataclass
from functools import cache
from typing import Any
from zope.i18nmessageid import Message


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


def get_plural_form(number: int, language: str = "ar") -> str:
    """Return the form in which a language counts this number, by its CLDR name.

    Arabic has its own forms for 0, 1 and 2, one for numbers ending in 03 to 10, one
    for those ending in 11 to 99, and one for the rest (100, 101, 102, 200 …).
    """
    form: str = find_rule(language)(number)
    return form


@cache
def find_rule(language: str) -> PluralRule:
    """Return the rule that gives a number its form."""
    return Locale.parse(language).plural_form
