"""Match regular expressions in time that grows with the answer, and no faster.

A pattern is turned into an automaton whose states are followed all at once
(Thompson 1968, Communications of the ACM 11, page 419), instead of trying one
way after the other as Python, phones and browsers do: (a+)+b takes them hours
over thirty letters.  Sets of states that were met are kept, so that usual
answers cost a look-up per letter.
"""

from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

import re


# The parser of Python reads the pattern; its tree is stable since Python 3.
parser = re._parser  # type: ignore[attr-defined]
UNLIMITED = parser.MAXREPEAT

MOST_STATES = 1_000
# What is kept takes some megabytes at most.
MOST_KEPT = 50_000

ACCEPT = 0

Test = Callable[[str], bool]
States = frozenset[int]

DIGITS = frozenset("0123456789")
WORDS = DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
SPACES = frozenset(" \t\n\r\f\v")
CATEGORIES = {"DIGIT": DIGITS, "WORD": WORDS, "SPACE": SPACES}


class PatternUnsupported(ValueError):
    """Raised for what an automaton cannot match, or only a very large one."""


class Automaton:
    """Matches whole texts.

    A state waits for a letter (`letters`: what it takes, and the state behind) or
    leads on without one (`ways`); `begins` and `ends` lead on only at the beginning
    and at the end of the text.
    """

    def __init__(self, parsed: Iterable[Any], flags: int, is_prefix: bool = False):
        self.flags = flags
        self.letters: dict[int, tuple[Test, int]] = {}
        self.ways: dict[int, list[int]] = {}
        self.begins: set[int] = set()
        self.ends: set[int] = set()
        self.count = 1
        last = self.add_loop(lambda _letter: True) if is_prefix else ACCEPT
        start = self.build(parsed, last)
        self.start = self.close([start], is_beginning=True)
        self.kept: dict[tuple[States, str], States] = {}
        self.kept_size = 0

    def matches(self, text: str) -> bool:
        """Return True when the automaton accepts the text."""
        states = self.start
        for letter in text:
            following = self.kept.get((states, letter))
            states = self.step(states, letter) if following is None else following
            if not states:
                return False
        return ACCEPT in self.close(states, is_beginning=not text, is_end=True)

    def step(self, states: States, letter: str) -> States:
        """Return where a letter leads, and keep it."""
        reached = (
            self.letters[state][1]
            for state in states
            if state in self.letters and self.letters[state][0](letter)
        )
        following = self.close(reached)
        self.kept_size += len(following) + 1
        if self.kept_size > MOST_KEPT:
            self.kept.clear()
            self.kept_size = 0
        self.kept[states, letter] = following
        return following

    def close(
        self, states: Iterable[int], is_beginning: bool = False, is_end: bool = False
    ) -> States:
        """Return the states with all that they lead to without a letter."""
        reached: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in reached:
                continue
            reached.add(state)
            is_open = (state not in self.begins or is_beginning) and (
                state not in self.ends or is_end
            )
            if is_open:
                waiting.extend(self.ways.get(state, ()))
        return frozenset(reached)

    def add(self) -> int:
        """Return a new state; raise PatternUnsupported when there are too many."""
        if self.count > MOST_STATES:
            raise PatternUnsupported
        self.count += 1
        return self.count - 1

    def add_letter(self, test: Test, following: int) -> int:
        state = self.add()
        self.letters[state] = (test, following)
        return state

    def add_way(self, *following: int) -> int:
        state = self.add()
        self.ways[state] = list(following)
        return state

    def add_loop(self, test: Test) -> int:
        """Return a state that takes any number of such letters, and accepts."""
        loop = self.add_way(ACCEPT)
        self.ways[loop].append(self.add_letter(test, loop))
        return loop

    def build(self, parsed: Iterable[Any], following: int) -> int:
        """Return the state that begins what is parsed, with what follows it."""
        for operation, value in reversed(list(parsed)):
            name = str(operation)
            if builder := BUILDERS.get(name):
                following = builder(self, value, following)
            else:
                test = make_test(name, value, self.flags)
                following = self.add_letter(test, following)
        return following

    def build_branch(self, value: Any, following: int) -> int:
        return self.add_way(*(self.build(part, following) for part in value[1]))

    def build_group(self, value: Any, following: int) -> int:
        _number, added, removed, parsed = value
        if added or removed:
            raise PatternUnsupported
        return self.build(parsed, following)

    def build_repetition(self, value: Any, following: int) -> int:
        least, most, parsed = value
        if least > MOST_STATES or (most is not UNLIMITED and most > MOST_STATES):
            raise PatternUnsupported
        state = following
        if most is UNLIMITED:
            state = self.add_way(following)
            self.ways[state].append(self.build(parsed, state))
        else:
            for _ in range(most - least):
                state = self.add_way(self.build(parsed, state), following)
        for _ in range(least):
            # A state for each, so that even repeated nothing is counted.
            state = self.add_way(self.build(parsed, state))
        return state

    def build_place(self, value: Any, following: int) -> int:
        state = self.add_way(following)
        if str(value) in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            self.begins.add(state)
        elif str(value) in ("AT_END", "AT_END_STRING"):
            self.ends.add(state)
        else:
            raise PatternUnsupported
        return state


BUILDERS: dict[str, Callable[[Automaton, Any, int], int]] = {
    "BRANCH": Automaton.build_branch,
    "SUBPATTERN": Automaton.build_group,
    "MAX_REPEAT": Automaton.build_repetition,
    "MIN_REPEAT": Automaton.build_repetition,
    "AT": Automaton.build_place,
}


def make_test(name: str, value: Any, flags: int) -> Test:
    """Return what says whether a letter is taken; raise PatternUnsupported."""
    test = make_plain_test(name, value, flags)
    if flags & re.IGNORECASE:
        return lambda letter: any(
            map(test, (letter, letter.lower()[:1], letter.upper()[:1]))
        )
    return test


def make_plain_test(name: str, value: Any, flags: int) -> Test:
    """Return what says whether a letter is taken, as it is written."""
    if name == "LITERAL":
        return chr(value).__eq__
    if name == "NOT_LITERAL":
        return chr(value).__ne__
    if name == "ANY":
        return lambda letter: letter != "\n" or bool(flags & re.DOTALL)
    if name == "IN":
        return make_set_test(value)
    raise PatternUnsupported


def make_set_test(items: list[Any]) -> Test:
    """Return what says whether a letter is in a set such as [a-z_]."""
    is_negated = str(items[0][0]) == "NEGATE"
    tests = [make_item_test(str(name), value) for name, value in items[is_negated:]]
    return lambda letter: any(test(letter) for test in tests) != is_negated


def make_item_test(name: str, value: Any) -> Test:
    """Return what says whether a letter is that of a set, in its range or class."""
    if name == "LITERAL":
        return chr(value).__eq__
    if name == "RANGE":
        return lambda letter: value[0] <= ord(letter) <= value[1]
    category = str(value).removeprefix("CATEGORY_")
    letters = CATEGORIES[category.removeprefix("NOT_")]
    if category.startswith("NOT_"):
        return lambda letter: letter not in letters
    return letters.__contains__
