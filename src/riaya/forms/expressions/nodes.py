"""Functions of nodes and of repeats.

Source: ODK XForms specification, node-set and repeat functions.
"""

from lxml.etree import _Element
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import read_text
from riaya.forms.expressions.values import to_number
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import Value
from typing import Any

import hashlib
import math
import random


N, S, NODES, ANY = Kind.NUMBER, Kind.TEXT, Kind.NODES, Kind.ANY

# The Park Miller generator: Communications of the ACM 31 (1988), page 1192.
MODULUS = 2**31 - 1
MULTIPLIER = 16807


@function("current", returns=NODES)
def get_current(_context: Any) -> list[_Element]:
    """Return the node that the evaluation started from."""
    return [here.node]


@function("root", returns=NODES)
def get_root(_context: Any) -> list[_Element]:
    """Return the data element of the form that the evaluation started in."""
    return [here.node.getroottree().getroot()]


@function("instance", S, returns=NODES)
def get_instance(_context: Any, instance_id: str) -> list[_Element]:
    """Return the secondary instance of that id, or nothing."""
    instance = here.environment.instances.get(instance_id)
    return [] if instance is None else [instance]


@function("nodes", ANY, returns=NODES)
def take_nodes(_context: Any, value: Value) -> list[_Element]:
    """Return the value when it is nodes, and nothing otherwise."""
    return value if isinstance(value, list) else []


@function("position", returns=N, optional=(NODES,))
def count_position(_context: Any, nodes: list[_Element]) -> float:
    """Return the place of the first node among its siblings of the same name."""
    if not nodes:
        return math.nan
    return 1.0 + sum(1 for _ in nodes[0].itersiblings(nodes[0].tag, preceding=True))


@function("count-non-empty", NODES, returns=N)
def count_filled(_context: Any, nodes: list[_Element]) -> float:
    """Return how many of the nodes hold something."""
    return float(sum(1 for node in nodes if read_text(node)))


@function("indexed-repeat", NODES, NODES, N, returns=NODES, repeated=(NODES, N))
def pick_from_repeats(
    _context: Any, nodes: list[_Element], names: str, *pairs: float
) -> list[_Element]:
    """Return what lies below the nodes on the way of the names.

    Called as it is rewritten: pairs are the steps of the way, from 0, that are
    repeats, each with the number of the instance that is meant.
    """
    indexes = dict(zip(pairs[::2], pairs[1::2], strict=True))
    for step, name in enumerate(names.split("/")):
        nodes = [child for node in nodes for child in node.iterchildren(name)]
        if step in indexes:
            nodes = pick_at(nodes, indexes[step])
    return nodes


def pick_at(nodes: list[_Element], index: float) -> list[_Element]:
    """Return the node at the index (1 is the first), or nothing."""
    return [nodes[math.trunc(index) - 1]] if 1 <= index <= len(nodes) else []


@function("randomize", NODES, returns=NODES, optional=(ANY,))
def shuffle(
    _context: Any, nodes: list[_Element], seed: Value | None = None
) -> list[_Element]:
    """Return the nodes; inside an expression they are a set and have no order."""
    return shuffle_nodes(nodes, seed)


def shuffle_nodes(nodes: list[_Element], seed: Value | None) -> list[_Element]:
    """Return the nodes in a random order, with a seed always in the same.

    The inside-out variant of the shuffle of Fisher and Yates, as the specification
    asks for, so that the same seed gives the same order on a phone.
    """
    state = random.SystemRandom().randrange(1, MODULUS) if seed is None else sow(seed)
    shuffled = list(nodes)
    for index, node in enumerate(nodes):
        state = state * MULTIPLIER % MODULUS
        chosen = (state - 1) * (index + 1) // (MODULUS - 1)
        shuffled[index] = shuffled[chosen]
        shuffled[chosen] = node
    return shuffled


def sow(seed: Value) -> int:
    """Return the first state of the generator for a seed.

    A text that is no number is digested; what is empty or infinite counts as 0.
    """
    number = to_number(seed)
    text = to_text(seed)
    if math.isfinite(number):
        state = math.trunc(number)
    elif math.isnan(number) and text not in ("", "NaN"):
        digest = hashlib.sha256(text.encode()).digest()[:8]
        state = int.from_bytes(digest, "big", signed=True)
    else:
        state = 0
    state = int(math.fmod(state, MODULUS))
    return state if state > 0 else state + MODULUS - 1
