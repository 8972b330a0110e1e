"""The order in which the calculations of a form are done."""

from graphlib import CycleError
from graphlib import TopologicalSorter
from riaya import _
from riaya.forms.exceptions import FormRefused
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question


def sort_calculations(form: Form) -> tuple[Question, ...]:
    """Return the calculated questions, each after those that it reads.

    Raises FormRefused naming the questions of a calculation that waits for itself.
    """
    calculated = {
        path: question
        for path, question in form.questions.items()
        if question.rules.calculate is not None
    }
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for path, question in calculated.items():
        calculate = question.rules.calculate
        read = calculate.paths if calculate is not None else frozenset[str]()
        # A question may look at what it held before.
        sorter.add(path, *sorted(read & calculated.keys() - {path}))
    try:
        return tuple(calculated[path] for path in sorter.static_order())
    except CycleError as error:
        names = [path.rpartition("/")[2] for path in error.args[1]]
        raise FormRefused(
            _(
                "error_form_cycle",
                default="These calculations wait for each other: ${names}. Take one of them out of the circle.",
                mapping={"names": " → ".join(names)},
            )
        ) from error
