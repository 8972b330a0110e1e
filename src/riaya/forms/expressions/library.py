"""Every function that an expression may call, and those that it may not."""

from riaya.forms.expressions import choices
from riaya.forms.expressions import dates
from riaya.forms.expressions import geography
from riaya.forms.expressions import native
from riaya.forms.expressions import nodes
from riaya.forms.expressions import numbers
from riaya.forms.expressions import patterns
from riaya.forms.expressions import texts
from riaya.forms.expressions.comparing import COMPARISONS
from riaya.forms.expressions.signatures import FUNCTIONS
from riaya.forms.expressions.signatures import Signature


# Importing a module registers its functions.
MODULES = (choices, dates, geography, native, nodes, numbers, patterns, texts)

# Functions that stand for something else in what XPath runs, and are not called by name.
INTERNAL = frozenset({"nodes", "root", "text"})

EXTENSIONS = {
    name.removeprefix("jr:"): signature.run
    for name, signature in FUNCTIONS.items()
    if signature.run
} | dict(COMPARISONS.values())


def find_function(name: str) -> Signature | None:
    """Return what a function takes and gives, or None when there is no such function."""
    return None if name in INTERNAL else FUNCTIONS.get(name)
