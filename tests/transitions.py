"""Which test takes which transition of a workflow: `@pytest.mark.takes(workflow, …)`.

Each transition must be named by a test that always runs, which is read from the
sources; and a test that names one fails when it ends without having taken it.  So
neither a part of the suite nor several processes change what is known.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from lxml import etree
from pathlib import Path
from Products.DCWorkflow.interfaces import IAfterTransitionEvent

import ast
import pytest
import zope.event


MARK = "takes"
# A test with one of these marks may not run, or may fail, and proves nothing.
UNCERTAIN = {"skip", "skipif", "xfail", "browser", "postgresql"}

Transition = tuple[str, str]


@contextmanager
def expect_transitions(expected: Iterable[Transition]) -> Iterator[None]:
    """Fail unless all these transitions are taken meanwhile, by whatever way."""
    missing = set(expected)

    def strike_out(event: object) -> None:
        if IAfterTransitionEvent.providedBy(event) and event.transition is not None:
            missing.discard((event.workflow.getId(), event.transition.getId()))

    # At the end of the list: a subscriber of ours that refuses comes before it.
    zope.event.subscribers.append(strike_out)
    try:
        yield
    finally:
        zope.event.subscribers.remove(strike_out)
    if missing:
        names = ", ".join(f"{name} of {workflow}" for workflow, name in sorted(missing))
        pytest.fail(f"The test is marked to take a transition and did not: {names}.")


def read_marks(item: pytest.Item) -> Iterator[Transition]:
    """Yield the transitions that a test is marked to take."""
    for mark in item.iter_markers(MARK):
        workflow, *names = mark.args
        for name in names:
            yield workflow, name


def find_transitions(workflows: Path) -> set[Transition]:
    """Return all transitions of the workflows in a folder."""
    return {
        (path.parent.name, name)
        for path in workflows.glob("*/definition.xml")
        for name in etree.parse(str(path)).xpath(
            "/dc-workflow/transition/@transition_id"
        )
    }


def find_marked(tests: Path) -> set[Transition]:
    """Return the transitions that tests which always run are marked to take."""
    return {
        transition
        for path in tests.rglob("test_*.py")
        for transition in _read_module(ast.parse(path.read_text("utf-8")))
    }


def _read_module(module: ast.Module) -> Iterator[Transition]:
    marks = [
        mark
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for mark in _find_marks(node.value)
    ]
    yield from _read_body(module.body, marks)


def _read_body(body: list[ast.stmt], above: list[ast.AST]) -> Iterator[Transition]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef):
            continue
        marks = [
            *above,
            *(m for each in node.decorator_list for m in _find_marks(each)),
        ]
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from _read_body(node.body, marks)
        elif node.name.startswith("test_"):
            yield from _read_test(marks)


def _read_test(marks: list[ast.AST]) -> Iterator[Transition]:
    if UNCERTAIN & {_get_name(mark) for mark in marks}:
        return
    for mark in marks:
        if _get_name(mark) == MARK:
            workflow, *names = (ast.literal_eval(each) for each in mark.args)
            yield from ((workflow, name) for name in names)


def _find_marks(expression: ast.expr) -> Iterator[ast.AST]:
    """Yield each `pytest.mark.…` in an expression, with its arguments where it has some."""
    called = set()
    for node in ast.walk(expression):  # a call comes before what is called
        if isinstance(node, ast.Call) and _get_name(node):
            called.add(node.func)
            yield node
        elif node not in called and _get_name(node):
            yield node


def _get_name(node: ast.AST) -> str:
    """Return the name of a mark, or an empty string for anything else."""
    target = node.func if isinstance(node, ast.Call) else node
    is_mark = isinstance(target, ast.Attribute) and (
        ast.unparse(target.value) == "pytest.mark"
    )
    return target.attr if is_mark else ""
