"""What setup.py declares, and to which distribution a name in the sources belongs."""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path

import ast
import re
import subprocess


ROOT = Path(__file__).parents[2]
# A line of RECORD begins with the path of a file: lxml/etree.cpython-311.so,sha256=…
MODULE = re.compile(r"^([\w/]+)\.(?:py|(?:[\w-]+\.)*so),", re.MULTILINE)
DOTTED = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.\w+)+")


def read_setup() -> dict:
    """Return the literal arguments of setup()."""
    tree = ast.parse((ROOT / "setup.py").read_text("utf-8"))
    call = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "setup"
    )
    arguments = {}
    for keyword in call.keywords:
        try:
            arguments[keyword.arg] = ast.literal_eval(keyword.value)
        except ValueError:
            continue
    return arguments


def find_requirements(*extras: str) -> list[Requirement]:
    """Return what the package requires, or what its extras require beside that."""
    setup = read_setup()
    lists = [setup["extras_require"][extra] for extra in extras]
    return [
        Requirement(text)
        for texts in lists or [setup["install_requires"]]
        for text in texts
    ]


def find_names(requirements: Iterable[Requirement]) -> set[str]:
    """Return the names of requirements in the common spelling."""
    return {canonicalize_name(requirement.name) for requirement in requirements}


def list_tracked(*patterns: str) -> list[Path]:
    """Return the files that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    names = [name for name in listing.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def find_imported(source: str) -> Iterator[str]:
    """Yield the dotted name of each import; of `from a import b` it is a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_dotted(source: str) -> Iterator[str]:
    """Yield everything in ZCML that looks like a dotted name."""
    yield from DOTTED.findall(source)


@cache
def read_modules() -> dict[str, str]:
    """Return the distribution of each installed module, by its dotted name."""
    modules = {}
    for distribution in distributions():
        # The files of a distribution would each be looked for on the disk.
        record = distribution.read_text("RECORD") or ""
        name = canonicalize_name(distribution.name)
        for path in MODULE.findall(record):
            dotted = path.replace("/", ".").removesuffix(".__init__")
            modules[dotted] = name
    return modules


def find_distribution(dotted: str) -> str | None:
    """Return what must be installed for a name, or None for all other words."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        if found := read_modules().get(".".join(parts[:length])):
            return found
    return None
