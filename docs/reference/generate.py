"""Write the reference pages from the sources; with --check, only compare them."""

from page_security import make_security_page
from page_settings import make_settings_page
from page_types import make_types_page
from page_vocabularies import make_vocabularies_page
from page_workflows import make_workflows_page
from pathlib import Path

import sys


FOLDER = Path(__file__).parent
PAGES = {
    "types.md": make_types_page,
    "roles-and-permissions.md": make_security_page,
    "workflows.md": make_workflows_page,
    "settings.md": make_settings_page,
    "vocabularies.md": make_vocabularies_page,
}


def find_outdated() -> dict[str, str]:
    """Return the new text of each page that differs from its file."""
    texts = {name: make() for name, make in PAGES.items()}
    return {name: text for name, text in texts.items() if _read(name) != text}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only compare them; return the exit code."""
    outdated = find_outdated()
    if "--check" in arguments:
        for name in outdated:
            sys.stderr.write(
                f"docs/reference/{name} is out of date: run `make docs` and commit it.\n"
            )
        return 1 if outdated else 0
    for name, text in outdated.items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


def _read(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
