"""What stands in a PDF that Typst made, as far as tests ask for it."""

import re
import zlib


STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
MAPPED = re.compile(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>")
TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)


def find_letters(pdf: bytes) -> set[str]:
    """Return the texts that single glyphs stand for; a ligature stands for several.

    Only glyphs that are printed are in the fonts of the file.
    """
    letters = set()
    for stream in STREAM.findall(pdf):
        content = _unpack(stream)
        if b"beginbfchar" in content:
            letters |= {_read(code) for code in MAPPED.findall(content)}
    return letters


def find_characters(pdf: bytes) -> set[str]:
    """Return every character that is printed."""
    return set("".join(find_letters(pdf)))


def find_title(pdf: bytes) -> str:
    """Return the title in the metadata."""
    found = TITLE.search(pdf)
    return found[1].decode() if found else ""


def count_pages(pdf: bytes) -> int:
    """Return the number of pages."""
    return int(re.search(rb"<xmpTPg:NPages>(\d+)<", pdf)[1])


def is_accessible(pdf: bytes) -> bool:
    """Return True for a file that promises PDF/UA."""
    return b"pdfuaid" in pdf


def names_in_the_open(pdf: bytes, text: str) -> bool:
    """Return True when a text stands in the metadata or bookmarks."""
    as_title = text.encode("utf-16-be").hex().upper().encode()
    return text.encode() in pdf or as_title in pdf.upper()


def _unpack(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _read(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
