"""The names of Riaya's that a database holds, read from its pickles without loading them."""

from collections.abc import Iterator
from pathlib import Path
from ZODB.FileStorage import FileStorage

import io
import pickletools
import re


NAME = re.compile(r"riaya(\.\w+)+")


def read_names(data_fs: Path) -> tuple[set[str], set[str]]:
    """Return the classes, as `module Class`, and all other dotted names that begin with riaya."""
    storage = FileStorage(str(data_fs), read_only=True)
    classes, names = set(), set()
    for transaction in storage.iterator():
        for record in transaction:
            if b"riaya" not in (record.data or b""):
                continue
            for is_class, text in _read_texts(record.data):
                if not text.startswith("riaya"):
                    continue
                if is_class:
                    classes.add(text)
                elif NAME.fullmatch(text):
                    names.add(text)
    storage.close()
    return classes, names


def _read_texts(pickles: bytes) -> Iterator[tuple[bool, str]]:
    """Yield the texts of a record's pickles, and whether each names a class."""
    stream = io.BytesIO(pickles)
    while stream.tell() < len(pickles):
        recent: list[str] = []
        for opcode, argument, _position in pickletools.genops(stream):
            if opcode.name == "GLOBAL":
                yield True, argument
            elif opcode.name == "STACK_GLOBAL":
                yield True, " ".join(recent[-2:])
            elif isinstance(argument, str | bytes):
                text = (
                    argument
                    if isinstance(argument, str)
                    else argument.decode("utf-8", "replace")
                )
                recent.append(text)
                yield False, text
