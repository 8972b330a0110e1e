"""The page of workflows: their states and transitions."""

from pathlib import Path
from riaya.assessments.case_item import ASSESSMENT
from riaya.cases.wording import CASE_WORDS
from riaya.followup.case_item import FOLLOW_UP
from riaya.plans.case_item import PLAN
from riaya.tasks.case_item import TASK
from sources import get_arabic
from sources import PROFILES
from sources import read_xml
from tables import code
from tables import join
from tables import make_page
from tables import make_table
from xml.etree.ElementTree import Element


INTRODUCTION = """Who may do what in which state stands on the page about
[access](../explanation/access.md#what-each-role-may-do-in-which-state).

A guard of a transition asks for one permission only. What else stands in the way (a
missing form, a comment, one's own work) is asked by the domain when the transition runs, so
it holds for buttons, REST and scripts alike: see
[the decision](../explanation/decisions/transition-gate.md). Comments are required for: """


def make_workflows_page() -> str:
    """Return the page."""
    return make_page(
        "Workflows",
        INTRODUCTION + join(find_commented()) + ".",
        *(_describe(read_xml(path)) for path in find_workflow_files()),
    )


def find_commented() -> list[str]:
    """Return the transitions of cases and their items that need a comment."""
    words = (CASE_WORDS, ASSESSMENT, PLAN, FOLLOW_UP, TASK)
    return sorted(
        {
            transition
            for each in words
            for transition, said in each.transitions.items()
            if said.needs_comment
        }
    )


def find_workflow_files() -> list[Path]:
    """Return the definitions of our workflows."""
    return sorted((PROFILES / "default" / "workflows").glob("*/definition.xml"))


def _describe(root: Element) -> str:
    title, name = root.get("title", ""), root.get("workflow_id", "")
    return "\n\n".join(
        filter(
            None,
            [
                f"## {name}",
                _describe_use(title, name, root),
                make_table(
                    ("state", "Arabic", "English", "transitions out"),
                    _find_states(root),
                ),
                make_table(
                    ("transition", "Arabic", "English", "leads to", "permission"),
                    _find_transitions(root),
                ),
            ],
        )
    )


def _describe_use(title: str, name: str, root: Element) -> str:
    types = join(_find_types(name)) or "none"
    variable, first = root.get("state_variable"), root.get("initial_state")
    return (
        f"{title}. Types: {types}; variable {code(variable)}; begins in {code(first)}."
    )


def _find_types(workflow: str) -> list[str]:
    root = read_xml(PROFILES / "default" / "workflows.xml")
    return [
        each.get("type_id", "")
        for each in root.iter("type")
        if any(
            bound.get("workflow_id") == workflow
            for bound in each.iter("bound-workflow")
        )
    ]


def _find_states(root: Element) -> list[tuple[str, str, str, str]]:
    return [
        (
            code(state.get("state_id")),
            get_arabic(state.get("title", "")),
            state.get("title", ""),
            join(each.get("transition_id") for each in state.iter("exit-transition")),
        )
        for state in root.iter("state")
    ]


def _find_transitions(root: Element) -> list[tuple[str, ...]]:
    return [
        (
            code(transition.get("transition_id")),
            get_arabic(transition.get("title", "")),
            transition.get("title", ""),
            code(transition.get("new_state")),
            transition.findtext("guard/guard-permission") or "",
        )
        for transition in root.iter("transition")
    ]
