"""What may become a document of a case file.

The same check stands before every way in: upload page, add and edit forms,
REST, resumable uploads, replacing.
"""

from plone.namedfile.utils import safe_basename
from riaya import _
from riaya.documents.exceptions import DocumentRefused
from riaya.documents.file_types import FILE_TYPES
from riaya.documents.file_types import FileType
from riaya.documents.file_types import has_macros
from riaya.documents.settings import get_max_size_mb
from typing import Any
from typing import BinaryIO


MEGABYTE = 1024 * 1024
LONGEST_NAME = 200


def accept_file(value: Any) -> None:
    """Let a named file through, labelled as what its content is.

    The media type that a client claims is not believed.  Raises DocumentRefused.
    """
    with value.open() as stream:
        file_type = check_file(value.filename or "", stream, value.getSize())
    name = clean_name(value.filename)
    if (value.contentType, value.filename) != (file_type.mime, name):
        value.contentType = file_type.mime
        value.filename = name


def check_file(filename: str, stream: BinaryIO, size: int) -> FileType:
    """Return the type of a file; raise DocumentRefused for one that is not taken."""
    check_size(size)
    extension = get_extension(filename)
    if extension not in FILE_TYPES:
        raise DocumentRefused(_describe_refused_type(extension))
    if not FILE_TYPES[extension].is_recognised(stream):
        raise DocumentRefused(
            _(
                "error_document_content_differs",
                default="The name ends in “${extension}”, but the content is something else. Save the file again in its own program.",
                mapping={"extension": extension},
            )
        )
    if has_macros(stream):
        raise DocumentRefused(
            _(
                "error_document_has_macros",
                default="The file carries a program (macros). Save it without macros.",
            )
        )
    return FILE_TYPES[extension]


def check_size(size: int) -> None:
    """Raise DocumentRefused for an empty file and for one above the limit."""
    if not size:
        raise DocumentRefused(_("error_document_empty", default="The file is empty."))
    limit = get_max_size_mb()
    if size > limit * MEGABYTE:
        raise DocumentRefused(
            _(
                "error_document_too_large",
                default="The file has ${size} MB; at most ${limit} MB are taken. Scan it with a lower resolution or split it.",
                mapping={"size": f"{size / MEGABYTE:.1f}", "limit": limit},
            )
        )


def get_extension(filename: str) -> str:
    """Return the ending of a file's name in lower case, or an empty string."""
    return filename.rpartition(".")[2].lower() if "." in filename else ""


def clean_name(filename: str | None) -> str:
    """Return a file's name without folders, control characters and endless length."""
    name = "".join(each for each in safe_basename(filename or "") if each.isprintable())
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{extension}"


def _describe_refused_type(extension: str) -> Any:
    if not extension:
        return _(
            "error_document_without_extension",
            default="The name of the file has no ending, so its type is unknown.",
        )
    return _(
        "error_document_type_refused",
        default="Files of the type “${extension}” are not taken. Taken are: ${accepted}.",
        mapping={
            "extension": extension[:10],
            "accepted": ", ".join(sorted(FILE_TYPES)),
        },
    )
