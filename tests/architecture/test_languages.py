"""Everything a person reads is a message, and every message is there in Arabic."""

from i18ndude.catalog import MessageCatalog
from lxml import etree
from pathlib import Path
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.architecture.checks.sources import Module

import json
import os
import pytest
import re
import requests
import shutil
import subprocess
import sys


ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "src" / "riaya" / "locales"
ARABIC = LOCALES / "ar" / "LC_MESSAGES"
TEMPLATE = MessageCatalog(filename=str(LOCALES / "riaya.pot"))
MESSAGES = MessageCatalog(filename=str(ARABIC / "riaya.po"))
# What our users meet of Plone, z3c.form and zope.schema.
FOREIGN = sorted(path for path in ARABIC.glob("*.po") if path.stem != "riaya")

PLACE = re.compile(r"\$\{?\w+\}?")
LATIN_WORD = re.compile("[A-Za-z]{2,}")
ARABIC_WORD = re.compile("[\u0620-\u064a]{2,}")
# Letters are the subject of the one, names of months of the other; the rest is what
# invented people say in tests and in the demonstration.
SPEAK_ARABIC = (
    "core/arabic.py",
    "core/time/dates.py",
    "site/accounts.py",
    "site/commands.py",
    "site/demo",
    "testing.py",
)


def find_texts(entry) -> str:
    """Return the English text of a message: its default, or its id."""
    return entry.getDefault() or entry.msgid


def find_places(text: str) -> set[str]:
    """Return the places of a sentence that are filled in later."""
    return set(PLACE.findall(text))


def list_sources(*endings: str) -> list[Path]:
    """Return our source files outside the catalogues and the packages of the theme."""
    return [
        path
        for ending in endings
        for path in sorted((ROOT / "src" / "riaya").rglob(f"*{ending}"))
        if "node_modules" not in path.parts
        and not str(path.relative_to(ROOT / "src" / "riaya")).startswith(SPEAK_ARABIC)
    ]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Collect the messages of the sources anew; return catalogue and complaints."""
    pot = tmp_path_factory.mktemp("messages") / "riaya.pot"
    shutil.copy(LOCALES / "riaya.pot", pot)
    # The same command as in `make i18n`.
    run = subprocess.run(
        [
            Path(sys.executable).with_name("i18ndude"),
            *("rebuild-pot", "--pot", pot, "--no-line-numbers"),
            *("--exclude", "node_modules", "src/riaya", "profiles"),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return MessageCatalog(filename=str(pot)), run.stdout + run.stderr


class TestCollecting:
    def test_every_message_of_the_sources_is_in_the_catalogue(self, collected):
        found = {(msgid, find_texts(entry)) for msgid, entry in collected[0].items()}
        known = {(msgid, find_texts(entry)) for msgid, entry in TEMPLATE.items()}
        assert found - known == set(), "Say make i18n and translate what is new."
        assert known - found == set(), "Say make i18n: these are no longer used."

    def test_a_message_has_one_text_wherever_it_is_used(self, collected):
        assert "different default" not in collected[1]

    def test_an_id_never_stands_for_a_text(self):
        nameless = [
            msgid
            for msgid, entry in TEMPLATE.items()
            if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", msgid) and not entry.getDefault()
        ]
        assert nameless == []

    def test_both_languages_know_the_same_messages(self):
        for language in ("ar", "en"):
            catalogue = LOCALES / language / "LC_MESSAGES" / "riaya.po"
            known = set(MessageCatalog(filename=str(catalogue)))
            assert known == set(TEMPLATE), language


class TestArabic:
    def test_every_message_is_translated(self):
        silent = [
            msgid
            for msgid, entry in MESSAGES.items()
            if LATIN_WORD.search(PLACE.sub("", find_texts(entry)))
            and not ARABIC_WORD.search(entry.msgstr)
        ]
        assert silent == []

    def test_nothing_is_left_for_a_translator_to_decide(self):
        undecided = [
            (catalogue.stem, msgid)
            for catalogue in (ARABIC / "riaya.po", *FOREIGN)
            for msgid, entry in MessageCatalog(filename=str(catalogue)).items()
            if not entry.msgstr or any("fuzzy" in note for note in entry.comments)
        ]
        assert undecided == []

    def test_the_places_of_a_sentence_are_those_of_the_english_one(self):
        differing = [
            (msgid, entry.msgstr)
            for msgid, entry in MESSAGES.items()
            # The forms for none, one and two need not say the number.
            if find_places(find_texts(entry)) - {"${count}"}
            != find_places(entry.msgstr) - {"${count}"}
        ]
        assert differing == []

    def test_the_places_of_foreign_sentences_are_theirs(self):
        differing = [
            (catalogue.stem, msgid)
            for catalogue in FOREIGN
            # The formats of dates have places that their ids do not show.
            if catalogue.stem != "plonelocales"
            for msgid, entry in MessageCatalog(filename=str(catalogue)).items()
            if find_places(find_texts(entry)) != find_places(entry.msgstr)
        ]
        assert differing == []

    def test_a_status_is_never_called_a_case(self):
        plone = MessageCatalog(filename=str(ARABIC / "plone.po"))
        for msgid in ("State", "Review state", "label_state", "listingheader_status"):
            assert plone[msgid].msgstr.startswith("الوضع")

    def test_plone_calls_states_and_transitions_what_riaya_calls_them(self):
        plone = MessageCatalog(filename=str(ARABIC / "plone.po"))
        for path in (ROOT / "profiles").glob("*/workflows/*/definition.xml"):
            for node in etree.parse(path).iter("state", "transition"):
                title = node.get("title")
                assert plone[title].msgstr == MESSAGES[title].msgstr, (path, title)


def find_arabic(text: str) -> list[str]:
    """Return what a file of Python says in Arabic outside its docstrings."""
    module = Module("", text)
    spoken = (node.value for node in module.strings)
    return [text for text in spoken if ARABIC_WORD.search(text)]


class TestSources:
    def test_no_source_speaks_arabic(self):
        spoken = [
            (path.name, words)
            for path in list_sources(".py", ".pt", ".zcml")
            for text in [path.read_text("utf-8")]
            for words in (
                find_arabic(text) if path.suffix == ".py" else ARABIC_WORD.findall(text)
            )
        ]
        assert spoken == []

    def test_only_docstrings_are_left_out(self):
        assert find_arabic('"""حالة"""\nX = "وضع"\n') == ["وضع"]


@pytest.fixture
def browser(functional):
    """Return a browser of an administrator who reads Arabic, as everybody at first."""
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


class TestOnTheSite:
    MISSING = "هذا الحقل مطلوب ولم يُملأ."

    def test_a_form_refuses_an_empty_field_in_arabic(self, functional, browser):
        browser.open(f"{functional['portal'].absolute_url()}/training/++add++Document")
        browser.getControl(name="form.buttons.save").click()
        assert self.MISSING in browser.contents
        assert "توجد أخطاء" in browser.contents

    def test_a_form_refuses_in_english_for_who_chose_english(self, functional, browser):
        portal = functional["portal"].absolute_url()
        browser.open(f"{portal}/sitemap?set_language=en")
        browser.open(f"{portal}/training/++add++Document")
        browser.getControl(name="form.buttons.save").click()
        assert "Required input is missing." in browser.contents
        assert self.MISSING not in browser.contents

    def test_rest_refuses_an_empty_field_in_arabic(self, functional):
        answer = requests.post(
            f"{functional['portal'].absolute_url()}/training",
            json={"@type": "Document"},
            headers={"Accept": "application/json", "Accept-Language": "ar"},
            auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
            timeout=30,
        )
        assert answer.status_code == 400
        assert self.MISSING in answer.json()["message"]


# Started as a server is: there Plone loads our catalogues before its own.
ASK = """
import json
from zope.i18n import translate
words = [("plone", "History"), ("plone", "State"), ("plonelocales", "month_nov")]
print("ANSWER", json.dumps([translate(m, domain=d, target_language="ar") for d, m in words]))
"""


@pytest.mark.slow
def test_our_words_win_over_those_of_plone(tmp_path):
    for folder in ("filestorage", "blobstorage", "log"):
        (tmp_path / folder).mkdir()
    script = tmp_path / "ask.py"
    script.write_text(ASK)
    run = subprocess.run(
        [
            Path(sys.executable).with_name("zconsole"),
            *("run", "instance/etc/zope.conf", script),
        ],
        cwd=ROOT,
        env=os.environ
        | {"RIAYA_INSTANCE": str(ROOT / "instance"), "RIAYA_DATA": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    answers = [line for line in run.stdout.splitlines() if line.startswith("ANSWER ")]
    assert answers, run.stderr
    assert json.loads(answers[0][7:]) == ["سجل التغييرات", "الوضع", "تشرين الثاني"]
