"""Measure the house again: .venv/bin/python tests/architecture/measure_house.py [range].

With a range of commits, such as HEAD~100..HEAD, it also says how many of them that touch
several files stay in one feature.
"""

from pathlib import Path

import subprocess
import sys


ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.architecture.checks import measures  # noqa: E402
from tests.architecture.checks.sources import Sources  # noqa: E402


Row = tuple[str, str, str]


def measure_files(house: Sources) -> list[Row]:
    lengths = measures.find_lengths(house)
    lines = [length for length, _ in lengths]
    longest, place = lengths[-1]
    zcml = measures.count_lines(each.text for each in house.registrations)
    fullest, folder = measures.find_fullest_folder(house)
    return [
        ("modules", str(len(lines)), ""),
        ("lines of Python", f"{sum(lines):,}", ""),
        ("lines of a module: median", str(measures.find_median(lines)), "about 100"),
        ("lines of a module: p90", str(measures.find_percentile(lines, 0.9)), ""),
        (f"lines of a module: most ({place})", str(longest), "300"),
        (f"modules in a folder: most ({folder})", str(fullest), "25"),
        ("ZCML ÷ Python", f"{zcml / sum(lines):.3f}", "< 0.15"),
    ]


def measure_functions(house: Sources) -> list[Row]:
    functions = [node for _, node in measures.find_functions(house)]
    long = measures.find_long_ones(house)
    typed = sum(map(measures.is_typed, functions))
    having, total, public_having, public = measures.find_documented(house)
    longest = f"{long[0][0]} lines, {long[0][1]}" if long else "none"
    return [
        ("functions", f"{len(functions):,}", ""),
        (
            f"functions over 40 lines (longest: {longest})",
            f"{len(long)} = {len(long) / len(functions):.1%}",
            "< 2 %",
        ),
        ("functions with all types", f"{typed / len(functions):.1%}", "100 %"),
        ("with a docstring", f"{having / total:.0%}", ""),
        ("public ones with a docstring", f"{public_having / public:.0%}", "100 %"),
        ("broad excepts", str(measures.count_broad_excepts(house)), ""),
        ("circles of imports", str(measures.count_circles(house)), "0"),
    ]


def measure_tests(house: Sources) -> list[Row]:
    tests = Sources(ROOT / "tests")
    written = measures.count_lines(each.text for each in tests.modules)
    code = measures.count_lines(each.text for each in house.modules)
    return [
        ("test functions", f"{measures.count_tests(tests):,}", ""),
        ("lines of tests ÷ lines of code", f"{written / code:.2f}", ""),
    ]


def measure_commits(commits: str) -> list[Row]:
    log = subprocess.run(
        ["git", "log", "--no-merges", "--name-only", "--format=%x00", commits],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    names = [entry.split("\n") for entry in log.split("\0") if entry.strip()]
    several, in_one, mean = measures.count_commits(names)
    share = f"{in_one / several:.0%}" if several else "none"
    return [
        (f"commits of several files in {commits}", str(several), ""),
        ("of these in one feature", share, ">= 60 %"),
        ("features that they touch on average", f"{mean:.1f}", ""),
    ]


def main() -> None:
    house = Sources(ROOT / "src" / "riaya")
    rows = [*measure_files(house), *measure_functions(house), *measure_tests(house)]
    if len(sys.argv) > 1:
        rows += measure_commits(sys.argv[1])
    names = measures.find_ambiguous_names(house)
    rows.append(("public names that mean several things", str(len(names)), ""))
    for what, figure, goal in rows:
        sys.stdout.write(f"{what:<72} {figure:>12} {goal:>10}\n")
    for name, places in sorted(names.items(), key=lambda each: -len(each[1])):
        sys.stdout.write(f"    {name} ({len(places)}): {', '.join(places)}\n")


if __name__ == "__main__":
    main()
