"""The sources of the theme: one sheet for both directions, no foreign hosts."""

from pathlib import Path

import json
import pytest
import re
import riaya.site


THEME = Path(riaya.site.__file__).parent / "theme"
STYLES = sorted((THEME / "styles").glob("*.css"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b"
    r"|(?:^|[;{\s])(?:left|right|top|bottom)\s*:"
    r"|text-align:\s*(?:left|right)"
    r"|float:\s*(?:left|right)"
)


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_own_styles_name_no_left_and_no_right(sheet):
    assert PHYSICAL.findall(sheet.read_text("utf-8")) == []


def test_every_style_sheet_is_imported_once():
    imports = re.findall(r'^@import "(.+)";$', (THEME / "riaya.css").read_text(), re.M)
    assert sorted(imports) == [f"styles/{sheet.name}" for sheet in STYLES]


def test_every_class_of_the_components_is_described():
    described = set(re.findall(r"\.riaya-[a-z-]+", (THEME / "riaya.css").read_text()))
    used = set(re.findall(r"\.riaya-[a-z-]+", "".join(map(Path.read_text, STYLES))))
    frame = {".riaya-header", ".riaya-navigation"}
    assert used - frame <= described


def test_lock_file_names_no_download_address():
    packages = json.loads((THEME / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
