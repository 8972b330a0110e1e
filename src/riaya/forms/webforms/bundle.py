"""The built files of the page on which forms are filled."""

from functools import cache
from pathlib import Path

import gzip
import json


BUILD = Path(__file__).with_name("build")
ENTRY = "src/main.js"
STYLES = "style.css"


@cache
def read_manifest() -> dict[str, dict]:
    """Return what was built, by source; raise FileNotFoundError before `make assets`."""
    return json.loads((BUILD / "manifest.json").read_text("utf-8"))


def get_script_name() -> str:
    """Return the name of the built script."""
    return read_manifest()[ENTRY]["file"]


def get_style_name() -> str:
    """Return the name of the built style sheet."""
    return read_manifest()[STYLES]["file"]


@cache
def read_file(name: str, is_compressed: bool) -> bytes:
    """Return a built file, compressed once for the life of the process."""
    content = (BUILD / name).read_bytes()
    return gzip.compress(content, mtime=0) if is_compressed else content
