"""Arabic text folding, so that a name is found however it was typed.

Three steps, each a little wider than the one before.

**Folding** gives one spelling to what is one letter for a reader: marks,
tatweel, presentation forms, alef forms, taa marbuta, alef maqsura, digits.

**Hamza variants**: every word has two spellings, one with the hamza's carrier
alone (ؤ→و, ئ→ي, ء dropped) and one with the hamza alone (ؤ, ئ, ء → ء).  Two
words are the same when they share a spelling, so مسؤول = مسئول and فؤاد = فواد,
while و and ي stay different letters.

**Compounds**: the index also holds every two neighbouring words as one, and a
query is read in every way its neighbours can be joined, so
عبد الرحمن = عبدالرحمن from either side.

What stands between two spaces and holds punctuation is indexed word by word
and as one: PS-JEN-2026-000123 gives ps, jen, 2026, 000123 and psjen2026000123
(beside the joined neighbours), so the whole number, its last part and any two
neighbouring parts find it.

Words are compared whole (علي does not find علياء), except a word of the query
that ends in `*`, which finds every word that begins with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import re
import unicodedata


# Alternatives double with nearly every word; a name with all its forefathers
# has five or six.  Further words are not asked for: more is found, never less.
MAX_QUERY_WORDS = 8

_DIGITS = {
    zero + value: str(value)
    for zero in (0x0660, 0x06F0)  # Arabic-Indic; Persian and Urdu
    for value in range(10)
}
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ٲ": "ا",
        "ٳ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ے": "ي",
        "ک": "ك",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ٴ": None,
    }
    | _DIGITS
)
_TATWEEL = "\u0640"
_HAMZA_ABOVE = "\u0654"
_HAMZA_ON_CARRIER = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": None})
_HAMZA_ALONE = str.maketrans({"ؤ": "ء", "ئ": "ء"})
# Marks as glyphs of their own: compatibility decomposition would turn them
# into a space and a mark, and cut the word in two.
_MARK_GLYPHS = re.compile("[\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SearchTerm:
    """One thing a text must contain: any of the spellings, or any beginning."""

    spellings: frozenset[str]
    is_prefix: bool = False

    def is_met_by(self, index_words: frozenset[str]) -> bool:
        """Return whether one of the words of a text is, or begins, as asked."""
        if not self.is_prefix:
            return not self.spellings.isdisjoint(index_words)
        beginnings = tuple(self.spellings)
        return any(word.startswith(beginnings) for word in index_words)


@dataclass(frozen=True)
class _Chunk:
    """The words between two spaces of a text."""

    words: list[str]
    is_prefix: bool


def fold(text: str) -> str:
    """Return the text as folded words, one space between them.

    Letters and digits stay, everything else becomes a space.  The hamza on waw
    and yaa and the lone hamza stay too: see `find_spellings`.
    """
    return " ".join(_WORD.findall(_fold_characters(text)))


def to_western_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits written 0 to 9."""
    return text.translate(_DIGITS)


def find_spellings(word: str) -> frozenset[str]:
    """Return the hamza variants of a folded word: carrier alone, hamza alone."""
    variants = word.translate(_HAMZA_ON_CARRIER), word.translate(_HAMZA_ALONE)
    return frozenset(filter(None, variants))


def find_index_words(text: str) -> frozenset[str]:
    """Return every spelling under which a word of the text is found.

    These are the variants of each word, of each two neighbours joined, and of
    each run of words that only punctuation divides.
    """
    chunks = list(_cut(text))
    words = [word for chunk in chunks for word in chunk.words]
    found = {*words, *("".join(pair) for pair in pairwise(words))}
    found.update("".join(chunk.words) for chunk in chunks)
    return frozenset(spelling for word in found for spelling in find_spellings(word))


def parse_query(text: str) -> list[list[SearchTerm]]:
    """Return the ways to read a query: one of them must hold, with all its terms.

    The first way takes each word by itself, the others join neighbours.  Only
    the first `MAX_QUERY_WORDS` words are read, which bounds the number of ways
    (34 for eight words between spaces).  An empty query has no way to be read;
    whether that finds everything or nothing is the caller's business.
    """
    words, prefixes, runs = _read_query(text)
    ways = _segment(len(words), prefixes, runs) if words else ()
    alternatives = (
        [
            SearchTerm(find_spellings("".join(words[start:end])), end - 1 in prefixes)
            for start, end in way
        ]
        for way in ways
    )
    return list({tuple(terms): terms for terms in alternatives}.values())


def matches(query: str, text: str) -> bool:
    """Return whether the query finds the text; an empty query finds any text.

    This is what every search engine beneath Riaya has to agree with.
    """
    index_words = find_index_words(text)
    alternatives = parse_query(query)
    return not alternatives or any(
        all(term.is_met_by(index_words) for term in terms) for terms in alternatives
    )


def _fold_characters(text: str) -> str:
    """Fold letters and digits, and leave spaces and punctuation."""
    text = _drop_marks(unicodedata.normalize("NFKD", _MARK_GLYPHS.sub("", text)))
    # Case folding undoes some characters into letter and mark: once more.
    text = _drop_marks(unicodedata.normalize("NFKD", text.casefold()))
    text = text.translate(_LETTERS)
    text = text.replace("و" + _HAMZA_ABOVE, "ؤ").replace("ي" + _HAMZA_ABOVE, "ئ")
    return text.replace(_HAMZA_ABOVE, "")


def _drop_marks(text: str) -> str:
    """Drop marks, tatweel and invisible controls, but not the hamza above."""
    return "".join(
        character
        for character in text
        if character == _HAMZA_ABOVE
        or (character != _TATWEEL and not _is_mark_or_control(character))
    )


def _is_mark_or_control(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cf" or category.startswith("M")


def _cut(text: str) -> Iterator[_Chunk]:
    for piece in _fold_characters(text).split():
        if words := _WORD.findall(piece):
            yield _Chunk(words, is_prefix="*" in _WORD.split(piece)[-1])


def _read_query(text: str) -> tuple[list[str], set[int], dict[int, int]]:
    """Return the words, which of them are prefixes, and runs (first: end)."""
    words: list[str] = []
    prefixes: set[int] = set()
    runs: dict[int, int] = {}
    for chunk in _cut(text):
        start, end = len(words), len(words) + len(chunk.words)
        words += chunk.words
        if chunk.is_prefix:
            prefixes.add(end - 1)
        if end > MAX_QUERY_WORDS:
            break
        runs[start] = end
    return words[:MAX_QUERY_WORDS], prefixes, runs


def _segment(
    count: int, prefixes: set[int], runs: dict[int, int], start: int = 0
) -> Iterator[list[tuple[int, int]]]:
    """Return every way to cut the words into singles, pairs and whole runs.

    A prefix is never joined to the word after it: nobody knows where it ends.
    """
    if start == count:
        yield []
        return
    pair_end = start + 2 if start not in prefixes else start + 1
    for end in sorted({start + 1, pair_end, runs.get(start, start + 1)}):
        if end <= count:
            for rest in _segment(count, prefixes, runs, end):
                yield [(start, end), *rest]
