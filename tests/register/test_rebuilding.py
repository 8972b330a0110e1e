"""Rebuilding repairs the register and says what was wrong."""

from riaya.core.numbering import take_number
from riaya.register.rebuilding import needs_rebuild
from riaya.register.rebuilding import rebuild_register
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.register.tables import get_writer
from riaya.register.tables import words
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update


DIRECTOR = "office-director.ps-jen"


def test_a_right_register_agrees(portal, register, ask):
    register(), register()
    report = rebuild_register(portal)
    assert [str(each) for each in report.describe()] == ["msg_register_agreed"]
    assert report.case_count == 2


def test_a_deleted_row_is_missing(portal, case, ask):
    ask(DIRECTOR)
    get_writer().execute(delete(cases))
    report = rebuild_register(portal)
    assert report.missing == [case.case_number]
    assert ask(DIRECTOR).total == 1
    assert ask(DIRECTOR, text="أحمد").total == 1


def test_an_invented_row_is_extra(portal, case, ask):
    ask(DIRECTOR)
    row = dict(get_writer().execute(select(cases)).one()._mapping)
    invented = row | {"uid": "invented", "case_number": "PS-JEN-2020-000001"}
    get_writer().execute(insert(cases).values(invented))
    assert ask(DIRECTOR).total == 2
    report = rebuild_register(portal)
    assert report.extra == ["PS-JEN-2020-000001"]
    assert ask(DIRECTOR).total == 1


def test_falsified_values_are_named_and_repaired(portal, case, ask):
    ask(DIRECTOR)
    get_writer().execute(update(cases).values(review_state="closed", is_open=False))
    report = rebuild_register(portal)
    assert report.changed == {case.case_number: ["is_open", "review_state"]}
    assert ask(DIRECTOR).items[0].review_state == "registered"
    assert rebuild_register(portal).changed == {}


def test_falsified_access_is_repaired(portal, case, ask):
    ask(DIRECTOR)
    get_writer().execute(
        update(accesses).values(may_read=0).where(accesses.c.may_read == 0)
    )
    stolen = select(accesses.c.access_key).limit(1).scalar_subquery()
    get_writer().execute(
        insert(accesses).values(principal="planner", access_key=stolen, may_read=1)
    )
    assert ask("planner").total == 1
    assert rebuild_register(portal).changed == {case.case_number: ["access"]}
    assert ask("planner").total == 0
    assert ask(DIRECTOR).total == 1


def test_falsified_words_are_repaired(portal, case, ask):
    ask(DIRECTOR)
    get_writer().execute(delete(words).where(words.c.word == "احمد"))
    assert rebuild_register(portal).changed == {case.case_number: ["words"]}
    assert ask(DIRECTOR, text="أحمد").total == 1


def test_the_report_names_no_client(portal, case, ask):
    ask(DIRECTOR)
    get_writer().execute(update(cases).values(client_name="مزوّر"))
    (total, sentence) = rebuild_register(portal).describe()
    assert total.mapping == {"count": 1, "differences": 1}
    assert sentence.mapping == {"number": case.case_number, "fields": "client_name"}


def test_sequences_of_case_numbers_stay(portal, register):
    register()
    number = take_number("PS-JEN-2026")
    rebuild_register(portal)
    assert take_number("PS-JEN-2026") == number + 1


def test_an_empty_register_of_a_site_with_cases_needs_it(portal, case, ask):
    assert not needs_rebuild(portal)
    get_writer().execute(delete(cases))
    assert needs_rebuild(portal)
    rebuild_register(portal)
    assert not needs_rebuild(portal)
