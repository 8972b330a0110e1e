"""Bringing the tables of the register to this version of Riaya.

The register is a copy of the content.  So a step is written only where it
saves the time of a rebuild, such as another index; from a version without
steps the tables are made anew and wait for `rebuild_register`.
"""

from dataclasses import dataclass
from riaya.register.tables import make_tables
from riaya.register.tables import open_for_changes
from riaya.register.tables import read_version
from riaya.register.tables import states
from riaya.register.tables import VERSION
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import text
from sqlalchemy import update


@dataclass(frozen=True)
class SchemaStep:
    """A change of the tables, in SQL that SQLite and PostgreSQL both understand.

    The statements say what this step changes and never ask `tables`, which
    describes today's tables and not those that the step leads to.
    """

    source: str
    target: str
    sentence: str
    statements: tuple[str, ...]


STEPS = (
    SchemaStep(
        "3",
        "4",
        "The index of escalations begins with the moment.",
        (
            "DROP INDEX IF EXISTS riaya_case_by_escalation",
            "CREATE INDEX riaya_case_by_escalation ON riaya_case (next_escalation, site)",
        ),
    ),
)


def find_version(engine: Engine) -> str | None:
    """Return the version of the register's tables, or None where there are none."""
    with engine.connect() as connection:
        return read_version(connection.execution_options(isolation_level="AUTOCOMMIT"))


def upgrade_tables(engine: Engine) -> list[str]:
    """Bring the tables to this version; return a sentence for each thing done."""
    with open_for_changes(engine) as connection:
        found = read_version(connection)
        if found in (None, VERSION):
            return []
        steps = find_steps(found)
        if not steps:
            make_tables(connection)
            return [
                f"From version {found} no step leads to version {VERSION}, so its tables were made anew."
            ]
        for step in steps:
            _take(connection, step)
        return [
            f"Version {step.source} became version {step.target}: {step.sentence}"
            for step in steps
        ]


def find_steps(found: str | None, wanted: str = VERSION) -> list[SchemaStep]:
    """Return the steps from one version to another in their order, none if they do not reach it."""
    by_source = {step.source: step for step in STEPS}
    steps = []
    while found in by_source:
        step = by_source[found]
        steps.append(step)
        found = step.target
    return steps if found == wanted else []


def _take(connection: Connection, step: SchemaStep) -> None:
    for statement in step.statements:
        connection.execute(text(statement))
    connection.execute(
        update(states).where(states.c.name == "version").values(value=step.target)
    )
