"""Features know what lies below them; what lies above is asked through adapters."""

from pathlib import Path
from tests.architecture.checks import circles
from tests.architecture.checks import directions
from tests.architecture.checks import exceptions
from tests.architecture.checks import names_of_python
from tests.architecture.checks.offences import assert_none


ROOT = Path(__file__).parents[2]


def test_every_folder_has_its_place_among_the_layers(sources):
    assert_none(directions.find_unknown_folders(sources))


def test_no_file_knows_a_feature_above_its_own_or_beside_it(sources):
    assert_none(directions.find_upward(sources), exceptions.UPWARD)


def test_no_type_needs_a_feature_above_its_own(sources):
    assert_none(names_of_python.find_upward_types(sources))


def test_every_list_and_setting_is_called_by_its_feature(sources):
    assert_none(names_of_python.find_unowned_records(sources))


def test_names_are_written_in_one_piece(sources):
    assert_none(directions.find_composed_names(sources))


def test_wings_know_only_what_stands_below_them(sources):
    assert_none(directions.find_unknown_wings(sources))
    assert_none(directions.find_wrong_wings(sources))


def test_no_modules_import_each_other_in_a_circle(sources):
    assert_none(circles.find_circles(sources))


def test_no_import_hides_in_a_function(sources):
    found = directions.find_hidden_imports(sources)
    assert_none(found, exceptions.LATE_IMPORTS)


def test_nothing_is_imported_by_a_name_in_a_string(sources):
    found = directions.find_dynamic_imports(sources)
    assert_none(found, exceptions.DYNAMIC_IMPORTS)


def test_names_of_python_in_profiles_and_configuration_lead_somewhere(sources):
    files = [ROOT / "setup.py", *sorted((ROOT / "instance" / "etc").iterdir())]
    assert_none(names_of_python.find_lost_names(sources))
    assert_none(names_of_python.find_lost_entries(files, sources))


def test_the_page_of_the_architecture_lists_every_feature_and_wing(sources):
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    assert_none(directions.find_undocumented(sources, page))
