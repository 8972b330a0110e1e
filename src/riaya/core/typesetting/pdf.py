"""Pages as PDF files, set by Typst.

A template is a .typ file of ours; what it prints comes to it as JSON.  So no
text of a person is ever markup, and Typst sees no folder but that of the
shared parts of our templates (`/document.typ`).
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from riaya import _
from typing import Any
from unicodedata import bidirectional
from zope.i18n import translate
from zope.i18nmessageid import Message

import json
import logging
import re
import typst


logger = logging.getLogger(__name__)

SHARED = Path(__file__).with_name("typst")
# The build of the theme puts them there.
FONTS = Path(__file__).parents[2] / "site" / "theme" / "build" / "print-fonts"
ACCESSIBLE = "ua-1"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
PAGE_OF = _("label_page_of", default="Page ${page} of ${pages}")
# Nothing that can be seen: controls, halves of letters, marks that turn the order
# of the letters around them.  Isolates, joiners and direction marks stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ud800-\udfff\ufffe\uffff]"
)


def typeset(
    template: Path,
    values: dict[str, Any],
    language: str,
    parts: Iterable[Path] = (),
) -> bytes:
    """Return a PDF of a template filled with values, the same for the same values.

    `values` are what JSON can hold.  The template finds them as `values`, and the
    language as `language`, in `/document.typ`; it imports each of `parts` by its
    name, as `/blank_form_parts.typ`.  The PDF is tagged and follows
    PDF/UA-1; only where a text has a letter that no font has, it is tagged without
    that promise, and a box stands for the letter.

    Raises typst.TypstError for a mistake in the template.
    """
    inputs = {
        "values": json.dumps(clean(values)),
        "language": language,
        # The template knows the numbers.
        "page": write_words(PAGE_OF, language, page="{page}", pages="{pages}"),
    }
    source = {"main.typ": template.read_bytes()}
    source |= {part.name: part.read_bytes() for part in parts}
    try:
        return _compile(source, inputs, [ACCESSIBLE])
    except typst.TypstError as error:
        # The error quotes what was typed, so it is not for the log.
        logger.info("%s is not set as PDF/UA: %s", template.name, type(error).__name__)
        return _compile(source, inputs, [])


def clean(value: Any) -> Any:
    """Return a JSON value with texts of which every character can be set."""
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value


def write_words(message: Message, language: str, **values: str) -> str:
    """Return a message in a language, with values that keep their own direction."""
    mapping = {name: isolate(value) for name, value in values.items()}
    return translate(Message(message, mapping=mapping), target_language=language)


def isolate(text: str) -> str:
    """Return a text that may stand inside a sentence of the other direction.

    Marks that leave the direction to the reader's software look past what is
    isolated already, so the first letter is looked for here.
    """
    for letter in text:
        direction = bidirectional(letter)
        if direction in RIGHT_TO_LEFT:
            return f"\u2067{text}\u2069"
        if direction == "L":
            return f"\u2066{text}\u2069"
    return f"\u2068{text}\u2069"


def _compile(
    source: dict[str, bytes], inputs: dict[str, str], standards: list
) -> bytes:
    # The types of the library want source and folder to be of one kind.
    return typst.compile(  # type: ignore[call-overload]
        source,
        root=SHARED,
        font_paths=_load_fonts(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
    )


@cache
def _load_fonts() -> typst.Fonts:
    """Return our fonts and those inside Typst, never those of the machine."""
    if not any(FONTS.glob("*.ttf")):
        logger.warning(
            "The fonts for PDF files are missing in %s, so letters will look rough. "
            "Build them with `make assets`.",
            FONTS,
        )
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[FONTS] if FONTS.is_dir() else [],
    )
