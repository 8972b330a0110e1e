"""A template is what its spreadsheet says, and keeps what was published."""

from io import BytesIO
from openpyxl import load_workbook
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya.core.exceptions import RiayaError
from riaya.forms.exceptions import FormRefused
from riaya.forms.interfaces import IFormTemplate
from riaya.forms.keeping import KeptXForm
from riaya.forms.lookup import get_xform
from riaya.forms.lookup import KEPT
from riaya.forms.lookup import read_form
from riaya.forms.succession import begin_version
from riaya.forms.succession import find_form_versions
from riaya.forms.succession import find_previous
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


SURVEY = [
    ["type", "name", "label::Arabic (ar)", "label::English (en)", "calculation"],
    ["integer", "members", "عدد الأفراد", "Members"],
    ["calculate", "score", None, None, "${members} * 2"],
    ["calculate", "danger", None, None, "if(${members} > 9, 'high', 'low')"],
]


@pytest.fixture
def upload(make_workbook):
    """Return a function that makes the file of a spreadsheet with these settings."""

    def make(survey=SURVEY, **settings):
        settings = {"form_id": "home", "version": "1.0"} | settings
        data = make_workbook(
            survey=survey, settings=[list(settings), list(settings.values())]
        )
        return NamedBlobFile(data, filename="home.xlsx")

    return make


@pytest.fixture
def create(portal, as_worker, upload):
    """Return a function that makes a draft of fields, as `trainer`."""

    def make(**fields):
        fields = {"title": "البيت", "kind": "other", "xlsform": upload()} | fields
        with as_worker("trainer"):
            return api.content.create(
                container=portal["forms"], type="riaya.form_template", **fields
            )

    return make


@pytest.fixture
def publish(as_worker):
    """Return a function that publishes a draft, with a second trainer."""

    def run(template):
        with as_worker("trainer"):
            api.content.transition(template, "submit")
        with as_worker("trainer-2"):
            api.content.transition(template, "publish")
        return template

    return run


@pytest.fixture
def change(as_worker):
    """Return a function that changes fields as `trainer`, as a form or a client does."""

    def run(template, **fields):
        with as_worker("trainer"):
            for name, value in fields.items():
                setattr(template, name, value)
            notify(ObjectModifiedEvent(template, Attributes(IFormTemplate, *fields)))

    return run


class TestIdentity:
    def test_is_taken_from_the_settings_of_the_spreadsheet(self, create):
        template = create()
        assert (template.form_id, template.form_version) == ("home", "1.0")

    def test_may_be_written_if_it_says_the_same(self, create):
        assert create(form_id="home", form_version="1.0").form_version == "1.0"

    @pytest.mark.parametrize(
        ("fields", "name"),
        [({"form_id": "house"}, "form_id"), ({"form_version": "2"}, "version")],
    )
    def test_is_refused_if_it_says_something_else(self, create, fields, name):
        with pytest.raises(FormRefused) as refusal:
            create(**fields)
        assert refusal.value.message == "error_form_disagrees"
        assert refusal.value.message.mapping["setting"] == name

    def test_follows_a_changed_spreadsheet(self, create, upload, change):
        template = create()
        change(template, xlsform=upload(version="1.1"))
        assert template.form_version == "1.1"

    def test_is_not_changed_without_the_spreadsheet(self, create, change):
        template = create()
        with pytest.raises(FormRefused):
            change(template, form_version="7")

    def test_of_a_spreadsheet_with_mistakes_is_refused_with_all_of_them(
        self, create, upload
    ):
        broken = [SURVEY[0], ["txt", "a"], ["text", "b"]]
        with pytest.raises(FormRefused) as refusal:
            create(xlsform=upload(broken))
        assert len(refusal.value.obstacles) == 3


class TestResults:
    def test_are_taken_from_the_settings_of_the_spreadsheet(self, create, upload):
        file = upload(score_questions="score", risk_question="danger")
        template = create(xlsform=file)
        assert template.score_questions == ["score"]
        assert template.risk_question == "danger"

    def test_may_be_written_by_a_trainer(self, create, publish):
        template = publish(create(score_questions=["score"], risk_question="danger"))
        assert template.score_questions == ["score"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"score_questions": ["nothing"]},
            {"score_questions": ["members"]},
            {"risk_question": "nothing"},
        ],
    )
    def test_that_no_calculation_gives_are_refused_at_submission(
        self, create, publish, fields
    ):
        with pytest.raises(FormRefused) as refusal:
            publish(create(**fields))
        assert [str(each) for each in refusal.value.obstacles] == [
            "error_form_result_unknown"
        ]


class TestKeptXForm:
    def test_is_there_from_submission_on_and_stays(self, create, publish, monkeypatch):
        template = publish(create())
        kept = IAnnotations(template)[KEPT]
        assert isinstance(kept, KeptXForm)
        assert get_xform(template) == kept.xml
        assert read_form(template).form_id == "home"

    def test_of_a_returned_draft_is_made_anew_when_the_spreadsheet_changes(
        self, create, publish, upload, change, as_worker
    ):
        template = create()
        with as_worker("trainer"):
            api.content.transition(template, "submit")
        with as_worker("trainer-2"):
            api.content.transition(template, "return_", comment="ناقص")
        change(template, xlsform=upload(SURVEY[:2]))
        assert b"danger" not in get_xform(template)
        publish(template)
        assert b"danger" not in IAnnotations(template)[KEPT].xml

    def test_is_refused_for_a_spreadsheet_that_is_no_form(
        self, create, publish, upload
    ):
        template = create()
        # Written past every form and service, as an older release might have.
        template.xlsform = upload([SURVEY[0], ["txt", "a", "أ", "A"]])
        with pytest.raises(RiayaError) as refusal:
            publish(template)
        assert "txt" in str(refusal.value)

    def test_goes_back_with_the_spreadsheet_to_an_earlier_state(
        self, create, upload, change, as_worker
    ):
        template = create()
        repository = api.portal.get_tool("portal_repository")
        with as_worker("trainer"):
            api.content.transition(template, "submit")
        with as_worker("trainer-2"):
            api.content.transition(template, "return_", comment="ناقص")
        with as_worker("trainer"):
            repository.save(template, comment="one")
            earlier = len(repository.getHistoryMetadata(template)) - 1
            change(template, xlsform=upload(SURVEY[:2], version="1.1"))
            repository.revert(template, earlier)
            assert b"danger" in get_xform(template)
            api.content.transition(template, "submit")
        assert template.form_version == "1.0"
        assert b"danger" in IAnnotations(template)[KEPT].xml


class TestBeginVersion:
    def test_makes_a_draft_with_the_spreadsheet_of_the_new_version(
        self, create, publish, upload, as_worker
    ):
        first = publish(create(title_en="Home", score_questions=["score"]))
        with as_worker("trainer-2"):
            draft = begin_version(first, "1.1")
        assert api.content.get_state(draft) == "draft"
        assert draft.getId() == "home-1-1"
        assert (draft.form_id, draft.form_version) == ("home", "1.1")
        assert (draft.title, draft.title_en) == ("البيت", "Home")
        assert draft.score_questions == ["score"]
        workbook = load_workbook(BytesIO(draft.xlsform.data))
        assert workbook["settings"]["B2"].value == "1.1"
        assert KEPT not in IAnnotations(draft)
        assert first.form_version == "1.0"

    def test_is_refused_while_another_draft_is_open(self, create, publish, as_worker):
        first = publish(create())
        with as_worker("trainer"):
            begin_version(first, "1.1")
            with pytest.raises(FormRefused) as refusal:
                begin_version(first, "1.2")
        assert refusal.value.message == "error_form_draft_open"

    def test_is_refused_from_a_draft(self, create, as_worker):
        draft = create()
        with as_worker("trainer"), pytest.raises(FormRefused) as refusal:
            begin_version(draft, "1.1")
        assert refusal.value.message == "error_form_version_of_draft"

    @pytest.mark.parametrize(
        ("version", "sentence"),
        [("1.0", "error_form_version_taken"), ("one/two", "error_form_version")],
    )
    def test_is_refused_for_a_version_that_cannot_be(
        self, create, publish, as_worker, version, sentence
    ):
        first = publish(create())
        with as_worker("trainer"), pytest.raises(FormRefused) as refusal:
            begin_version(first, version)
        assert refusal.value.message == sentence


class TestVersions:
    def test_are_told_with_the_one_in_use_and_the_one_before(
        self, create, publish, as_worker
    ):
        first = publish(create())
        with as_worker("trainer"):
            second = begin_version(first, "1.1")
            assert find_previous(second).version == "1.0"
        publish(second)
        with as_worker("trainer"):
            third = begin_version(second, "1.2")
            found = find_form_versions("home")
            assert [(each.version, each.state) for each in found] == [
                ("1.2", "draft"),
                ("1.1", "published"),
                ("1.0", "published"),
            ]
            assert [each.version for each in found if each.is_current] == ["1.1"]
            assert find_previous(third).version == "1.1"
            assert find_previous(second).version == "1.0"
            assert find_previous(first) is None

    def test_in_preparation_are_hidden_from_the_public(
        self, create, publish, as_worker
    ):
        first = publish(create())
        with as_worker("trainer"):
            begin_version(first, "1.1")
        with as_worker("case-manager.ps-jen"):
            assert [each.version for each in find_form_versions("home")] == ["1.0"]
