"""What `make mutants` finds is what the tests do not notice."""

from pathlib import Path
from tests.mutants.measure import DOMAIN
from tests.mutants.measure import find_modules
from tests.mutants.measure import find_tests
from tests.mutants.measure import ROOT
from tests.mutants.measure import SOURCES
from tests.mutants.mutating import CannotBePutIn
from tests.mutants.mutating import find_mutants
from tests.mutants.mutating import LoadedModule

import importlib.util
import pytest
import subprocess
import sys


RULES = """
from dataclasses import dataclass

LONGEST = 3


@dataclass
class Span:
    days: int
    most: int = 7

    @property
    def is_short(self):
        return self.days <= LONGEST

    def is_long(self):
        return self.days > self.most


def find_days(spans):
    for span in spans:
        if span.days > 0:
            yield span.days


def count_to(last):
    number = 0
    while number != last:
        number += 1
    return number
"""
TESTS = """
import os
from rules import count_to, find_days, Span

PARENT = os.getpid()

def test_that_fails_in_every_fork():
    Span(1).is_long()
    assert os.getpid() == PARENT

def test_the_limit():
    assert Span(3).is_short
    assert not Span(4).is_short

def test_days():
    assert list(find_days([Span(0), Span(1), Span(2)])) == [1, 2]

def test_counting():
    assert count_to(3) == 3
"""
MEASURE = """
from pathlib import Path
from tests.mutants import running
from tests.mutants.running import MutantRun
import pytest, sys
running.SECONDS_AT_LEAST = 2
run = MutantRun([Path("rules.py")])
pytest.main(["-q", "--noconftest", "--capture=sys", "-c", "none.ini", "."], plugins=[run])
print(*run.tally.describe(), sep="\\n")
"""


@pytest.fixture
def rules(tmp_path, request):
    """Return a module, and the path of its source."""
    path = tmp_path / "rules_of_mutants.py"
    path.write_text(RULES)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    request.addfinalizer(lambda: sys.modules.pop(path.stem))
    spec.loader.exec_module(module)
    return module, path


def put_in(path, operator, text):
    """Change the place where a text stands."""
    mutant = next(
        each
        for each in find_mutants(path)
        if each.operator == operator
        and text in RULES.splitlines()[each.lines.start - 1]
    )
    LoadedModule(path).put_in(mutant)


class TestPuttingIn:
    def test_reaches_a_property_of_what_is_alive(self, rules):
        module, path = rules
        span = module.Span(3)
        assert span.is_short
        put_in(path, "ReplaceComparisonOperator_LtE_Lt", "<= LONGEST")
        assert not span.is_short

    def test_reaches_who_imported_a_function(self, rules):
        module, path = rules
        find_days = module.find_days
        put_in(path, "ReplaceComparisonOperator_Gt_GtE", "days > 0")
        assert list(find_days([module.Span(0)])) == [0]

    def test_reaches_a_constant(self, rules):
        module, path = rules
        put_in(path, "NumberReplacer", "LONGEST = 3")
        assert module.LONGEST != 3
        assert module.Span(4).is_short is (module.LONGEST == 4)

    def test_says_what_only_a_new_process_would_notice(self, rules):
        with pytest.raises(CannotBePutIn):
            put_in(rules[1], "NumberReplacer", "most: int = 7")


@pytest.mark.slow
def test_the_run_tells_survivors_and_the_share(tmp_path):
    (tmp_path / "rules.py").write_text(RULES)
    (tmp_path / "test_rules.py").write_text(TESTS)
    (tmp_path / "none.ini").touch()
    told = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}", "PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    survivors = [line for line in told.splitlines() if line.startswith("    + ")]
    # No test asks whether a span is long.
    assert any("self.days >= self.most" in line for line in survivors), told
    assert not any("LONGEST" in line or "span" in line for line in survivors), told
    assert "not tried" in told
    # Counting never comes to its end.
    assert "% were killed, 0 of them by the limit of time" not in told
    assert told.count("test_that_fails_in_every_fork fails in a fork") == 1, told


def test_the_tests_of_a_module_are_those_of_its_feature(monkeypatch):
    monkeypatch.chdir(ROOT)
    modules = find_modules(["src/riaya/forms/answering"])
    assert SOURCES / "forms" / "answering" / "settling.py" in modules
    assert find_tests(modules) == [Path("tests/forms")]


def test_every_domain_has_modules_and_tests(monkeypatch):
    monkeypatch.chdir(ROOT)
    for name in DOMAIN:
        assert find_tests(find_modules([f"{SOURCES}/{name}"]))
    with pytest.raises(SystemExit, match="no module"):
        find_modules(["src/riaya/nothing"])
