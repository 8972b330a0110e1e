"""Runs the tests of some modules once, and then again for each mutant.

The layers are set up once.  Each mutant lives in a fork of the process that has them,
runs only the tests that come by its line, the quickest first, and ends with the first
that fails.  A fork has no threads, so it starts the server of the layers anew, and what
asks another one is left out.  A test that fails in a fork without any mutant kills none.
"""

from _pytest.runner import runtestprotocol
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from coverage import Coverage
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from tests.mutants.mutating import CannotBePutIn
from tests.mutants.mutating import find_mutants
from tests.mutants.mutating import LoadedModule
from tests.mutants.mutating import Mutant

import gc
import os
import pytest
import shutil
import signal
import sys
import tempfile
import time


# What a fork leaves behind: the name of the test that failed in it.
KILLER = "killer"
KILLED, SURVIVED, TOO_SLOW, NOT_TRIED = "killed", "survived", "too slow", "not tried"
# What a test of a mutant may take: an endless loop is found as well.
SECONDS_AT_LEAST = 20
TIMES_THE_USUAL = 3
# Fixtures that ask the server of the layers, and those with processes of their own.
ASKS_THE_LAYERS = "functional"
NEEDS_A_SERVER = ("live_site", "running")
MARKS_LEFT_OUT = ("browser", "postgresql", "slow")


@dataclass
class Tally:
    """What became of the mutants."""

    counts: dict[Path, Counter] = field(default_factory=dict)
    survivors: list[Mutant] = field(default_factory=list)

    def add(self, mutant: Mutant, outcome: str) -> None:
        """Count a mutant, and keep it when it survived."""
        self.counts.setdefault(mutant.path, Counter())[outcome] += 1
        if outcome == SURVIVED:
            self.survivors.append(mutant)

    def get_share(self) -> float:
        """Return how much of what was tried was killed, as a percentage."""
        total = sum(self.counts.values(), Counter())
        tried = total.total() - total[NOT_TRIED]
        return 100 * (total[KILLED] + total[TOO_SLOW]) / tried if tried else 100.0

    def describe(self) -> Iterator[str]:
        """Yield the survivors and a line for each module, then the share killed."""
        yield from (f"\n{mutant.describe()}" for mutant in self.survivors)
        yield ""
        total = sum(self.counts.values(), Counter())
        for name, counts in [*self.counts.items(), ("all of them", total)]:
            killed = counts[KILLED] + counts[TOO_SLOW]
            tried = counts.total() - counts[NOT_TRIED]
            yield f"{killed:5} of {tried:5} killed   {name}"
        yield (
            f"{self.get_share():.1f} % were killed, {total[TOO_SLOW]} of them by the limit "
            f"of time; {total[NOT_TRIED]} change what is done at import, and were not tried."
        )


class MutantRun:
    """A plugin of pytest that runs the tests for every mutant of some modules."""

    def __init__(self, modules: list[Path], every: int = 1, tells: bool = False):
        self.modules, self.every, self.tells = modules, every, tells
        self.tally = Tally()
        self.seconds: dict[str, float] = {}
        # Whether a test passes in a fork without any mutant, once it is known.
        self.soundness: dict[str, bool] = {}
        self.is_complete = False

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what needs a server or long."""
        items[:] = [item for item in items if not _is_left_out(item)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then for each mutant."""
        # Keeps what lives as long as the session, and nothing of a test.
        self.rest = _Rest.from_parent(session, name="rest")
        coverage = self._run_as_they_are(session)
        reaching = coverage.get_data()
        loaded = {path: _load(path) for path in self.modules}
        # What lives by now is not to be looked at, and thereby copied, in every fork.
        gc.freeze()
        for path, module in loaded.items():
            items = {item.nodeid: item for item in session.items}
            lines = reaching.contexts_by_lineno(str(path.resolve()))
            for number, mutant in enumerate(find_mutants(path)):
                if number % self.every:
                    continue
                chosen = _choose(mutant, lines)
                tests = [items[name] for name in sorted(chosen, key=self.seconds.get)]
                self.tally.add(mutant, self._try(mutant, module, tests))
            say(f"{path}: {dict(self.tally.counts.get(path, {}))}")
        self.is_complete = True
        return True

    def _run_as_they_are(self, session: pytest.Session) -> Coverage:
        # The first test sets the layers up, which is not its own work.
        first = session.items[0]
        runtestprotocol(first, log=False, nextitem=self.rest)
        coverage = Coverage(
            data_file=None,
            config_file=False,
            include=[str(path.resolve()) for path in self.modules],
        )
        coverage.start()
        # Only what begins now is seen, the threads of a server as well.
        _serve_anew(session.items)
        for item in session.items:
            coverage.switch_context(item.nodeid)
            began = time.monotonic()
            if _fails(item, self.rest):
                pytest.exit(f"{item.nodeid} fails without any mutant.", returncode=1)
            self.seconds[item.nodeid] = time.monotonic() - began
        coverage.stop()
        say(f"{len(session.items)} tests took {sum(self.seconds.values()):.0f} seconds")
        return coverage

    def _try(
        self, mutant: Mutant, module: LoadedModule | None, tests: list[pytest.Item]
    ) -> str:
        if module is None:
            return SURVIVED
        while tests:
            outcome, killer = self._fork(tests, lambda: module.put_in(mutant))
            unsound = [item for item in tests if item.nodeid == killer]
            if not unsound or self._is_sound(unsound[0]):
                if self.tells:
                    say(f"{mutant.describe()}\n    {outcome} {killer}")
                return outcome
            tests = [item for item in tests if item.nodeid != killer]
        return SURVIVED

    def _is_sound(self, item: pytest.Item) -> bool:
        if item.nodeid not in self.soundness:
            outcome, _killer = self._fork([item], lambda: None)
            self.soundness[item.nodeid] = outcome == SURVIVED
            if outcome != SURVIVED:
                say(f"{item.nodeid} fails in a fork without any mutant; it kills none.")
        return self.soundness[item.nodeid]

    def _fork(
        self, tests: list[pytest.Item], put_in: Callable[[], None]
    ) -> tuple[str, str]:
        """Return what became of a fork, and the test that failed in it, if any."""
        limits = [
            SECONDS_AT_LEAST + TIMES_THE_USUAL * self.seconds[item.nodeid]
            for item in tests
        ]
        sys.stdout.flush()
        scratch = Path(tempfile.mkdtemp(prefix="riaya-mutant-"))
        child = os.fork()
        if child == 0:
            os._exit(_live(put_in, tests, limits, self.rest, scratch))
        try:
            outcome = _wait(child)
            killer = scratch / KILLER
            return outcome, killer.read_text("utf-8") if killer.exists() else ""
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


class _Rest(pytest.Item):
    def runtest(self) -> None:
        """Do nothing; it is never run."""


def say(line: str) -> None:
    """Print a line that pytest does not swallow."""
    print(line, file=sys.__stdout__, flush=True)


def _is_left_out(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return any(map(item.get_closest_marker, MARKS_LEFT_OUT)) or any(
        name.startswith(NEEDS_A_SERVER) for name in fixtures
    )


def _serve_anew(tests: list[pytest.Item]) -> None:
    """Start the server of the layers in this process, at another port, if a test asks it."""
    if not any(ASKS_THE_LAYERS in getattr(each, "fixturenames", ()) for each in tests):
        return
    from plone.testing import zope

    layer = zope.WSGI_SERVER_FIXTURE
    layer.server = type(layer.server).create(
        layer.server.test_app, clear_untrusted_proxy_headers=False
    )
    layer.server.effective_host = "localhost"
    layer["host"] = layer.host = "localhost"
    layer["port"] = layer.port = int(layer.server.effective_port)


def _load(path: Path) -> LoadedModule | None:
    try:
        return LoadedModule(path)
    except LookupError:
        return None


def _choose(mutant: Mutant, lines: dict[int, list[str]]) -> set[str]:
    """Return the tests that come by the changed lines; all of the module for a constant."""
    chosen = {name for line in mutant.lines for name in lines.get(line, ()) if name}
    return chosen or {name for names in lines.values() for name in names if name}


def _live(
    put_in: Callable[[], None],
    tests: list[pytest.Item],
    limits: list[float],
    rest: pytest.Item,
    scratch: Path,
) -> int:
    """Return how the fork ends: 0 when no test fails, 1 for a failure, 2 if not tried."""
    tempfile.tempdir = str(scratch)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        put_in()
        _serve_anew(tests)
        for item, limit in zip(tests, limits, strict=True):
            # Ends the fork, wherever it is.
            signal.alarm(int(limit))
            if _fails(item, rest):
                (scratch / KILLER).write_text(item.nodeid, "utf-8")
                return 1
    except CannotBePutIn:
        return 2
    except BaseException:  # noqa: BLE001 - whatever it is, the mutant was noticed
        return 1
    return 0


def _fails(item: pytest.Item, rest: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=rest)
    return any(report.failed for report in reports)


def _wait(child: int) -> str:
    _child, status = os.waitpid(child, 0)
    outcomes = {0: SURVIVED, 2: NOT_TRIED, -signal.SIGALRM: TOO_SLOW}
    return outcomes.get(os.waitstatus_to_exitcode(status), KILLED)
