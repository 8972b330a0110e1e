"""The types of files that a case file takes, recognised by their content.

A name is easily changed, and a browser believes what it is told; therefore a
type is accepted only when the first bytes say the same as the name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile
from zipfile import ZipFile


HEAD = 4096

Recogniser = Callable[[BinaryIO], bool]


@dataclass(frozen=True)
class FileType:
    """How files of one type are served, and how they are recognised."""

    mime: str
    is_recognised: Recogniser
    is_shown_inline: bool = False
    is_picture: bool = False


def begins_with(*beginnings: bytes, at: int = 0) -> Recogniser:
    """Return a recogniser of files that begin with one of these bytes."""

    def is_recognised(stream: BinaryIO) -> bool:
        return _read_head(stream)[at:].startswith(beginnings)

    return is_recognised


def holds_entry(name: str, content: bytes = b"") -> Recogniser:
    """Return a recogniser of zip archives with an entry of that name."""

    def is_recognised(stream: BinaryIO) -> bool:
        try:
            with ZipFile(stream) as archive, archive.open(name) as entry:
                return entry.read(256).startswith(content)
        except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
            return False

    return is_recognised


def is_webp(stream: BinaryIO) -> bool:
    """Return True for a RIFF container that holds a WebP picture."""
    head = _read_head(stream)
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def is_plain_text(stream: BinaryIO) -> bool:
    """Return True for text that is neither markup nor a program."""
    head = _read_head(stream)
    beginning = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\x00" in head or beginning.startswith((b"#!", b"mz", b"\x7felf", b"%pdf-")):
        return False
    return not any(
        mark in head.lower() for mark in (b"<script", b"<html", b"<svg", b"<?")
    )


def has_macros(stream: BinaryIO) -> bool:
    """Return True for an office file that carries a program."""
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            return any(
                name.lower().endswith("vbaproject.bin") or name.startswith("Basic/")
                for name in archive.namelist()
            )
    except (BadZipFile, OSError):
        return False


def _read_head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(HEAD)


OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

_jpeg = FileType("image/jpeg", begins_with(b"\xff\xd8\xff"), True, True)
_tiff = FileType("image/tiff", begins_with(b"II*\x00", b"MM\x00*"))
_heic = FileType("image/heic", begins_with(b"ftyphei", b"ftyphev", b"ftypmif1", at=4))

FILE_TYPES = {
    "pdf": FileType("application/pdf", begins_with(b"%PDF-"), is_shown_inline=True),
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "png": FileType("image/png", begins_with(b"\x89PNG\r\n\x1a\n"), True, True),
    "webp": FileType("image/webp", is_webp, True, True),
    "tif": _tiff,
    "tiff": _tiff,
    "heic": _heic,
    "docx": FileType(
        f"{OFFICE}wordprocessingml.document", holds_entry("word/document.xml")
    ),
    "xlsx": FileType(f"{OFFICE}spreadsheetml.sheet", holds_entry("xl/workbook.xml")),
    "odt": FileType(f"{ODF}text", holds_entry("mimetype", f"{ODF}text".encode())),
    "ods": FileType(
        f"{ODF}spreadsheet", holds_entry("mimetype", f"{ODF}spreadsheet".encode())
    ),
    "txt": FileType("text/plain", is_plain_text),
    "csv": FileType("text/csv", is_plain_text),
    "mp3": FileType(
        "audio/mpeg", begins_with(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
    ),
    "m4a": FileType("audio/mp4", begins_with(b"ftyp", at=4)),
    "ogg": FileType("audio/ogg", begins_with(b"OggS")),
    "mp4": FileType("video/mp4", begins_with(b"ftyp", at=4)),
}
INLINE_MIMES = sorted(
    {kind.mime for kind in FILE_TYPES.values() if kind.is_shown_inline}
)
