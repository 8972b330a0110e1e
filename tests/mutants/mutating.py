"""Mutants: one small change to a module each, put into a process that runs already.

What is changed says Cosmic Ray, operator by operator.  A changed function gets the
code of its mutant, wherever it is known by now: to Zope's registry, to other modules
that imported it by name, to a property or an invariant.
"""

from collections.abc import Iterator
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from types import FunctionType
from typing import Any

import ast
import difflib
import gc
import inspect
import sys


# Each of the others says little more about the tests, and takes as long: `a + b` for
# example is changed to `a - b`, and not to `a << b` as well.
OPERATORS = (
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_Mul",
    "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_BitAnd_BitOr",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_GtE_Gt",
)


class CannotBePutIn(Exception):
    """A change of what is done once, when the module is imported."""


@dataclass(frozen=True)
class Mutant:
    """A module with one change; `lines` are the changed ones of the original."""

    path: Path
    operator: str
    source: str
    changed: str
    lines: range

    def describe(self) -> str:
        """Return the changed lines, before and after."""
        differences = difflib.ndiff(self.source.splitlines(), self.changed.splitlines())
        shown = [f"    {line}" for line in differences if line[0] in "-+"]
        return "\n".join([f"{self.path}:{self.lines.start} ({self.operator})", *shown])


def find_mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module whose code is still Python."""
    source = path.read_text("utf-8")
    nodes = [get_ast(source)]
    for node in nodes:
        nodes.extend(getattr(node, "children", ()))
    seen = {source}
    for operator in OPERATORS:
        changer = get_operator(f"core/{operator}")()
        places = sum(len(list(changer.mutation_positions(node))) for node in nodes)
        for occurrence in range(places):
            changed = mutate_code(source, changer, occurrence)
            if changed is not None and changed not in seen and _is_python(changed):
                seen.add(changed)
                lines = _find_changed_lines(source, changed)
                yield Mutant(path, operator, source, changed, lines)


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _find_changed_lines(source: str, changed: str) -> range:
    matcher = difflib.SequenceMatcher(
        None, source.splitlines(), changed.splitlines(), autojunk=False
    )
    places = [place for place in matcher.get_opcodes() if place[0] != "equal"]
    return range(places[0][1] + 1, max(places[-1][2], places[0][1] + 1) + 1)


class LoadedModule:
    """A module of this process, whose functions can be given other code."""

    def __init__(self, path: Path):
        self.path = path.resolve()
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) == str(self.path):
                self.name, self.module = name, module
                break
        else:
            raise LookupError(f"No test imports {path}, so none can kill its mutants.")
        self.functions: dict[tuple[str, int], list[FunctionType]] = {}
        self.caches: list[Any] = []
        for each in gc.get_objects():
            if type(each) is FunctionType:
                if each.__code__.co_filename == str(self.path):
                    self.functions.setdefault(_get_key(each.__code__), []).append(each)
            elif _remembers(each):
                self.caches.append(each)

    def put_in(self, mutant: Mutant) -> None:
        """Have this process do what the mutant says; there is no way back.

        Raises CannotBePutIn for what only a new process would notice.
        """
        original = compile(mutant.source, str(self.path), "exec")
        changed = compile(mutant.changed, str(self.path), "exec")
        codes = list(_find_changed_functions(original, changed))
        if not codes:
            self._rebind(mutant)
        for before, after in codes:
            functions = self.functions.get(_get_key(before), [])
            if not functions or len(before.co_freevars) != len(after.co_freevars):
                raise CannotBePutIn(f"{before.co_qualname} is not known by this name.")
            for function in functions:
                function.__code__ = after
        # What the functions returned before they were changed.
        for cache in self.caches:
            cache.cache_clear()

    def _rebind(self, mutant: Mutant) -> None:
        """Give a changed constant to all modules that know it by its name."""
        name = _find_constant(mutant)
        scope = {"__name__": self.name, "__file__": str(self.path)}
        # What only the constant needs was imported long ago; registrations are ZCML's.
        exec(compile(mutant.changed, str(self.path), "exec"), scope)  # noqa: S102
        former = vars(self.module)[name]
        for module in list(sys.modules.values()):
            names = getattr(module, "__dict__", {})
            if names.get(name) is former:
                names[name] = scope[name]


def _remembers(found: Any) -> bool:
    return hasattr(type(found), "cache_clear") and str(
        getattr(found, "__module__", "")
    ).startswith("riaya.")


def _get_key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _find_changed_functions(
    before: CodeType, after: CodeType
) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the outermost functions that differ, each with its change."""
    for one, other in zip(_list_inner(before), _list_inner(after), strict=False):
        if one == other:
            continue
        if one.co_flags & inspect.CO_OPTIMIZED:
            yield one, other
        else:
            yield from _find_changed_functions(one, other)


def _list_inner(code: CodeType) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)]


def _find_constant(mutant: Mutant) -> str:
    for statement in ast.parse(mutant.source).body:
        if not statement.lineno <= mutant.lines.start <= (statement.end_lineno or 0):
            continue
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                return name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                return name
    raise CannotBePutIn("It is done once, when the module is imported.")
