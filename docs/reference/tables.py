"""Writing Markdown."""

from collections.abc import Iterable


NOTICE = "<!-- Written by docs/reference/generate.py from the sources; do not edit. -->"


def make_page(title: str, *parts: str) -> str:
    """Return a page: its notice, its title, its parts with a line between them."""
    return "\n\n".join([NOTICE, f"# {title}", *filter(None, parts)]) + "\n"


def make_table(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table; an empty string without rows."""
    lines = [_make_line(row) for row in rows]
    if not lines:
        return ""
    titles = list(heading)
    return "\n".join([_make_line(titles), _make_line(["---"] * len(titles)), *lines])


def code(text: object) -> str:
    """Return a name as it is typed, or nothing for nothing."""
    return f"`{text}`" if text not in (None, "") else ""


def join(texts: Iterable[object]) -> str:
    """Return names with commas between them."""
    return ", ".join(code(text) for text in texts)


def _make_line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_clean(cell) for cell in cells) + " |"


def _clean(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return " ".join(text.replace("|", "\\|").split())
