"""Many people at once, over HTTP, on a real server with a real database."""

from collections.abc import Callable
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import pytest
import shutil
import sqlite3
import threading


pytestmark = pytest.mark.slow

PEOPLE = 20
CASES_EACH = 6
OFFICERS = ("intake-officer.ps-jen", "intake-officer-2.ps-jen")
CLIENT = {
    "client_kind": "household",
    "client_name": "فاطمة التجريبية",
    "id_kind": "none",
    "no_id_reason": "lost",
    "sex": "female",
    "birth_date": "1985-03-02",
    "categories": ["OTH"],
}


def do_at_once(actions: list[Callable]) -> list:
    """Return what each action answered; all of them begin at the same moment."""
    answers: list = [None] * len(actions)
    start = threading.Barrier(len(actions))

    def run(position: int) -> None:
        start.wait()
        answers[position] = actions[position]()

    threads = [
        threading.Thread(target=run, args=(each,)) for each in range(len(actions))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def register(site, user_id=OFFICERS[0], **changes):
    answer = site.post("offices/ps-jen/@cases", user_id, CLIENT | changes)
    return answer.status_code, answer.json()


class TestAtTheSameMoment:
    def test_two_workers_add_to_one_case(self, live_site):
        _status, case = register(live_site)
        note = {"@type": "riaya.note", "text": "اتصلت الأسرة"}
        consent = {
            "@type": "riaya.consent",
            "scope": ["services"],
            "purpose": "إحالة",
            "given_by": "رب الأسرة",
            "given_on": "2026-01-05",
        }
        answers = do_at_once(
            [
                lambda: live_site.post(case["@id"], OFFICERS[0], note),
                lambda: live_site.post(case["@id"], OFFICERS[1], consent),
                lambda: live_site.post(case["@id"], OFFICERS[0], note),
                lambda: live_site.post(case["@id"], OFFICERS[1], note),
            ]
        )
        assert [answer.status_code for answer in answers] == [201] * 4, answers[1].text
        kept = live_site.get(case["@id"], OFFICERS[0])
        assert {item["@id"].rpartition("/")[2] for item in kept["items"]} == {
            "note-1",
            "note-2",
            "note-3",
            "consent-1",
        }

    def test_four_people_register_one_case_after_another(self, live_site):
        def register_some(officer: str) -> list:
            return [
                register(live_site, officer, client_name=f"أسرة {each}")
                for each in range(CASES_EACH)
            ]

        *registered, worklist = do_at_once(
            [lambda each=each: register_some(OFFICERS[each % 2]) for each in range(4)]
            + [lambda: live_site.get(f"{live_site.url}/@worklist", OFFICERS[0])]
        )
        answers = [answer for some in registered for answer in some]
        assert [status for status, _case in answers] == [201] * (4 * CASES_EACH)
        assert len({case["case_number"] for _status, case in answers}) == len(answers)
        assert "items" in worklist
        for _status, case in answers:
            kept = live_site.get(case["@id"], OFFICERS[0])
            assert kept["case_number"] == case["case_number"]
        assert {case["case_number"] for _status, case in answers} <= read_register(
            live_site.data
        )

    def test_twenty_people_register_and_nothing_is_lost(self, live_site, tmp_path):
        _status, earlier = register(live_site)
        answers = do_at_once(
            [
                lambda each=each: register(
                    live_site, OFFICERS[each % 2], client_name=f"أسرة {each}"
                )
                for each in range(PEOPLE)
            ]
        )
        assert [status for status, _case in answers] == [201] * PEOPLE
        numbers = [case["case_number"] for _status, case in answers]
        assert len(set(numbers)) == PEOPLE
        assert min(numbers) > earlier["case_number"]
        for _status, case in answers:
            kept = live_site.get(case["@id"], OFFICERS[0])
            assert kept["client_name"] == case["client_name"]
        _status, later = register(live_site)
        assert later["case_number"] > max(numbers)
        assert set(numbers) <= read_database(live_site.data, tmp_path)
        assert set(numbers) <= read_register(live_site.data)


def read_database(data, folder) -> set[str]:
    """Return the numbers of the cases that stand on the disk while the site is served."""
    copy = shutil.copy(data / "filestorage" / "Data.fs", folder)
    database = DB(FileStorage(str(copy), read_only=True))
    with database.transaction() as connection:
        cases = connection.root()["Application"]["riaya"]["offices"]["ps-jen"]["cases"]
        found = {case.case_number for year in cases.values() for case in year.values()}
    database.close()
    return found


def read_register(data) -> set[str]:
    """Return the numbers of the cases that have a row in the register."""
    with sqlite3.connect(data / "register.sqlite") as connection:
        rows = connection.execute("SELECT case_number FROM riaya_case")
        return {number for (number,) in rows}
