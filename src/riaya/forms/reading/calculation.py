"""The order in which the calculations of a form are done."""

from collections.abc import Mapping
from collections.abc import Set
from graphlib import CycleError
from graphlib import TopologicalSorter
from riaya import _
from riaya.forms.exceptions import FormRefused


def sort_calculations(reads: Mapping[str, Set[str]]) -> tuple[str, ...]:
    """Return the paths of calculations, each after those that it reads.

    `reads` holds for each calculation the paths of the questions that it reads.
    Raises FormRefused naming the questions of a calculation that waits for itself.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for path, read in reads.items():
        # A question may look at what it held before.
        sorter.add(path, *sorted((read & reads.keys()) - {path}))
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        names = [path.rpartition("/")[2] for path in error.args[1]]
        raise FormRefused(
            _(
                "error_form_cycle",
                default="These calculations wait for each other: ${names}. Take one of them out of the circle.",
                mapping={"names": " → ".join(names)},
            )
        ) from error
