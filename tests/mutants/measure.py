"""`make mutants`: how many small faults in the rules do their tests notice?"""

from pathlib import Path
from tests.mutants.running import MutantRun
from tests.mutants.running import say

import argparse
import pytest
import sys


ROOT = Path(__file__).parents[2]
SOURCES = Path("src/riaya")
# The rules on which cases, deadlines, access and answers stand.
DOMAIN = ("cases", "forms/answering", "plans", "security", "tasks")
# What shows, parses or registers, and says no rule of its own.
SHELLS = {
    "__init__.py",
    "case_item.py",
    "commands.py",
    "content.py",
    "deserializers.py",
    "events.py",
    "exceptions.py",
    "forms.py",
    "interfaces.py",
    "serializers.py",
    "services.py",
    "views.py",
    "vocabularies.py",
}
# Folders of tests beside that of the feature, where its rules are held to as well.
ALSO_IN = {
    "cases": ("register/test_escalations.py",),
    "plans": ("cases",),
    "security": ("cases/test_case_walk.py", "tasks"),
}


def find_modules(names: list[str]) -> list[Path]:
    """Return the modules of some folders or files; of all domain modules by default."""
    wanted = [Path(name) for name in names] or [SOURCES / name for name in DOMAIN]
    found: list[Path] = []
    for path in wanted:
        if path.is_file():
            found.append(path)
        else:
            modules = sorted(path.rglob("*.py"))
            found += [each for each in modules if each.name not in SHELLS]
    if not found:
        raise SystemExit(f"There is no module in {', '.join(map(str, wanted))}.")
    return list(dict.fromkeys(found))


def find_tests(modules: list[Path]) -> list[Path]:
    """Return where the tests of some modules are: tests/ has the folders of src/riaya/."""
    features = sorted({path.relative_to(SOURCES).parts[0] for path in modules})
    names = [name for each in features for name in (each, *ALSO_IN.get(each, ()))]
    return [
        path for name in dict.fromkeys(names) if (path := Path("tests", name)).exists()
    ]


def main() -> int:
    """Measure, and return 1 when less was killed than was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", help="modules or folders under src/riaya")
    parser.add_argument("--tests", nargs="*", help="tests, if not those of the feature")
    parser.add_argument("--every", type=int, default=1, help="only every nth mutant")
    parser.add_argument(
        "--least", type=float, default=0, help="percentage to be killed"
    )
    parser.add_argument("--tell", action="store_true", help="say which test killed it")
    options = parser.parse_args()
    run = MutantRun(find_modules(options.paths), options.every, options.tell)
    tests = options.tests or map(str, find_tests(run.modules))
    pytest.main(
        ["-q", "--capture=sys", "-p", "no:cacheprovider", "--no-header", *tests],
        plugins=[run],
    )
    for line in run.tally.describe():
        say(line)
    return int(not run.is_complete or run.tally.get_share() < options.least)


if __name__ == "__main__":
    sys.exit(main())
