"""What answers a request names a permission and is bound to our layer."""

from tests.architecture.checks import exceptions
from tests.architecture.checks import names_of_python
from tests.architecture.checks import patches
from tests.architecture.checks import registrations
from tests.architecture.checks import shapes
from tests.architecture.checks.offences import assert_none


def test_everything_that_answers_names_a_permission_and_our_layer(sources):
    assert_none(registrations.find_unprotected(sources), exceptions.LAYERS)


def test_what_everybody_may_ask_has_a_reason(sources):
    assert_none(registrations.find_unexplained(sources))


def test_everything_is_registered_in_zcml(sources):
    assert_none(patches.find_registrations_in_python(sources))
    assert_none(names_of_python.find_registrations_in_profiles(sources))


def test_no_code_opens_anything_to_everybody(sources):
    assert_none(patches.find_opened_doors(sources))


def test_nothing_overrides_what_others_registered(sources):
    assert_none(shapes.find_overrides(sources))


def test_the_checks_see_what_there_is(sources):
    tags = [element.tag for zcml in sources.registrations for element in zcml.elements]
    assert tags.count(f"{registrations.BROWSER}page") > 100
    assert tags.count(f"{registrations.PLONE}service") > 40
    assert tags.count(registrations.ADAPTER) > 50
