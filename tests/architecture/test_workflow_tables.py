"""Who may do what in which state is said once: in the table beside each workflow."""

from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from lxml import etree
from pathlib import Path
from types import ModuleType

import pytest
import shutil


ROOT = Path(__file__).parents[2]
PROGRAM = "docs/reference/workflow_access.py"
PAGE = "docs/explanation/access.md"
WORKFLOWS = "profiles/default/workflows"
PLAN = f"{WORKFLOWS}/plan_workflow"
COPIED = ("plan_workflow", "task_workflow")
COMPLETE = (
    "| complete it           | –     | –         | M S      | –                     "
    "| Riaya: Complete plan |"
)


def load(root: Path) -> ModuleType:
    """Return the program as it stands below a folder that looks like the repository."""
    spec = spec_from_file_location("workflow_access", root / PROGRAM)
    program = module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def read_maps(path: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Return who is granted what, by state and permission, as the workflow says it."""
    return {
        (state.get("state_id"), given.get("name")): (
            given.get("acquired"),
            [role.text for role in given],
        )
        for state in etree.parse(str(path)).iter("state")
        for given in state.iter("permission-map")
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with the program, the page and two workflows that agree."""
    for name in (PROGRAM, PAGE, f"{WORKFLOWS}.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in COPIED:
        shutil.copytree(ROOT / WORKFLOWS / name, tmp_path / WORKFLOWS / name)
    assert load(tmp_path).main([]) == 0
    assert load(tmp_path).main(["--check"]) == 0
    return tmp_path


def test_tables_workflows_and_page_agree(capsys):
    assert load(ROOT).main(["--check"]) == 0, capsys.readouterr().err


def test_every_workflow_that_gives_permissions_has_a_table():
    folders = [path.parent for path in (ROOT / WORKFLOWS).glob("*/definition.xml")]
    giving = {each.name for each in folders if read_maps(each / "definition.xml")}
    assert len(giving) > 1
    assert set(load(ROOT).read_tables()) == giving


def test_no_state_leaves_a_permission_to_chance():
    """A state without a map for a permission lets it be acquired, unseen."""
    silent = []
    for path in (ROOT / WORKFLOWS).glob("*/definition.xml"):
        root, maps = etree.parse(str(path)), read_maps(path)
        silent += [
            f"{path.parent.name}: {name} in {state}"
            for state in root.xpath("/dc-workflow/state/@state_id")
            for name in root.xpath("/dc-workflow/permission/text()")
            if (state, name) not in maps
        ]
    assert not silent


class TestWhatWasEditedAlone:
    @pytest.mark.parametrize(
        ("edited", "old", "new"),
        [
            (f"{PLAN}/access.md", "| M S      |", "| M        |"),
            (f"{PLAN}/access.md", "does not change any more", "stands"),
            (
                f"{PLAN}/definition.xml",
                "      <permission-role>Assigned Supervisor</permission-role>\n",
                "",
            ),
            (f"{PLAN}/definition.xml", 'acquired="True"', 'acquired="False"'),
            (
                f"{PLAN}/definition.xml",
                "  <permission>Riaya: Rate goals</permission>\n",
                "",
            ),
            (PAGE, "| M S      |", "| M        |"),
        ],
    )
    def test_is_refused_and_left_as_it_is(self, copy, capsys, edited, old, new):
        replace(copy / edited, old, new)
        before = [path.read_bytes() for path in copy.rglob("*.*") if path.is_file()]
        assert load(copy).main(["--check"]) == 1
        assert "make workflows" in capsys.readouterr().err
        after = [path.read_bytes() for path in copy.rglob("*.*") if path.is_file()]
        assert after == before


class TestWriting:
    def test_gives_in_the_workflow_what_the_table_gives(self, copy):
        definition = copy / PLAN / "definition.xml"
        before = read_maps(definition)
        changed = (
            "| complete it | O | – | A above | S | Riaya: Complete plan, New one |"
            "\n\n**O** Case Overseer, **A** Manager and Site Administrator"
        )
        replace(copy / PLAN / "access.md", COMPLETE, changed)
        assert load(copy).main([]) == 0
        after = read_maps(definition)
        given = {
            "draft": ("False", ["Case Overseer"]),
            "submitted": ("False", []),
            "approved": ("True", ["Manager", "Site Administrator"]),
            "superseded": ("False", ["Assigned Supervisor"]),
            "completed": ("False", ["Assigned Supervisor"]),
        }
        for name in ("Riaya: Complete plan", "New one"):
            assert {state: after.pop((state, name)) for state in given} == given
            for state in given:
                before.pop((state, name), None)
        assert after == before
        assert "<permission>New one</permission>" in definition.read_text("utf-8")
        assert changed.splitlines()[0] in (copy / PAGE).read_text("utf-8")
        assert load(copy).main(["--check"]) == 0

    def test_forgets_a_permission_that_left_the_table(self, copy):
        replace(copy / PLAN / "access.md", f"{COMPLETE}\n", "")
        assert load(copy).main([]) == 0
        assert "Complete plan" not in (copy / PAGE).read_text("utf-8")
        definition = (copy / PLAN / "definition.xml").read_text("utf-8")
        assert definition.count("Riaya: Complete plan") == 1  # the transition's guard

    def test_leaves_the_rest_of_the_workflow_as_it_was_written_by_hand(self, copy):
        definition = copy / PLAN / "definition.xml"
        replace(definition, 'title="Draft"', 'title="Being written"')
        assert load(copy).main(["--check"]) == 0
        replace(copy / PLAN / "access.md", "| M S      |", "| M        |")
        assert load(copy).main([]) == 0
        assert 'title="Being written"' in definition.read_text("utf-8")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("| M S      |", "| M X      |", "letter X"),
            ("| M S      |", "|          |", "Riaya: Complete plan is empty"),
            ("| M S      |", "|", "“complete it”"),
            ("| submitted |", "| approved |", "approved, approved"),
            ("superseded, completed", "completed", "superseded"),
            ("Riaya: Rate goals |", "Riaya: Complete plan |", "Complete plan twice"),
            ("Letters: **M**", "Letters: **S**", "letter S"),
        ],
    )
    def test_refuses_a_table_that_does_not_say_all(self, copy, capsys, old, new, said):
        replace(copy / PLAN / "access.md", old, new)
        before = (copy / PLAN / "definition.xml").read_bytes()
        assert load(copy).main([]) == 1
        refusal = capsys.readouterr().err
        assert refusal.startswith("plan_workflow/access.md: ")
        assert said in refusal
        assert (copy / PLAN / "definition.xml").read_bytes() == before
