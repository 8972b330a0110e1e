"""The page of the lists that staff may edit."""

from sources import find_records
from sources import is_list_of_terms
from sources import POLICIES
from sources import Record
from tables import code
from tables import make_page
from tables import make_table


INTRODUCTION = """Each list is one registry record of the same name, and one vocabulary of the same
name over REST (`GET /@vocabularies/<name>`). A row has a fixed `code`, an Arabic and an
English title, and `active`. A row that is not active is no longer offered, and still names
what was chosen earlier. A policy profile may replace a whole list: where it does, the table
of the policy stands below that of the default profile."""
FIXED = ("code", "ar", "en")


def make_vocabularies_page() -> str:
    """Return the page."""
    default = find_lists("default")
    by_policy = {title: find_lists(profile) for profile, title in POLICIES.items()}
    names = sorted({*default, *(name for each in by_policy.values() for name in each)})
    sections = [_describe(name, default.get(name), by_policy) for name in names]
    return make_page("Lists", INTRODUCTION, *sections)


def find_lists(profile: str) -> dict[str, Record]:
    """Return the records of a profile that are lists of terms."""
    return {
        name: record
        for name, record in find_records(profile).items()
        if is_list_of_terms(record.value)
    }


def _describe(name: str, default: Record | None, by_policy: dict) -> str:
    parts = [f"## {name}"]
    if default is not None:
        parts.append(_make_rows(default))
    for title, records in by_policy.items():
        if name in records and (
            default is None or records[name].value != default.value
        ):
            parts += [f"In {title}:", _make_rows(records[name])]
    return "\n\n".join(filter(None, parts))


def _make_rows(record: Record) -> str:
    rows: list[dict] = record.value  # type: ignore[assignment]
    extras = sorted({key for row in rows for key in row} - {*FIXED, "active"})
    return make_table(
        ("code", "Arabic", "English", *extras, *_find_inactive_column(rows)),
        (
            (
                code(row["code"]),
                row["ar"],
                row["en"],
                *(code(row.get(extra)) for extra in extras),
                *(_describe_inactive(row) for _column in _find_inactive_column(rows)),
            )
            for row in rows
        ),
    )


def _find_inactive_column(rows: list[dict]) -> tuple[str, ...]:
    return () if all(row.get("active", True) for row in rows) else ("offered",)


def _describe_inactive(row: dict) -> str:
    return "yes" if row.get("active", True) else "no"
