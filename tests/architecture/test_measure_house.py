"""The measures of the house count what they say they count."""

from tests.architecture import measure_house
from tests.architecture.checks import measures
from tests.architecture.checks.scratch import build

import ast
import pytest


def read(text: str) -> ast.FunctionDef:
    """Return the function that a text defines."""
    return ast.parse(text).body[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("def f(a: int) -> int: ...", True),
        ("def f(self, *, a: int, **rest: int) -> None: ...", True),
        ("def f(): ...", False),
        ("def f(a) -> int: ...", False),
        ("def f(*rest) -> int: ...", False),
    ],
)
def test_a_function_has_all_types_or_not(text, answer):
    assert measures.is_typed(read(text)) is answer


def test_lengths_have_a_middle_and_a_long_end():
    assert measures.find_median([1, 2, 9]) == 2
    assert measures.find_percentile([*range(1, 11)], 0.9) == 10
    assert measures.find_percentile([5], 0.9) == 5


def test_a_function_is_long_above_forty_lines(tmp_path):
    body = "    x = 1\n"
    text = f"def short():\n{39 * body}\n\ndef long():\n{40 * body}"
    house = build(tmp_path, {"plans/rules.py": text})
    assert measures.find_long_ones(house) == [(41, "plans/rules.py long")]


def test_names_mean_several_things_in_several_modules(tmp_path):
    house = build(
        tmp_path,
        {
            "plans/rules.py": "class Case: ...\ndef _f(): ...",
            "core/f.py": "def _f(): ...",
        },
    )
    assert measures.find_ambiguous_names(house) == {
        "Case": ["cases/content.py", "plans/rules.py"]
    }


def test_docstrings_of_public_things_are_counted_apart(tmp_path):
    text = '"""Rules."""\ndef f():\n    """Do."""\ndef g(): ...\ndef _h(): ...'
    before = measures.find_documented(build(tmp_path / "1", {}))
    after = measures.find_documented(build(tmp_path / "2", {"core/rules.py": text}))
    more = [new - old for new, old in zip(after, before, strict=True)]
    assert more == [2, 4, 2, 3]


def test_only_broad_excepts_are_counted(tmp_path):
    text = "".join(
        f"try:\n    f()\nexcept{caught}:\n    pass\n"
        for caught in ("", " Exception", " ValueError")
    )
    house = build(tmp_path, {"core/rules.py": text})
    assert measures.count_broad_excepts(house) == 2


def test_circles_are_counted_by_their_groups(tmp_path):
    house = build(
        tmp_path,
        {
            "core/a.py": "from riaya.core import b",
            "core/b.py": "from riaya.core import a, c",
            "core/c.py": "from riaya.core import b",
        },
    )
    assert measures.count_circles(house) == 1


def test_commits_count_that_touch_several_files_of_the_sources():
    cases, core = "src/riaya/cases/", "src/riaya/core/"
    commits = [
        [f"{cases}a.py", f"{cases}items/b.py", "src/riaya/locales/riaya.pot"],
        [f"{cases}a.py", f"{core}b.py", "tests/cases/test_a.py"],
        [f"{cases}a.py", "tests/cases/test_a.py"],
        [],
    ]
    assert measures.count_commits(commits) == (2, 1, 1.5)
    assert measures.count_commits([]) == (0, 0, 0.0)


def test_every_measure_of_a_small_house_is_a_row(tmp_path):
    house = build(tmp_path, {})
    rows = measure_house.measure_files(house) + measure_house.measure_functions(house)
    assert ("circles of imports", "0", "0") in rows
    assert all(len(row) == 3 and row[1] for row in rows)
