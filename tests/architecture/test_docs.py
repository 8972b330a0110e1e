"""The documentation says what the sources say."""

from lxml.etree import _Element as Element
from lxml.etree import parse
from pathlib import Path

import pytest
import re
import subprocess
import sys


ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
SOURCES = ROOT / "src" / "riaya"
PROFILE = ROOT / "profiles" / "default"
SERVICE = "{http://namespaces.plone.org/plone}service"
PERMISSION = "{http://namespaces.zope.org/zope}permission"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAKE_COMMAND = re.compile(r"(?:^    |`)make ([a-z0-9-]+)", re.MULTILINE)
NAMED_FILE = re.compile(r"(?<![\w./{-])((?:[a-z_]+/)+[a-z_]+\.(?:py|zcml))\b")
STUB = re.compile(r"\b(TODO|TBD|FIXME|lorem ipsum)\b", re.IGNORECASE)
PICTURE_LIMIT = 150 * 1024


def find_zcml(tag: str) -> list[Element]:
    files = [
        path for path in SOURCES.rglob("*.zcml") if "node_modules" not in path.parts
    ]
    return [element for path in sorted(files) for element in parse(str(path)).iter(tag)]


def find_names(pattern: str, tag: str, attribute: str) -> list[str]:
    """Return an attribute of every element with a tag in the files of a profile."""
    return sorted(
        {
            element.get(attribute, "")
            for path in PROFILE.glob(pattern)
            for element in parse(str(path)).iter(tag)
        }
    )


@pytest.fixture(scope="module")
def reference() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(REFERENCE.glob("*.md")))


@pytest.fixture(scope="module")
def rest_page() -> str:
    return (REFERENCE / "rest.md").read_text("utf-8")


def find_pages() -> list[Path]:
    pages = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(pages)]


class TestReference:
    @pytest.mark.slow
    def test_is_up_to_date(self):
        checked = subprocess.run(
            [sys.executable, REFERENCE / "generate.py", "--check"],
            capture_output=True,
            check=False,
            text=True,
        )
        assert checked.returncode == 0, checked.stderr

    def test_names_every_permission(self, reference):
        permissions = find_zcml(PERMISSION)
        assert permissions
        for permission in permissions:
            assert f"`{permission.get('id')}`" in reference
            assert permission.get("title") in reference

    def test_names_every_role(self, reference):
        for role in parse(PROFILE / "rolemap.xml").iterfind("roles/role"):
            assert f"| {role.get('name')} |" in reference

    def test_names_every_content_type(self, reference):
        for name in find_names("types/*.xml", "object", "name"):
            assert f"## {name}\n" in reference

    def test_names_every_workflow_state_and_transition(self, reference):
        for name in find_names(
            "workflows/*/definition.xml", "dc-workflow", "workflow_id"
        ):
            assert f"## {name}\n" in reference
        for tag, attribute in (("state", "state_id"), ("transition", "transition_id")):
            for name in find_names("workflows/*/definition.xml", tag, attribute):
                assert f"| `{name}` |" in reference

    def test_names_every_setting(self, reference):
        for name in find_names("registry/*.xml", "record", "name"):
            if name.startswith("riaya."):
                assert f"`{name}`" in reference or f"## {name}\n" in reference
        for path in PROFILE.glob("registry/*.xml"):
            for records in parse(str(path)).iter("records"):
                if records.get("interface", "").startswith("riaya."):
                    for value in records.iter("value"):
                        assert (
                            f"`{records.get('prefix')}.{value.get('key')}`" in reference
                        )

    def test_names_every_environment_variable(self, reference):
        texts = [path.read_text("utf-8") for path in SOURCES.rglob("*.py")]
        texts += [
            path.read_text("utf-8") for path in (ROOT / "instance" / "etc").iterdir()
        ]
        for name in {
            name for text in texts for name in re.findall(r"RIAYA_[A-Z_]+", text)
        }:
            assert f"`{name}`" in reference

    def test_names_every_service(self, rest_page):
        services = find_zcml(SERVICE)
        assert services
        for service in services:
            method, name = service.get("method"), service.get("name", "")
            row = rf"\| `{method}` \| \[`?{re.escape(name) or 'content'}`?\]"
            assert re.search(row, rest_page), f"{method} {name} is not in rest.md"

    def test_names_no_service_that_is_not_there(self, rest_page):
        known = {service.get("name", "") for service in find_zcml(SERVICE)}
        listed = set(
            re.findall(r"^\| `[A-Z]+` \| \[`(@[a-z-]+)`\]", rest_page, re.MULTILINE)
        )
        assert listed == known - {""}


class TestPages:
    def test_link_to_files_that_are_there(self):
        lost = [
            f"{page.name} links to {link}"
            for page in find_pages()
            for link in LINK.findall(page.read_text("utf-8"))
            if "://" not in link
            and not link.startswith("mailto:")
            and not (page.parent / link).exists()
        ]
        assert lost == []

    def test_name_only_sources_that_are_there(self):
        lost = [
            f"{page.name} names {name}"
            for page in find_pages()
            for name in NAMED_FILE.findall(page.read_text("utf-8"))
            if not any(
                (folder / name).is_file() for folder in (ROOT, ROOT / "src", SOURCES)
            )
        ]
        assert lost == []

    def test_are_no_stubs(self):
        texts = {page: page.read_text("utf-8") for page in find_pages()}
        unfinished = [page.name for page, text in texts.items() if STUB.search(text)]
        assert unfinished == []
        short = [page.name for page, text in texts.items() if len(text.split()) <= 100]
        assert set(short) <= {"index.md"}

    def test_are_reached_from_an_index(self):
        for page in find_pages()[2:]:
            index = page.parent / "index.md"
            if page.name == "index.md":
                continue
            listed = index.read_text("utf-8")
            assert ":glob:" in listed or page.stem in listed.split()

    def test_name_only_make_targets_that_exist(self):
        makefile = (ROOT / "Makefile").read_text("utf-8")
        targets = set(re.findall(r"^([a-z0-9-]+):.*##", makefile, re.MULTILINE))
        for page in find_pages():
            named = set(MAKE_COMMAND.findall(page.read_text("utf-8")))
            assert named <= targets, f"{page.name}: {named - targets}"

    def test_tutorial_names_only_words_that_the_site_shows(self):
        catalogues = (SOURCES / "locales" / "ar" / "LC_MESSAGES").glob("*.po")
        shown = "".join(path.read_text("utf-8") for path in catalogues)
        page = (DOCS / "tutorials" / "first-case.md").read_text("utf-8")
        labels = re.findall(r"\*\*([\u0600-\u06ff][^*]+)\*\*", page)
        assert labels
        for label in labels:
            assert f'msgstr "{" ".join(label.split())}' in shown, label

    def test_pictures_are_small(self):
        pictures = [*DOCS.rglob("*.png"), *DOCS.rglob("*.webp")]
        for picture in pictures:
            if "_build" not in picture.parts:
                assert picture.stat().st_size <= PICTURE_LIMIT, picture.name
