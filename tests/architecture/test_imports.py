"""Features import downwards only; what lies above is asked through adapters."""

from pathlib import Path

import ast
import pytest


SOURCE = Path(__file__).parents[2] / "src" / "riaya"

# Source: the layers of the architecture page, lowest first.
LAYERS = [
    {"core"},
    {"security"},
    {"offices", "forms", "guide", "providers", "households"},
    {"exchange", "cases"},
    {"register"},
    {
        "intake",
        "tasks",
        "assessments",
        "plans",
        "referrals",
        "followup",
        "documents",
        "committees",
        "complaints",
    },
    {"supervision", "training", "targeting", "notifications"},
    {"indicators", "archive", "site"},
]
RANK = {feature: rank for rank, features in enumerate(LAYERS) for feature in features}
# The base of services stands beside the features and knows only the core.
RANK["restapi"] = 1

# Neighbours that may know each other, and why.
ACQUAINTED = {("guide", "forms"): "a step links to the forms it requires"}


def find_modules():
    """Yield each module of a feature."""
    for path in sorted(SOURCE.rglob("*.py")):
        feature = path.relative_to(SOURCE).parts[0]
        if feature in RANK:
            yield pytest.param(path, feature, id=str(path.relative_to(SOURCE)))


def find_imported_features(path):
    """Return the features that a module imports, wherever it does so."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {
        name.split(".")[1]
        for name in names
        if name.startswith("riaya.") and name.split(".")[1] in RANK
    }


@pytest.mark.parametrize(("path", "feature"), find_modules())
def test_imports_only_from_its_own_layer_or_below(path, feature):
    above = {
        other for other in find_imported_features(path) if RANK[other] > RANK[feature]
    }
    assert not above


@pytest.mark.parametrize(("path", "feature"), find_modules())
def test_features_of_one_layer_do_not_know_each_other(path, feature):
    beside = {
        other
        for other in find_imported_features(path)
        if other != feature
        and RANK[other] == RANK[feature]
        and (feature, other) not in ACQUAINTED
    }
    assert not beside
