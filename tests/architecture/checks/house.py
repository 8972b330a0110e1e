"""What the house decides: its layers, its wings, its measures.

Source: `docs/explanation/architecture.md`, which says why.
"""

# The layers, lowest first.  Features that are planned have their place already.
LAYERS = (
    # The package itself: the domain of messages and the logger.
    ("__init__",),
    ("core",),
    ("security", "restapi", "transitions"),
    ("offices", "forms", "guide", "providers", "households"),
    ("exchange", "cases"),
    ("register",),
    ("tasks", "documents"),
    ("intake", "assessments", "complaints"),
    # A plan answers what an assessment found; the others carry it out.
    ("plans",),
    ("referrals", "followup", "committees"),
    ("supervision", "training", "targeting", "notifications"),
    ("indicators", "archive", "site"),
    # What sets a site up and brings it forward may ask everybody; nobody asks it.
    ("upgrades", "setuphandlers", "moved", "testing", "audit"),
    ("configure", "meta", "permissions", "profiles"),
)
RANKS = {feature: rank for rank, layer in enumerate(LAYERS) for feature in layer}

# Neighbours that may know each other, and why.
ACQUAINTED = {("guide", "forms"): "a step links to the forms it requires"}

# Settings whose names do not begin with the feature that has them.
SETTINGS = {"policy": "core"}

# The wings of a feature, lowest first; its base, which has no name, knows none.
WINGS = {
    "cases": (
        "",
        "items",
        "clocks",
        "practice",
        "edition_change",
        "lifecycle",
        "page",
    ),
}

# A stranger can take in no more at once.
MODULES_PER_FOLDER = 25
NAMES_WITH_A_PREFIX = 4
LINES_PER_FILE = 300
LINES_PER_FUNCTION = 50

# Where pages and services stand, and beside them what reads or answers a request.
SHELLS = {"views", "services", "forms", "viewlets"}
REQUEST_READERS = {*SHELLS, "serializers", "deserializers", "widget"}

# Files of ZCML: what a folder registers, and the permissions of a feature.
ZCML_FILES = {"configure", "permissions"}
ZCML_OF_THE_PACKAGE = {*ZCML_FILES, "meta", "profiles"}

# Names under which anything could be found, and therefore nothing is.
MEANINGLESS = {
    "common",
    "data",
    "helper",
    "helpers",
    "info",
    "manager",
    "misc",
    "tmp",
    "util",
    "utils",
}
