"""Each check of directions refuses what is planted in a scratch copy of the house."""

from tests.architecture.checks import circles
from tests.architecture.checks import directions
from tests.architecture.checks import names_of_python
from tests.architecture.checks.scratch import build
from tests.architecture.checks.scratch import find_unseen
from tests.architecture.checks.scratch import HOUSE
from tests.architecture.checks.scratch import TYPE
from tests.architecture.checks.scratch import ZCML

import pytest


def leak(text: str) -> dict[str, str]:
    """Return a module of the core that says something."""
    return {"core/leak.py": text}


UPWARD = {
    "an import": leak("from riaya.cases import content"),
    "an import of a module": leak("import riaya.cases.content"),
    "an import of a thing": leak("from riaya.cases.content import Case"),
    "an import of a folder": leak("from riaya import cases"),
    "an import of an unknown folder": leak("from riaya import gossip"),
    "a relative import": leak("from ..cases import content"),
    "a relative import of a folder": leak("from .. import cases"),
    "an import in a function": leak("def f():\n    from riaya.cases import content"),
    "an import for types": leak(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import riaya.cases"
    ),
    "the package and a chain": leak("import riaya\nx = riaya.cases.content.Case"),
    "a name that is resolved": leak('resolve("riaya.cases.content.Case")'),
    "a name in an f-string": leak('f"riaya.cases.{name}"'),
    "a type": leak('PORTAL_TYPE = "riaya.case"'),
    "a type in an address": leak('f"{url}/++add++riaya.plan"'),
    "a type of nobody": leak('PORTAL_TYPE = "riaya.referral"'),
    "a transition": leak('STARTS = {"riaya.plan:approve": 1}'),
    "a transition of nobody": leak('STARTS = {"riaya.referral:send": 1}'),
    "a list": leak('Choice(vocabulary="riaya.cases.stages")'),
    "a permission": leak('checkPermission("riaya.cases.Close", case)'),
    "a permission by its title": leak('has_permission("Riaya: Approve plan")')
    | {
        "plans/permissions.zcml": ZCML.format(
            '<permission id="riaya.plans.ApprovePlan" title="Riaya: Approve plan" />'
        )
    },
    "a permission of nobody": leak('has_permission("Riaya: Send referral")'),
    "a type of a neighbour's": {"tasks/leak.py": 'X = "riaya.plan"'},
    "a neighbour": {"tasks/leak.py": "from riaya.plans import content"},
    "what sets the site up": leak("from riaya import testing"),
    "another's template": leak('View("../cases/page/templates/case.pt")'),
    "a template that names a type": {
        "core/templates/x.pt": '<a href="${url}/++add++riaya.plan" />'
    },
    "a template that names a list": {"core/x.pt": "${view.get('riaya.cases.stages')}"},
    "a factory in ZCML": {
        "core/configure.zcml": ZCML.format(
            '<adapter factory="riaya.cases.content.Case" />'
        )
    },
    "a relative name in ZCML": {
        "core/configure.zcml": ZCML.format('<adapter factory="..cases.content.Case" />')
    },
    "one of several names in ZCML": {
        "core/configure.zcml": ZCML.format(
            '<adapter factory=".a.A"\n for="*\n riaya.cases.interfaces.ICase" />'
        )
    },
    "an inclusion in ZCML": {
        "core/configure.zcml": ZCML.format('<include package="..cases" />')
    },
    "ZCML that speaks for another package": {
        "core/configure.zcml": ZCML.format(
            '<configure package="..cases"><adapter factory=".a.A" /></configure>'
        )
    },
    "another's template in ZCML": {
        "core/configure.zcml": ZCML.format(
            '<browser:page name="x" template="../cases/page/x.pt" />'
        )
    },
    "a permission in ZCML": {
        "core/configure.zcml": ZCML.format(
            '<browser:page name="x" permission="riaya.cases.Close" />'
        )
    },
}

WINGS = {
    "an import": {"cases/items/leak.py": "from riaya.cases.page import views"},
    "a relative import": {"cases/items/leak.py": "from ..page.views import CasePage"},
    "an import in a function": {
        "cases/items/leak.py": "def f():\n    from riaya.cases.page import views"
    },
    "the base": {"cases/leak.py": "from riaya.cases.items.contents import Case"},
    "a wing as a folder": {"cases/leak.py": "from riaya.cases import items"},
    "ZCML of the base": {
        "cases/configure.zcml": ZCML.format(
            '<adapter factory=".page.views.CasePage" />'
        )
    },
    "ZCML of a wing": {
        "cases/items/configure.zcml": ZCML.format('<include package="..page" />')
    },
}

CIRCLES = {
    "two modules": {
        "core/a.py": "from riaya.core.b import f",
        "core/b.py": "from riaya.core.a import g",
    },
    "three modules": {
        "core/a.py": "from riaya.core import b",
        "core/b.py": "from riaya.core import c",
        "core/c.py": "from riaya.core import a",
    },
    "an import in a function": {
        "core/a.py": "from riaya.core.b import f",
        "core/b.py": "def f():\n    from riaya.core.a import g",
    },
    "an import for types": {
        "core/a.py": "from riaya.core.b import f",
        "core/b.py": "if TYPE_CHECKING:\n    from riaya.core.a import g",
    },
    "relative imports": {
        "core/a.py": "from .b import f",
        "core/b.py": "from . import a",
    },
    "a folder and what is in it": {
        "core/rows/__init__.py": "from riaya.core.rows.a import f",
        "core/rows/a.py": "from riaya.core.rows import g",
    },
}

DYNAMIC = {
    "import_module": leak("import_module(name)"),
    "of importlib": leak("importlib.import_module('.content', 'riaya')"),
    "__import__": leak("__import__('ria' + 'ya.cases')"),
    "resolve": leak("from zope.dottedname.resolve import resolve\nresolve(name)"),
    "resolve_name": leak("pkgutil.resolve_name(name)"),
}

PLANTED = {
    "upward": (directions.find_upward, UPWARD),
    "unknown folders": (
        directions.find_unknown_folders,
        {
            "modules": {"gossip/talk.py": "from riaya.plans import content"},
            "a module beside them": {"gossip.py": ""},
            "templates": {"gossip/templates/x.pt": "<p />"},
            "ZCML": {"gossip/configure.zcml": ZCML.format("")},
        },
    ),
    "composed names": (
        directions.find_composed_names,
        {
            "an f-string": leak('f"riaya.{kind}"'),
            "an address": leak('f"{url}/++add++riaya.{kind}"'),
            "a sum": leak('"riaya." + kind'),
            "a format": leak('"riaya.{}".format(kind)'),
            "percent": leak('"riaya.%s" % kind'),
        },
    ),
    "wings": (directions.find_wrong_wings, WINGS),
    "unknown wings": (
        directions.find_unknown_wings,
        {"a wing without a place": {"cases/gossip/talk.py": ""}},
    ),
    "circles": (circles.find_circles, CIRCLES),
    "imports in functions": (
        directions.find_hidden_imports,
        {
            "absolute": leak("def f():\n    from riaya.core.numbering import g"),
            "relative": leak("def f():\n    from . import numbering"),
            "in a method": leak(
                "class A:\n  def f():\n    import riaya.core.numbering"
            ),
        },
    ),
    "dynamic imports": (directions.find_dynamic_imports, DYNAMIC),
    "types": (
        names_of_python.find_upward_types,
        {
            "a permission": {
                "profiles/default/types/riaya.case.xml": TYPE.format(
                    name="case", feature="cases", klass="Case"
                ).replace("cases.AddCase", "plans.AddPlan")
            }
        },
    ),
    "records": (
        names_of_python.find_unowned_records,
        {
            "of nobody": {
                "profiles/default/registry/x.xml": '<r><record name="riaya.x.y" /></r>'
            }
        },
    ),
    "lost names": (
        names_of_python.find_lost_names,
        {
            "a class": {
                "profiles/default/types/riaya.case.xml": TYPE.format(
                    name="case", feature="cases", klass="Gone"
                )
            },
            "a module": {
                "profiles/default/types/riaya.case.xml": TYPE.format(
                    name="case", feature="core", klass="Case"
                )
            },
            "a factory": {
                "profiles/default/componentregistry.xml": (
                    '<c><utility factory="riaya.core.gone.Ids" /></c>'
                )
            },
            "an interface of the registry": {
                "profiles/default/registry/x.xml": (
                    '<r><records interface="riaya.core.interfaces.IGone" /></r>'
                )
            },
        },
    ),
}


def test_a_house_in_order_is_not_refused(tmp_path):
    house = build(tmp_path, {})
    assert [each for check, _ in PLANTED.values() for each in check(house)] == []


@pytest.mark.parametrize(("check", "variants"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_is_refused(tmp_path, check, variants):
    assert find_unseen(tmp_path, check, variants) == []


def test_a_sentence_says_where_what_and_why(tmp_path):
    house = build(tmp_path, leak("\nfrom ..cases import content"))
    (offence,) = directions.find_upward(house)
    assert str(offence) == (
        "core/leak.py:2 imports riaya.cases.content: "
        "cases stands above core, which asks it through an adapter"
    )


def test_configuration_that_leads_to_nothing_is_refused(tmp_path):
    house = build(tmp_path, {})
    ini = tmp_path / "zope.ini"
    ini.write_text(
        "a = riaya.core.numbering:find_number\n# riaya.sqlite\nb = riaya.core.gone:f\n"
    )
    found = names_of_python.find_lost_entries([ini], house)
    assert [offence.key for offence in found] == ["zope.ini: names riaya.core.gone:f"]


@pytest.mark.parametrize(
    "allowed",
    [
        {"plans/rules.py": "from riaya.cases import content"},
        {"plans/rules.py": "from riaya import logger"},
        {"plans/rules.py": 'X = "riaya.plan"\nY = "riaya.plan:approve"'},
        {"core/rules.py": '"""As riaya.cases does."""'},
        {"core/rules.py": 'X = "https://riaya.cases.example.org"'},
        {"core/rules.py": 'kind.removeprefix("riaya.")'},
        {"setuphandlers.py": "from riaya.plans import content"},
    ],
    ids=str,
)
def test_what_is_allowed_is_not_refused(tmp_path, allowed):
    house = build(tmp_path, allowed)
    assert directions.find_upward(house) == []
    assert directions.find_composed_names(house) == []


class TestTheTable:
    PAGE = (
        "| folder | wings | what it does |\n| --- | --- | --- |\n"
        "| `core` | – | what all stand on |\n"
        "| `cases` | `items/`, `page/` | the case |\n"
        "| `plans` | – | plans |\n"
    )

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("", "", []),
            ("| `plans` | – | plans |\n", "", ["plans:1 is not in the table"]),
            ("`plans`", "`tasks`", ["plans:1 is not", "tasks:1 is in the table and"]),
            ("`items/`, ", "", ["cases:1 has other wings"]),
            (
                "| `core` | – | what all stand on |\n",
                "",
                ["core:1 is not in the table"],
            ),
        ],
    )
    def test_is_compared_with_the_folders(self, tmp_path, old, new, said):
        page = self.PAGE.replace(old, new) if old else self.PAGE
        found = directions.find_undocumented(build(tmp_path, {}), page)
        assert len(found) == len(said)
        for offence, beginning in zip(found, said, strict=True):
            assert str(offence).startswith(beginning)

    def test_stands_in_the_order_of_the_layers(self, tmp_path):
        rows = self.PAGE.splitlines(keepends=True)
        page = "".join([*rows[:2], *reversed(rows[2:])])
        found = directions.find_undocumented(build(tmp_path, {}), page)
        assert [offence.what for offence in found] == [
            "the table is not in the order of the layers"
        ]


def test_the_scratch_house_is_small():
    assert len(HOUSE) < 30
