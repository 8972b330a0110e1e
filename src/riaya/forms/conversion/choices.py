"""The lists of choices, and the questions that offer them."""

from collections import defaultdict
from riaya import _
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.sheets import CHOICES
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.survey import is_reserved
from riaya.forms.conversion.survey import NAME
from riaya.forms.conversion.survey import Outline
from riaya.forms.conversion.survey import refuse_reserved


def check_choices(choices: Sheet, outline: Outline, mistakes: Mistakes) -> None:
    """Note choices without list or code, doubled ones, and lists that are missing."""
    lists = read_lists(choices, mistakes)
    for name, rows in lists.items():
        _check_list(name, rows, mistakes)
    for name in _find_several(outline) & lists.keys():
        _check_codes(name, lists[name], mistakes)
    for entry in outline.entries:
        name = entry.list_name
        # ${member} in place of a list offers the answers to a repeated question.
        if name and not name.startswith("${") and name not in lists:
            mistakes.add(
                SURVEY,
                _(
                    "error_sheet_list_missing",
                    default="The sheet “choices” has no list “${list}”.",
                    mapping={"list": name},
                ),
                entry.row,
                entry.name,
            )


def read_lists(choices: Sheet, mistakes: Mistakes) -> dict[str, list[SheetRow]]:
    """Return the rows of each list by its name."""
    lists: dict[str, list[SheetRow]] = defaultdict(list)
    for row in choices.filled_rows:
        if name := row.get("list_name"):
            lists[name].append(row)
        elif row.get("name") or row.get_texts("label"):
            mistakes.add(
                CHOICES,
                _(
                    "error_sheet_choice_without_list",
                    default="The name of the list (list_name) is missing.",
                ),
                row,
                row.get("name"),
            )
    return lists


def _check_list(name: str, rows: list[SheetRow], mistakes: Mistakes) -> None:
    seen: dict[str, int] = {}
    if not NAME.match(name):
        mistakes.add(
            CHOICES,
            _(
                "error_sheet_list_name",
                default="The name of a list begins with a Latin letter and holds letters, digits, hyphens, points and underscores.",
            ),
            rows[0],
            name,
        )
    elif is_reserved(name):
        mistakes.add(CHOICES, refuse_reserved(), rows[0], name)
    for row in rows:
        code = row.get("name")
        if not code:
            mistakes.add(
                CHOICES,
                _(
                    "error_sheet_choice_without_code",
                    default="A choice of the list “${list}” has no code (name).",
                    mapping={"list": name},
                ),
                row,
            )
        elif code in seen:
            mistakes.add(
                CHOICES,
                _(
                    "error_sheet_choice_doubled",
                    default="The list “${list}” has this code already in row ${other}.",
                    mapping={"list": name, "other": seen[code]},
                ),
                row,
                code,
            )
        seen.setdefault(code, row.number)


def _find_several(outline: Outline) -> set[str]:
    """Return the lists of which several choices can be chosen."""
    return {entry.list_name for entry in outline.entries if entry.type != "select_one"}


def _check_codes(name: str, rows: list[SheetRow], mistakes: Mistakes) -> None:
    for row in rows:
        if " " in row.get("name"):
            mistakes.add(
                CHOICES,
                _(
                    "error_sheet_code_with_space",
                    default="Several choices of the list “${list}” can be chosen at once, so its codes hold no spaces.",
                    mapping={"list": name},
                ),
                row,
                row.get("name"),
            )
