"""Every sentence that the scripts of forms say is one that translators know."""

from pathlib import Path
from riaya.assessments.receiving.filling_words import LIBRARY
from riaya.assessments.receiving.filling_words import OURS
from riaya.forms import webforms

import pytest
import re


FOLDER = Path(webforms.__file__).parent
# say("…"), word: "…", showStatus("state", "…"), riayaSay("…")
SAID = re.compile(r'(?:[sS]ay\(|word:\s*|showStatus\("\w+",\s*)"([^"]+)"')


def find_said() -> set[str]:
    return {
        word.strip()
        for path in (*FOLDER.glob("src/*.js"), *FOLDER.glob("*.mjs"))
        for word in SAID.findall(path.read_text("utf-8"))
    }


@pytest.mark.parametrize("word", sorted(find_said()))
def test_has_a_translation(word):
    assert word in LIBRARY | OURS


@pytest.mark.parametrize("word", sorted(LIBRARY | OURS))
def test_is_said_somewhere(word):
    sources = "".join(
        path.read_text("utf-8")
        for path in (*FOLDER.glob("src/*.js"), *FOLDER.glob("*.mjs"))
    )
    assert word in sources
