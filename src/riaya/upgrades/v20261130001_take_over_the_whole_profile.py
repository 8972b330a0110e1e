"""Version 20261130001: everything that the profile governs.

Until then the profile changed without a new version, so a site of version
20261121001 may lack any of its parts.
"""

from plone import api
from riaya.cases.clocks.keeping import date_run
from riaya.cases.clocks.keeping import get_kept_rows
from riaya.cases.clocks.keeping import get_open_runs
from riaya.cases.clocks.keeping import make_run
from riaya.cases.content import Case
from riaya.core.settings import get_calendar
from riaya.site.setting_up import create_folders
from riaya.upgrades.importing import import_again
from typing import Any


PARTS = (
    "rolemap",
    "componentregistry",
    "browserlayer",
    "typeinfo",
    "workflow",
    "repositorytool",
    "plone.app.registry",
    "catalog",
    "actions",
)


def upgrade(tool: Any) -> None:
    """Import all parts but the theme, make the folders that are missing, read old clocks."""
    import_again(tool, *PARTS)
    create_folders()
    for brain in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.case"
    ):
        read_old_clocks(brain._unrestrictedGetObject())


def read_old_clocks(case: Case) -> None:
    """Keep a case's clocks as runs, where they were kept as two moments each."""
    runs = get_open_runs(case)
    for clock, kept in list(runs.items()):
        if isinstance(kept, tuple):
            started_at, met_at = kept
            run = make_run(case, clock, "") | {"started_at": started_at}
            run |= date_run(run, case, get_calendar())
            del runs[clock]
            if met_at is None:
                runs[clock] = run
            else:
                get_kept_rows(case, "finished_clocks").append(run | {"met_at": met_at})
