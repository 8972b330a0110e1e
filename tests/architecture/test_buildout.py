"""Buildout over the environment that make has set up, downloading nothing."""

from pathlib import Path

import os
import pytest
import shutil
import subprocess
import sys


ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    # Buildout's own variables and those of a running instance would get in the way.
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BUILDOUT", "RIAYA", "PYTEST"))
    }
    answer = subprocess.run(
        command,
        cwd=folder,
        env=inherited,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout
    return answer.stdout


@pytest.fixture(scope="module")
def buildout(tmp_path_factory) -> Path:
    """Copy what git knows, share the environment, and run buildout in the copy."""
    folder = tmp_path_factory.mktemp("buildout")
    listing = run("git", "ls-files", "-zco", "--exclude-standard", folder=ROOT)
    for name in listing.split("\0"):
        source, copy = ROOT / name, folder / name
        if name and (source.is_file() or source.is_symlink()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy, follow_symlinks=False)
    (folder / ".venv").symlink_to(sys.prefix)
    run(folder / ".venv" / "bin" / "buildout", folder=folder)
    return folder


def test_makes_an_instance_that_answers(buildout):
    answer = run(buildout / "bin" / "instance", "help", folder=buildout)
    assert "foreground" in answer


def test_instance_uses_the_tracked_configuration(buildout):
    script = (buildout / "bin" / "instance").read_text("utf-8")
    assert str(buildout / "instance" / "etc" / "zope.conf") in script
    assert str(buildout / "instance" / "etc" / "zope.ini") in script


def test_instance_keeps_its_data_beside_its_configuration(buildout):
    run(buildout / "bin" / "instance", "help", folder=buildout)
    folders = {path.name for path in (buildout / "instance" / "var").iterdir()}
    assert {"blobstorage", "filestorage", "log"} <= folders


def test_instance_finds_the_interpreter_that_serves(buildout):
    run(buildout / "bin" / "instance", "help", folder=buildout)
    interpreter = buildout / "instance" / "bin" / "interpreter"
    answer = run(interpreter, "-c", "import Zope2, riaya; print('both')", folder=ROOT)
    assert "both" in answer


def test_makes_a_test_runner_that_answers(buildout):
    answer = run(buildout / "bin" / "test", "--version", folder=buildout)
    assert answer.startswith("pytest ")


def test_test_runner_finds_the_tests_from_anywhere(buildout, tmp_path):
    answer = run(
        buildout / "bin" / "test",
        "--collect-only",
        "--noconftest",
        "--quiet",
        "tests/architecture/test_pins.py",
        folder=tmp_path,
    )
    assert "test_buildout_uses_the_same_versions" in answer


def test_makes_the_command_of_the_site(buildout):
    script = (buildout / "bin" / "riaya-site").read_text("utf-8")
    assert "riaya.site.commands" in script
    assert "RIAYA_DATA" in script


def test_uses_only_the_shared_environment(buildout):
    assert not (buildout / "eggs").exists()
    assert str(Path(sys.prefix) / "lib") in (buildout / "bin" / "test").read_text()
