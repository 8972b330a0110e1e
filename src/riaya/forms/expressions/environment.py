"""What an expression sees of the world while it is evaluated.

Extension functions of lxml take no argument of ours, and closures made for
each evaluation cost more than the evaluation; so the functions of one thread
find the node and the environment here.  Nothing else is seen: no file, no
network, no clock.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from lxml.etree import _Element
from lxml.etree import Element

import threading


def find_no_text(_text_id: str) -> str:
    """Return an empty text, for forms without translations."""
    return ""


@dataclass(frozen=True)
class Environment:
    """What surrounds an evaluation.

    `moment` is aware and in the zone of the offices: now() and today() are read
    from it.  `instances` are the <instance> elements of the secondary instances
    by their ids, without namespaces.  `choice_name` gives the label of a value
    of the select question at an absolute path, `itext` the text of an id, both
    in the language of the reader.
    """

    moment: datetime
    instances: Mapping[str, _Element]
    choice_name: Callable[[str, str], str]
    itext: Callable[[str], str] = find_no_text


class Surroundings(threading.local):
    """The environment and the node of the evaluation that this thread is in."""

    def __init__(self) -> None:
        self.environment: Environment = NOWHERE
        self.node: _Element = Element("nothing")


# Outside of an evaluation nothing is seen.
NOWHERE = Environment(datetime(1970, 1, 1, tzinfo=UTC), {}, lambda value, _path: value)

here = Surroundings()
