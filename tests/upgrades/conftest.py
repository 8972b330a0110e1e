"""A data folder as an earlier version of Riaya left it."""

from pathlib import Path

import pytest
import tarfile


ARCHIVE = Path(__file__).with_name("data") / "made_by_df0566b.tar.xz"


@pytest.fixture
def data_folder(tmp_path):
    """Return the unpacked data folder that commit df0566b made."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    (tmp_path / "log").mkdir()
    return tmp_path
