"""The rules stand for themselves: no request in them, and nothing of others changed."""

from tests.architecture.checks import exceptions
from tests.architecture.checks import patches
from tests.architecture.checks import requests
from tests.architecture.checks.offences import assert_none


def test_rules_know_no_request(sources):
    found = requests.find_requests(sources)
    places = exceptions.ABOUT_REQUESTS | exceptions.REQUESTS_TODAY
    assert_none(found, places)


def test_nothing_that_others_have_written_is_changed(sources):
    assert_none(patches.find_patches(sources), exceptions.PATCHES)
