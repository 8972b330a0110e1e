"""Numbers rise and are never given twice, in both databases."""

from concurrent.futures import ThreadPoolExecutor
from riaya.core.numbering import take_number

import pytest
import secrets
import transaction


@pytest.fixture
def name(database):
    """Return the name of a sequence nobody has used."""
    return f"TEST-{secrets.token_hex(6)}"


def test_begin_at_one_and_rise(name):
    assert [take_number(name) for _each in range(3)] == [1, 2, 3]


def test_never_fall_below_the_floor(name):
    assert take_number(name, at_least=124) == 124
    assert take_number(name, at_least=7) == 125


def test_are_lost_with_a_failed_request_and_not_given_again(name):
    first = take_number(name)
    transaction.abort()
    assert take_number(name) == first + 1


def test_each_sequence_counts_for_itself(name):
    take_number(name)
    assert take_number(f"{name}-2027") == 1


def test_are_distinct_for_twenty_people_at_the_same_moment(name):
    with ThreadPoolExecutor(20) as people:
        numbers = list(people.map(lambda _person: take_number(name), range(100)))
    assert sorted(numbers) == list(range(1, 101))
