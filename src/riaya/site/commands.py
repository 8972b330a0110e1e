"""Commands for those who run a site: create it, upgrade it, rebuild its register, do what is due."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from pathlib import Path
from Products.CMFPlone.factory import addPloneSite
from riaya.core.database import get_engine
from riaya.core.settings import get_policy
from riaya.register.rebuilding import rebuild_register
from riaya.register.upgrading import upgrade_tables
from riaya.site import ticking
from riaya.site.accounts import PASSWORD
from riaya.site.upgrading import run_upgrades
from riaya.site.versions import find_mismatches
from riaya.site.versions import find_site_mismatches
from riaya.site.versions import Mismatch
from Testing.makerequest import makerequest
from threading import Event
from typing import Any
from zc.lockfile import LockError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.i18n import translate
from Zope2.Startup.run import configure_wsgi

import argparse
import logging
import os
import signal
import sys
import transaction
import Zope2


SITE_ID = "riaya"
POLICIES = ("ps", "sy")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code."""
    options = _read_arguments(arguments)
    commands = {"create": create, "upgrade": upgrade, "rebuild-register": rebuild}
    try:
        app = open_database(options.zope_conf)
    except LockError:
        print(
            "Another process has the database open for itself. Stop the server first.",
            file=sys.stderr,
        )
        return 1
    return commands[options.command](app, options)


def tick(arguments: list[str] | None = None) -> int:
    """Do what is due, once or every so many seconds; return 1 when something failed."""
    options = _read_tick_arguments(arguments)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        app = open_database(options.zope_conf)
    except LockError:
        print(
            "Another process has the database open for itself. A server that ticks "
            "needs no riaya-tick; several processes need a database that they can share.",
            file=sys.stderr,
        )
        return 1
    if _refuse(find_mismatches(app)):
        return os.EX_CONFIG
    app._p_jar.close()
    if options.every:
        ticking.keep_ticking(
            stop, options.every, lambda reports: _print_lines(ticking.describe(reports))
        )
        return 0
    reports = ticking.run_due_jobs(stop)
    _print_lines(ticking.describe(reports, also_idle=True))
    return int(any(report.has_failures for report in reports.values()))


def create(app: Any, options: argparse.Namespace) -> int:
    """Create the site; an existing one is kept as it is."""
    if SITE_ID in app.objectIds():
        setSite(app[SITE_ID])
        found = get_policy("code")
        print(f"The site {SITE_ID} is there already (policy {found}) and is kept.")
        if found != options.policy:
            print(f"To see the policy {options.policy}, give DATA=<another folder>.")
        if _refuse(find_mismatches(app)):
            return os.EX_CONFIG
    else:
        print(
            f"Creating the site {SITE_ID} for the policy {options.policy} ...",
            flush=True,
        )
        _create_site(app, options.policy, options.demo)
    if options.demo:
        _print_accounts(app[SITE_ID])
    return 0


def upgrade(app: Any, options: argparse.Namespace) -> int:
    """Do every upgrade that is due, and say what was done.

    A site that is newer than this programme is left as it is.
    """
    if _refuse([each for each in find_mismatches(app) if each.is_newer]):
        return os.EX_CONFIG
    has_done = False
    try:
        for sentence in run_upgrades(app):
            has_done = True
            print(sentence, flush=True)
    except Exception:
        transaction.abort()
        print(
            "The upgrade stopped at an error. What is told above was done and is kept, "
            "the step at the error was undone. Run the command again when its reason is "
            "removed, or restore the backup.",
            file=sys.stderr,
        )
        raise
    if not has_done:
        print("Nothing is due: everything is of the version of this programme.")
    return 0


def rebuild(app: Any, options: argparse.Namespace) -> int:
    """Rebuild the case register from the cases and say what differed."""
    if _refuse(find_site_mismatches(app)):
        return os.EX_CONFIG
    _print_lines(upgrade_tables(get_engine()))
    site = app[SITE_ID]
    setSite(site)
    report = rebuild_register(site)
    transaction.commit()
    for sentence in report.describe():
        print(translate(sentence, target_language="en"))
    return 0


def _create_site(app: Any, policy: str, demo: bool) -> None:
    profiles = [f"riaya:policy-{policy}", *(["riaya:demo"] if demo else [])]
    addPloneSite(
        app,
        SITE_ID,
        title="رعاية",
        setup_content=False,
        default_language="ar",
        portal_timezone="UTC",
        extension_ids=["plonetheme.barceloneta:default", *profiles],
    )
    # A new register is complete from the first day on, and knows it.
    rebuild_register(app[SITE_ID])
    transaction.commit()


def _refuse(mismatches: list[Mismatch]) -> bool:
    """Say why nothing is done; return True if there is a reason."""
    for mismatch in mismatches:
        print(mismatch.sentence, file=sys.stderr)
    return bool(mismatches)


def _print_accounts(site: Any) -> None:
    print(f"\nDemonstration accounts, all with the password {PASSWORD}:")
    for user_id in sorted(site.acl_users.source_users.getUserIds()):
        print(f"  {user_id}")
    print(flush=True)


def _print_lines(lines: list[str]) -> None:
    for line in lines:
        print(line, flush=True)


def open_database(zope_conf: Path) -> Any:
    """Start Zope and return its root as the system user sees it."""
    # Setting a site up warns of much that nobody can act on.
    logging.getLogger().setLevel(logging.ERROR)
    configure_wsgi(str(zope_conf))
    app = makerequest(Zope2.app())
    newSecurityManager(None, system.__of__(app.acl_users))
    setRequest(app.REQUEST)
    return app


def _read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="riaya-site", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("create", "upgrade", "rebuild-register"):
        command = commands.add_parser(name)
        command.add_argument("--zope-conf", type=Path, required=True)
        if name == "create":
            command.add_argument("--policy", choices=POLICIES, default="ps")
            command.add_argument("--demo", action="store_true")
    return parser.parse_args(arguments or sys.argv[1:])


def _read_tick_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="riaya-tick", description=tick.__doc__)
    parser.add_argument("--zope-conf", type=Path, required=True)
    parser.add_argument(
        "--every", type=_read_seconds, metavar="SECONDS", help="stay, and do it again"
    )
    return parser.parse_args(arguments)


def _read_seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ValueError
    return seconds
