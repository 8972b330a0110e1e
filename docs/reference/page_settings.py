"""The page of settings: registry records, environment, limits of the server."""

from page_vocabularies import find_lists
from sources import find_records
from sources import find_schema_records
from sources import get_arabic
from sources import get_english
from sources import POLICIES
from sources import Record
from sources import ROOT
from tables import code
from tables import make_page
from tables import make_table
from zope.dottedname.resolve import resolve
from zope.schema import getFieldsInOrder

import json
import re


INTRODUCTION = """Settings of a site stand in Plone's registry. An administrator changes them under
*Site Setup → Configuration Registry* (`/@@overview-controlpanel`, `/portal_registry`) or with
`PATCH /@registry`. A policy profile sets the ones that differ by country."""
ENVIRONMENT = {
    "RIAYA_INSTANCE": "The folder that holds `etc/`. Required; `make` sets it to `instance/`.",
    "RIAYA_DATA": "The folder of database, blobs, register and logs. Required; `make` sets it from `DATA`.",
    "RIAYA_REGISTER_URL": (
        "The SQLAlchemy address of the case register and of the case numbers. It is set in "
        "`instance/etc/zope.conf`; without it each process keeps its rows in memory, which only tests want."
    ),
    "RIAYA_TICK_SECONDS": (
        "How often the server does what has fallen due. It is set in `instance/etc/zope.conf`; "
        "without it, or with 0, only `riaya-tick` does it."
    ),
}
OF_LISTS = {
    "riaya.policy.holidays": (
        "Days off, beside those that the package `holidays` knows of the country; "
        "`active: false` takes one away"
    ),
    "riaya.policy.weekend": "The weekend; Monday is 0",
}
MAKE = {
    "POLICY": "`ps` or `sy`: the policy profile of a site that is made now; an existing site keeps its own.",
    "PORT": "The port on which `make run` serves.",
    "DATA": "The folder of the data; an existing site in it is kept.",
    "PYTHON": "The interpreter from which the environment is made, when none is found on the path.",
    "IN": "With `make mutants`: the folder or module in which small faults are made.",
    "EVERY": "With `make mutants`: every how many faults one is tried; `1` tries all.",
    "LEAST": "With `make mutants`: how much the tests have to notice, in percent.",
    "UPGRADE": "With `make pins UPGRADE=1`: take the newest versions that are allowed.",
}
LIMITS = {
    "instance/etc/zope.conf": {
        "max-conflict-retries": "how often a request is tried again after a write conflict",
        "form-memory-limit": "all texts of one form together",
        "form-disk-limit": "all files of one form together",
        "form-part-limit": "fields of one form",
        "cache-size": "objects that each thread keeps in memory",
    },
    "instance/etc/zope.ini": {
        "host": "the address on which the server listens",
        "port": "its port, unless `make run PORT=…` gives another",
        "threads": "requests that the server has at the same time, computed or waiting",
        "readers": "requests that read and are computed at the same time, beside one that writes",
        "patience_seconds": "how long a request waits for its turn before it goes on without",
        "max_request_body_size": "above this, in bytes, the connection is cut",
        "limit_mb": "the largest request, in megabytes; a larger one is refused in a sentence",
    },
}


def make_settings_page() -> str:
    """Return the page."""
    return make_page(
        "Settings",
        INTRODUCTION,
        "## Policy",
        _describe_policy(),
        *_describe_schemas(),
        "## Lists",
        "The lists that staff may edit are settings too: see [Lists](vocabularies.md).",
        "## Environment variables",
        make_table(("variable", "what it says"), _name(ENVIRONMENT)),
        "## Variables of make",
        make_table(("variable", "what it says"), _name(MAKE)),
        "## Limits of the server",
        make_table(("file", "setting", "value", "what it limits"), _find_limits()),
    )


def _describe_policy() -> str:
    default = _find_settings("default")
    policies = [_find_settings(profile) for profile in POLICIES]
    return make_table(
        ("record", "Arabic", "English", "default", *POLICIES.values()),
        (
            (
                code(name),
                get_arabic(record.title),
                get_english(record.title) or OF_LISTS[name],
                _show(record.value),
                *(_show(each[name].value) if name in each else "" for each in policies),
            )
            for name, record in sorted(default.items())
        ),
    )


def _find_settings(profile: str) -> dict[str, Record]:
    lists = find_lists(profile)
    return {
        name: record
        for name, record in find_records(profile).items()
        if name.startswith("riaya.policy.") or name not in lists
    }


def _describe_schemas() -> list[str]:
    parts = []
    for interface, prefix in find_schema_records("default"):
        schema = resolve(interface)
        parts.append(f"## {(schema.__doc__ or '').strip().rstrip('.')}")
        parts.append(
            make_table(
                ("record", "Arabic", "English", "default", "from … to"),
                (
                    (
                        code(f"{prefix or interface}.{name}"),
                        get_arabic(field.title),
                        get_english(field.title),
                        _show(field.default),
                        _show_limits(field),
                    )
                    for name, field in getFieldsInOrder(schema)
                ),
            )
        )
    return parts


def _show_limits(field: object) -> str:
    least, most = getattr(field, "min", None), getattr(field, "max", None)
    return "" if least is None and most is None else f"{least} … {most}"


def _show(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{len(value)} rows"
    return code(
        json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
    )


def _name(rows: dict[str, str]) -> list[tuple[str, str]]:
    return [(code(name), text) for name, text in rows.items()]


def _find_limits() -> list[tuple[str, str, str, str]]:
    rows = []
    for path, settings in LIMITS.items():
        text = (ROOT / path).read_text("utf-8")
        for name, meaning in settings.items():
            value = re.search(rf"^\s*{name}\s*=?\s*(\S+)\s*$", text, re.MULTILINE)
            if value is None:
                raise LookupError(f"{path} no longer says {name}.")
            rows.append((code(path), code(name), code(value[1]), meaning))
    return rows
