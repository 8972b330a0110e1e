"""What an installed Riaya consists of: the wheel and the source archive."""

from pathlib import Path

import pytest
import shutil
import subprocess
import sys
import tarfile
import zipfile


ROOT = Path(__file__).parents[2]
# What `make assets` makes, beside its sources.
BUILT = ("site/theme", "forms/webforms")


def list_files(*patterns: str) -> set[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return {name for name in listing.stdout.split("\0") if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> tuple[set[str], set[str]]:
    """Build both archives from a copy; return the names in the wheel and in the sdist."""
    folder = tmp_path_factory.mktemp("package")
    for name in list_files():
        copy = folder / "source" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy)
    shutil.rmtree(folder / "source" / "src" / "riaya" / "profiles", ignore_errors=True)
    (folder / "source" / "src" / "riaya" / "profiles").symlink_to("../../profiles")
    for sources in BUILT:
        built = folder / "source" / "src" / "riaya" / sources / "build"
        built.mkdir(parents=True, exist_ok=True)
        (built / "proof.css").write_text("")
    build = (
        "import sys; from setuptools import build_meta as backend;"
        "folder = sys.argv.pop();"
        "backend.build_sdist(folder); backend.build_wheel(folder)"
    )
    subprocess.run(
        [sys.executable, "-c", build, folder],
        cwd=folder / "source",
        capture_output=True,
        check=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        in_wheel = set(wheel.namelist())
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        in_sdist = {name.partition("/")[2] for name in sdist.getnames()}
    return in_wheel, in_sdist


def test_wheel_holds_every_profile(archives):
    wanted = {f"riaya/{name}" for name in list_files("profiles/*")}
    assert wanted
    assert wanted <= archives[0]


def test_wheel_holds_every_file_of_the_package(archives):
    wanted = {
        name.removeprefix("src/")
        for name in list_files("src/riaya/*")
        if not name.startswith("src/riaya/profiles")
    }
    assert wanted <= archives[0]


@pytest.mark.parametrize("sources", BUILT)
def test_wheel_holds_what_was_built(archives, sources):
    assert f"riaya/{sources}/build/proof.css" in archives[0]


def test_both_say_under_which_licences_they_may_be_passed_on(archives):
    in_wheel, in_sdist = archives
    names = {Path(name).name for name in in_wheel if "dist-info/licenses/" in name}
    assert names == {"LICENSE", "LICENSING.md"}
    assert names <= in_sdist


def test_wheel_leaves_out_what_it_is_built_with(archives):
    assert not [name for name in archives[0] if "node_modules" in name]


def test_source_archive_can_be_set_up_and_tested(archives):
    wanted = list_files("Makefile", "*.cfg", "*.txt", "instance/*", "profiles/*")
    wanted |= list_files("tests/*")
    assert wanted <= archives[1]
