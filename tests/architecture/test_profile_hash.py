"""The hash of a profile sees every change, and is not written over by accident."""

from tests.architecture.profile_hash import hash_profile
from tests.architecture.profile_hash import read_hashes
from tests.architecture.profile_hash import write_hash

import pytest


@pytest.fixture
def profile(tmp_path):
    """Return a small profile."""
    folder = tmp_path / "default"
    (folder / "types").mkdir(parents=True)
    set_version(folder, "1")
    (folder / "types" / "a.xml").write_text("<object><property>x</property></object>")
    (folder / "forms.json").write_text('{"a": 1, "b": [2]}')
    (folder / "note.txt").write_text("x")
    return folder


@pytest.fixture
def kept(tmp_path):
    """Return a list of hashes that has none yet."""
    path = tmp_path / "versions.txt"
    path.write_text("")
    return path


def set_version(folder, version):
    text = f"<metadata><version>{version}</version></metadata>"
    (folder / "metadata.xml").write_text(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("types/a.xml", "<object><property>y</property></object>"),
        ("types/a.xml", "<object><property a='b'>x</property></object>"),
        ("types/b.xml", "<object/>"),
        ("forms.json", '{"a": 1, "b": [3]}'),
        ("note.txt", "y"),
    ],
)
def test_every_change_changes_it(profile, name, text):
    before = hash_profile(profile)
    (profile / name).write_text(text)
    assert hash_profile(profile) != before


def test_a_file_that_is_gone_or_named_otherwise_changes_it(profile):
    before = hash_profile(profile)
    (profile / "note.txt").rename(profile / "notes.txt")
    renamed = hash_profile(profile)
    (profile / "notes.txt").unlink()
    assert len({before, renamed, hash_profile(profile)}) == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "types/a.xml",
            "<?xml version='1.0'?>\n<object>\n  <!-- why -->\n  <property>x</property>\n</object>",
        ),
        ("forms.json", '{\n "a": 1,\n "b": [2]\n}'),
        ("metadata.xml", "<metadata><version>2</version></metadata>"),
        ("types/access.md", "| state | role |"),
    ],
)
def test_layout_comments_and_the_version_do_not_count(profile, name, text):
    before = hash_profile(profile)
    (profile / name).write_text(text)
    assert hash_profile(profile) == before


def test_it_is_kept_for_a_new_version(profile, kept):
    write_hash(profile, kept)
    first = hash_profile(profile)
    (profile / "note.txt").write_text("y")
    set_version(profile, "2")
    assert write_hash(profile, kept) == "Version 2 of profiles/default is kept."
    assert read_hashes(kept) == {"1": first, "2": hash_profile(profile)}


def test_another_hash_of_a_kept_version_is_refused(profile, kept):
    write_hash(profile, kept)
    before = kept.read_text()
    (profile / "note.txt").write_text("y")
    with pytest.raises(ValueError, match="no longer what version 1 was"):
        write_hash(profile, kept)
    assert kept.read_text() == before


def test_a_version_that_no_site_has_may_still_change(profile, kept):
    write_hash(profile, kept)
    (profile / "note.txt").write_text("y")
    write_hash(profile, kept, is_unused=True)
    assert read_hashes(kept) == {"1": hash_profile(profile)}
