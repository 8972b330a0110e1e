"""Each check of views and rules refuses what is planted in a scratch house."""

from tests.architecture.checks import names_of_python
from tests.architecture.checks import patches
from tests.architecture.checks import registrations
from tests.architecture.checks import requests
from tests.architecture.checks import shapes
from tests.architecture.checks.scratch import ADD_VIEW
from tests.architecture.checks.scratch import build
from tests.architecture.checks.scratch import find_unseen
from tests.architecture.checks.scratch import PAGE
from tests.architecture.checks.scratch import ZCML

import pytest


LAYER = 'layer="riaya.core.interfaces.IRiayaLayer"'
BOUND = "riaya.cases.interfaces.ICase riaya.core.interfaces.IRiayaLayer"
UNBOUND = (
    "riaya.cases.interfaces.ICase zope.publisher.interfaces.browser.IBrowserRequest"
)


def register(zcml: str, **modules: str) -> dict[str, str]:
    """Return ZCML of plans, and modules beside it."""
    files = {f"plans/{name}.py": text for name, text in modules.items()}
    return {"plans/configure.zcml": ZCML.format(zcml), **files}


UNPROTECTED = {
    "a page without a permission": register(PAGE.replace("permission=", "title=")),
    "a page without a layer": register(PAGE.replace("layer=", "title=")),
    "a page of another layer": register(PAGE.replace("IRiayaLayer", "IOther")),
    "a service without a permission": register(f'<plone:service name="@x" {LAYER} />'),
    "a service without a layer": register('<plone:service permission="zope2.View" />'),
    "a viewlet without a permission": register(f"<browser:viewlet {LAYER} />"),
    "a viewlet manager": register(f"<browser:viewletManager {LAYER} />"),
    "a resource without a layer": register('<browser:resource name="x.js" />'),
    "pages in a group": register(
        f'<browser:pages {LAYER}><browser:page name="a" /></browser:pages>'
    ),
    "an add view without a permission": register(ADD_VIEW.partition("<class")[0]),
    "an add view without our layer": register(
        ADD_VIEW.replace("riaya.core.interfaces.IRiayaLayer", "*")
    ),
    "an add view whose class requires nothing": register(
        ADD_VIEW.replace('permission="riaya.plans.AddPlan"', "")
    ),
    "an adapter that gives a page": register(
        f'<adapter factory=".x.X" for="{UNBOUND}" name="leak"'
        ' provides="zope.publisher.interfaces.browser.IBrowserPage" />'
    ),
    "an adapter with a name only": register(
        f'<adapter factory=".x.X" for="{BOUND}" name="leak" />'
    ),
    "a permission that only the adapter has": register(
        f'<adapter factory=".x.X" for="{BOUND}" name="leak" permission="zope2.View" />'
    ),
    "an adapter for everything": register(
        '<adapter factory=".x.X" for="* *" name="leak" />'
    ),
    "a page without a name": register(
        f'<adapter factory=".x.X" for="{BOUND}"'
        ' provides="zope.publisher.interfaces.IPublishTraverse" />'
    ),
    "decorators in the place of attributes": register(
        '<adapter factory=".x.Leak" name="leak" />',
        x="@adapter(ICase, IRiayaLayer)\nclass Leak:\n    pass",
    ),
    "a decorated traverser": register(
        '<adapter factory=".x.Leak" />',
        x="@implementer(IPublishTraverse)\n@adapter(ICase, IRiayaLayer)\nclass Leak: 1",
    ),
    "a class that is a view": register(
        f'<adapter factory=".x.Leak" for="{BOUND}" provides=".interfaces.ILeak" />',
        x="class Leak(BrowserView):\n    pass",
    ),
    "a serializer for every request": register(
        f'<adapter factory=".x.X" for="{UNBOUND}" provides="x.ISerializeToJson" />'
    ),
    "a class of others": register('<class class="plone.x.Y"><require /></class>'),
    "a class opened": register('<class class=".x.X"><allow attributes="a" /></class>'),
    "a tag that nobody knows": register('<browser:defaultView name="x" />'),
    "an override": register('<includeOverrides file="overrides.zcml" />'),
}

UNEXPLAINED = {
    "a public page": register(PAGE.replace("zope2.View", "zope.Public")),
    "a public page below another with a comment": register(
        "<!-- Public: why -->"
        + PAGE.replace("zope2.View", "zope.Public")
        + PAGE
        + PAGE.replace("zope2.View", "zope.Public")
    ),
    "a public add view": register(
        ADD_VIEW.replace("riaya.plans.AddPlan", "zope.Public")
    ),
    "another word for it": register(PAGE.replace("zope2.View", "zope2.Public")),
}


def code(text: str) -> dict[str, str]:
    """Return a module of plans."""
    return {"plans/rules.py": text}


PATCHES = {
    "a function of a module": code("from plone import api\napi.content.get = f"),
    "in a function": code("from plone import api\ndef g():\n    api.content.get = f"),
    "a method of a class": code("from plone.x import Item\nItem.getId = f"),
    "a class of our own": code("from riaya.cases.content import Case\nCase.title = f"),
    "an imported module": code("import plone.api\nplone.api.content.get = f"),
    "by another name": code("from plone import api\nc = api.content\nc.get = f"),
    "setattr": code("from plone.x import Item\nsetattr(Item, 'getId', f)"),
    "delattr": code("from plone.x import Item\ndelattr(Item, 'getId')"),
    "del": code("from plone.x import Item\ndel Item.getId"),
    "type.__setattr__": code("from plone.x import I\ntype.__setattr__(I, 'a', f)"),
    "the class of a thing": code("def g(x):\n    x.__class__.getId = f"),
    "the type of a thing": code("def g(x):\n    type(x).getId = f"),
    "setattr on the type": code("def g(x):\n    setattr(type(x), 'a', f)"),
    "a namespace": code("import plone.x\nplone.x.__dict__['get'] = f"),
    "vars": code("import plone\nvars(plone)['get'] = f"),
    "update": code("import plone\nplone.x.__dict__.update(get=f)"),
    "the modules": code("import sys\nsys.modules['plone.x'] = f"),
    "import_module": code("import_module('plone.x').get = f"),
    "several at once": code("from plone import api\na, api.get = 1, f"),
    "with": code("from plone import api\nwith f() as api.get: pass"),
    "an addition": code("from plone import api\napi.LIMIT += 1"),
    "an interface": code("from plone.x import Item\nclassImplements(Item, I)"),
    "mock": code("from unittest.mock import patch"),
    "mock by its module": code("import unittest.mock"),
    "collective.monkeypatcher": register('<monkey:patch class="x" original="a" />'),
}

REGISTERED = {
    "provideAdapter": code("provideAdapter(X)"),
    "a site manager": code("getSiteManager().registerAdapter(X, name='leak')"),
    "a utility": code("component.provideUtility(X())"),
}

REQUESTS = {
    "an attribute": code("def f(view):\n    return view.request.form"),
    "an argument": code("def f(request):\n    return 1"),
    "a name": code("x = request"),
    "getRequest": code("from zope.globalrequest import getRequest"),
    "REQUEST": code("def f(case):\n    return case.REQUEST"),
    "acquired": code('def f(case):\n    return aq_get(case, "REQUEST")'),
    "got by name": code('def f(view):\n    return getattr(view, "request")'),
}

PLANTED = {
    "unprotected": (registrations.find_unprotected, UNPROTECTED),
    "unexplained": (registrations.find_unexplained, UNEXPLAINED),
    "shells elsewhere": (
        registrations.find_misplaced_shells,
        {
            "a page": register(PAGE.replace(".views.", ".pages.")),
            "a service": register('<plone:service factory=".practice.XPost" />'),
        },
    ),
    "overrides": (
        shapes.find_overrides,
        {"included": register('<includeOverrides package="x" />')},
    ),
    "patches": (patches.find_patches, PATCHES),
    "registered in python": (patches.find_registrations_in_python, REGISTERED),
    "registered in profiles": (
        names_of_python.find_registrations_in_profiles,
        {
            "an adapter": {
                "profiles/default/componentregistry.xml": (
                    '<c><adapters><adapter factory="x" /></adapters></c>'
                )
            },
            "a skin": {"profiles/demo/skins.xml": "<object />"},
        },
    ),
    "opened": (
        patches.find_opened_doors,
        {
            "a method": code('security.declarePublic("title")'),
            "a class": code("from AccessControl import allow_class\nallow_class(X)"),
            "all that is in it": code(
                "class X:\n    __allow_access_to_unprotected_subobjects__ = True"
            ),
        },
    ),
    "requests": (requests.find_requests, REQUESTS),
}


def test_a_house_in_order_is_not_refused(tmp_path):
    house = build(tmp_path, {})
    assert [each for check, _ in PLANTED.values() for each in check(house)] == []


@pytest.mark.parametrize(("check", "variants"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_is_refused(tmp_path, check, variants):
    assert find_unseen(tmp_path, check, variants) == []


@pytest.mark.parametrize(
    "allowed",
    [
        code("def f(case):\n    case.title = 1\n    setattr(case, 'a', 1)"),
        code("class X:\n    pass\n\n\nX.title = 1"),
        code("import os\nos.environ['A'] = '1'"),
        register(f'<adapter factory=".x.X" for="{BOUND}" provides="x.ISerialize" />'),
        register('<adapter factory=".x.X" for=".interfaces.IPlan" name="plans" />'),
        register("<!-- why -->" + 2 * PAGE.replace("zope2.View", "zope.Public")),
    ],
)
def test_what_is_allowed_is_not_refused(tmp_path, allowed):
    house = build(tmp_path, allowed)
    checks = (patches.find_patches, registrations.find_unprotected)
    assert [each for check in checks for each in check(house)] == []
    assert registrations.find_unexplained(house) == []
