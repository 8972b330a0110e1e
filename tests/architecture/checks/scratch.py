"""A house of a few rooms, all in order, in which tests plant what is forbidden."""

from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Sources


Files = Mapping[str, str]
Check = Callable[[Sources], list[Offence]]

ZCML = """<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:browser="http://namespaces.zope.org/browser"
    xmlns:monkey="http://namespaces.plone.org/monkey"
    xmlns:plone="http://namespaces.plone.org/plone"
    >
{}
</configure>
"""
ADD_VIEW = """
  <adapter
      factory=".views.PlanAddView"
      provides="zope.publisher.interfaces.browser.IBrowserPage"
      for="riaya.cases.interfaces.ICase
           riaya.core.interfaces.IRiayaLayer
           plone.dexterity.interfaces.IDexterityFTI"
      name="riaya.plan"
      />
  <class class=".views.PlanAddView">
    <require
        permission="riaya.plans.AddPlan"
        interface="zope.publisher.interfaces.browser.IBrowserPage"
        />
  </class>
"""
PAGE = """
  <browser:page
      name="case-page"
      for="..interfaces.ICase"
      class=".views.CasePage"
      permission="zope2.View"
      layer="riaya.core.interfaces.IRiayaLayer"
      />
"""
TYPE = """<object name="riaya.{name}">
  <property name="klass">riaya.{feature}.content.{klass}</property>
  <property name="add_permission">riaya.{feature}.Add{klass}</property>
</object>
"""

HOUSE: Files = {
    "__init__.py": '"""A house."""\n\n_ = str\nlogger = None\n',
    "configure.zcml": ZCML.format(
        '  <include package=".core" />\n'
        '  <include package=".cases" />\n'
        '  <include package=".plans" />'
    ),
    "core/__init__.py": '"""What all others stand on."""\n',
    "core/configure.zcml": ZCML.format(""),
    "core/interfaces.py": "class IRiayaLayer:\n    pass\n",
    "core/numbering.py": "def find_number(office):\n    return 1\n",
    "cases/__init__.py": '"""The case."""\n',
    "cases/configure.zcml": ZCML.format(
        '  <include package=".items" />\n  <include package=".page" />'
    ),
    "cases/interfaces.py": "class ICase:\n    pass\n",
    "cases/content.py": "from riaya import _\n\n\nclass Case:\n    pass\n",
    "cases/items/__init__.py": '"""What lies in a case file."""\n',
    "cases/items/configure.zcml": ZCML.format(""),
    "cases/items/contents.py": "from riaya.cases.content import Case\n",
    "cases/page/__init__.py": '"""The page of a case."""\n',
    "cases/page/configure.zcml": ZCML.format(PAGE),
    "cases/page/views.py": (
        "from riaya.cases.items import contents\n\n\nclass CasePage:\n"
        "    def update(self):\n        self.title = self.request.form\n"
    ),
    "plans/__init__.py": '"""Intervention plans."""\n',
    "plans/configure.zcml": ZCML.format(ADD_VIEW),
    "plans/content.py": "class Plan:\n    pass\n",
    "plans/views.py": "class PlanAddView:\n    pass\n",
    "profiles/default/types/riaya.case.xml": TYPE.format(
        name="case", feature="cases", klass="Case"
    ),
    "profiles/default/types/riaya.plan.xml": TYPE.format(
        name="plan", feature="plans", klass="Plan"
    ),
}


def build(folder: Path, planted: Files) -> Sources:
    """Write the house into a folder, with some files of one's own; return it read."""
    for place, text in (HOUSE | planted).items():
        path = folder / "riaya" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Sources(folder / "riaya")


def find_unseen(folder: Path, check: Check, variants: Mapping[str, Files]) -> list[str]:
    """Return the names of the planted violations that a check lets pass.

    It has to name the file that was planted, or a folder that holds it.
    """
    return [
        name
        for number, (name, planted) in enumerate(variants.items())
        if not any(
            place.startswith(offence.place)
            for offence in check(build(folder / str(number), planted))
            for place in planted
        )
    ]
