"""Write who may do what in which state; with --check, only compare it.

The tables in `access.md` beside a workflow say it.  From them come the permissions in
its `definition.xml`, whose states and transitions are written by hand, and the tables
on the page about access.
"""

from itertools import chain
from itertools import groupby
from lxml import etree
from pathlib import Path
from zpretty.xml import XMLPrettifier

import re
import sys


ROOT = Path(__file__).parents[2]
WORKFLOWS = ROOT / "profiles" / "default" / "workflows"
PAGE = ROOT / "docs" / "explanation" / "access.md"
BEGIN = "<!-- From here on `make workflows` writes. -->"
END = "<!-- Up to here `make workflows` writes. -->"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# For example: **A** Manager and Site Administrator
LETTER = re.compile(r"\*\*(\w)\*\* (\w[\w ]*\w)")
EVERYWHERE, NOBODY, ACQUIRED = "every state", "–", "above"


class TableMistake(ValueError):
    """Raised when a table does not say of every state who may do what."""


def find_outdated() -> dict[Path, str]:
    """Return the new text of each file that differs from what the tables say."""
    texts, tables = {}, read_tables()
    for name, table in tables.items():
        path = WORKFLOWS / name / "definition.xml"
        try:
            texts[path] = fill_definition(path.read_text("utf-8"), table)
        except TableMistake as mistake:
            raise TableMistake(f"{name}/access.md: {mistake}") from mistake
    texts[PAGE] = fill_page(PAGE.read_text("utf-8"), tables)
    return {path: new for path, new in texts.items() if path.read_text("utf-8") != new}


def read_tables() -> dict[str, str]:
    """Return the texts of all tables, in the order in which the site lists workflows."""
    root = etree.parse(str(WORKFLOWS.with_suffix(".xml")))
    paths = [WORKFLOWS / name / "access.md" for name in root.xpath("object/@name")]
    return {
        path.parent.name: path.read_text("utf-8") for path in paths if path.exists()
    }


def read_letters(text: str) -> dict[str, str]:
    """Return the roles that each letter stands for, in words."""
    letters: dict[str, str] = {}
    for letter, roles in LETTER.findall(text):
        if letters.setdefault(letter, roles) != roles:
            raise TableMistake(
                f"The letter {letter} stands for {letters[letter]} and for {roles}."
            )
    return letters


def read_cells(text: str, states: list[str]) -> dict[str, dict[str, str]]:
    """Return the cell of each permission and state; every state must have one."""
    cells: dict[str, dict[str, str]] = {}
    for is_table, lines in groupby(text.splitlines(), lambda line: line[:1] == "|"):
        if not is_table:
            continue
        heading, _rule, *rows = [line.strip(" |").split("|") for line in lines]
        groups = [
            states if title.strip() == EVERYWHERE else title.strip().split(", ")
            for title in heading[1:-1]
        ]
        named = list(chain(*groups))
        if sorted(named) != sorted(states):
            raise TableMistake(
                f"A table has the states {', '.join(named)}; the workflow has {', '.join(states)}."
            )
        for may, *given, permissions in rows:
            if len(given) != len(groups):
                raise TableMistake(f"The row “{may.strip()}” has not one cell a state.")
            for permission in permissions.strip().split(", "):
                if permission in cells:
                    raise TableMistake(f"The tables name {permission} twice.")
                cells[permission] = {
                    state: cell
                    for group, cell in zip(groups, given, strict=True)
                    for state in group
                }
    return cells


def fill_definition(definition: str, table: str) -> str:
    """Return a workflow with the permissions of its table, in the order they had."""
    root = etree.fromstring(definition.encode())
    states = {state.get("state_id"): state for state in root.findall("state")}
    cells, letters = read_cells(table, list(states)), read_letters(table)
    old = [each.text for each in root.findall("permission") if each.text in cells]
    names = [*old, *(name for name in cells if name not in old)]
    for element in root.xpath("permission | state/permission-map"):
        element.getparent().remove(element)
    for position, name in enumerate(names):
        root.insert(position, etree.Element("permission"))
        root[position].text = name
        for state, element in states.items():
            element.append(make_map(name, cells[name][state].split(), letters))
    etree.indent(root)
    return XMLPrettifier(text=HEAD + etree.tostring(root, encoding="unicode"))()


def make_map(
    permission: str, cell: list[str], letters: dict[str, str]
) -> etree._Element:
    """Return a permission with the roles of a cell, as a workflow writes it."""
    if not cell:
        raise TableMistake(f"A cell of {permission} is empty: say {NOBODY} for nobody.")
    acquired = str(ACQUIRED in cell)
    given = etree.Element("permission-map", name=permission, acquired=acquired)
    for letter in cell:
        if letter in (NOBODY, ACQUIRED):
            continue
        if letter not in letters:
            raise TableMistake(f"No role is named for the letter {letter}.")
        for role in letters[letter].split(" and "):
            etree.SubElement(given, "permission-role").text = role
    return given


def fill_page(page: str, tables: dict[str, str]) -> str:
    """Return the page about access with all tables, their letters explained once."""
    letters = read_letters("\n".join(tables.values()))
    explained = [f"**{letter}** {roles}" for letter, roles in letters.items()]
    sections = [
        table.partition("\n\nLetters:")[0].replace("# ", f"### `{name}`: ", 1)
        for name, table in tables.items()
    ]
    before, rest = page.split(BEGIN)
    legend = f"Letters: {', '.join(explained)}."
    return before + "\n\n".join([BEGIN, legend, *sections, END]) + rest.split(END)[1]


def main(arguments: list[str]) -> int:
    """Write what differs, or with --check say it; return the exit code."""
    try:
        outdated = find_outdated()
    except TableMistake as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 1
    for path, text in outdated.items():
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
            continue
        name = path.relative_to(ROOT)
        sys.stderr.write(f"{name} differs from the tables: run `make workflows`.\n")
    return int(bool(outdated) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
