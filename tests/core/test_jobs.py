"""Periodic work: each unit by itself, once, whatever becomes of the others."""

from BTrees.OOBTree import OOBTree
from contextlib import contextmanager
from contextlib import suppress
from persistent.mapping import PersistentMapping
from riaya.core.interfaces import IJob
from riaya.core.jobs import JobCount
from riaya.core.jobs import run_jobs
from threading import Barrier
from threading import BrokenBarrierError
from threading import Event
from threading import Thread
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.component import provideUtility
from zope.interface import implementer

import logging
import pytest
import transaction


PILE = "tests.pile"
NAME = "سلمى التجريبية"


@implementer(IJob)
class Pile:
    """A pile of papers: a unit is one of them, due until it is stamped."""

    name = "pile"

    def __init__(self):
        self.tried = []

    def find_work(self, site):
        pile = IAnnotations(site)[PILE]
        return (key for key, stamps in sorted(pile.items()) if not stamps)

    def do(self, site, key):
        self.tried.append(key)
        if not IAnnotations(site)[PILE][key]:
            self.stamp(site, key)

    def stamp(self, site, key):
        IAnnotations(site)[PILE][key] += 1


class TornPaper(Pile):
    """The second paper cannot be stamped, and says a name in its complaint."""

    def stamp(self, site, key):
        super().stamp(site, key)
        if key == "2":
            raise KeyError(NAME)


class Busy(Pile):
    """Somebody else writes at the same moment, a few times or always."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def stamp(self, site, key):
        super().stamp(site, key)
        self.times -= 1
        if self.times >= 0:
            raise ConflictError


class Closed(Pile):
    """The pile itself cannot be read."""

    def find_work(self, site):
        raise RuntimeError


@pytest.fixture
def site(functional):
    """Have a site with four papers, committed."""
    site = functional["portal"]
    IAnnotations(site)[PILE] = PersistentMapping(dict.fromkeys("1234", 0))
    transaction.commit()
    return site


@pytest.fixture
def hire(site):
    """Return a function that registers a job for the length of a test."""
    hired = []

    def register(job, name="pile"):
        provideUtility(job, IJob, name)
        hired.append((job, name))
        return job

    yield register
    for job, name in hired:
        getGlobalSiteManager().unregisterUtility(job, IJob, name)


@pytest.fixture(autouse=True)
def no_others(site):
    """Put the jobs of the features aside."""
    manager = getGlobalSiteManager()
    others = list(manager.getUtilitiesFor(IJob))
    for name, job in others:
        manager.unregisterUtility(job, IJob, name)
    yield
    for name, job in others:
        manager.registerUtility(job, IJob, name)


def count(site, name="pile", **options):
    counts = {each.name: each for each in run_jobs(site, **options).counts}
    return counts[name]


def read_stamps(site):
    transaction.begin()
    return dict(IAnnotations(site)[PILE])


class TestUnits:
    def test_each_is_done_and_kept(self, site, hire):
        hire(Pile())
        assert count(site) == JobCount("pile", done=4)
        assert set(read_stamps(site).values()) == {1}

    def test_nothing_is_due_twice(self, site, hire):
        hire(Pile())
        run_jobs(site)
        report = run_jobs(site)
        assert not any(each.done or each.failed or each.left for each in report.counts)
        assert not report.has_failures

    def test_one_that_fails_leaves_the_others_standing(self, site, hire):
        hire(TornPaper())
        assert count(site) == JobCount("pile", done=3, failed=1)
        assert read_stamps(site) == {"1": 1, "2": 0, "3": 1, "4": 1}

    def test_a_fault_is_logged_by_job_and_key_without_its_words(
        self, site, hire, caplog
    ):
        hire(TornPaper())
        with caplog.at_level(logging.ERROR):
            run_jobs(site)
        assert "Job pile failed at 2: KeyError" in caplog.text
        assert "in stamp" in caplog.text
        assert NAME not in caplog.text

    def test_are_tried_again_when_somebody_else_wrote(self, site, hire):
        hire(Busy(times=2))
        assert count(site) == JobCount("pile", done=4)
        assert set(read_stamps(site).values()) == {1}

    def test_are_left_when_somebody_else_always_writes(self, site, hire):
        hire(Busy(times=1000))
        assert count(site) == JobCount("pile", left=4)
        assert set(read_stamps(site).values()) == {0}

    def test_run_in_their_surroundings(self, site, hire):
        entered = []

        @contextmanager
        def around(place):
            entered.append(place)
            yield place

        hire(Pile())
        run_jobs(site, around)
        # One search and four units.
        assert len(entered) == 5


class TestJobs:
    def test_go_on_when_another_fails_as_a_whole(self, site, hire):
        hire(Closed(), "closed")
        hire(Pile())
        assert count(site, "closed").failed == 1
        assert read_stamps(site)["4"] == 1

    def test_stop_when_they_are_asked_to(self, site, hire):
        stop = Event()
        job = hire(Pile())
        stamp = job.stamp

        def stamp_and_stop(site, key):
            stamp(site, key)
            if key == "2":
                stop.set()

        job.stamp = stamp_and_stop
        assert count(site, stop=stop) == JobCount("pile", done=2, left=2)
        assert count(site) == JobCount("pile", done=2)

    def test_leave_a_long_backlog_for_the_next_time(self, site, hire):
        hire(Pile())
        hire(Pile(), "second pile")
        assert count(site, seconds_each=-1).left == 4


class TestTwoServers:
    """Two connections to one database, as two servers have them."""

    def test_do_each_unit_once(self, site, hire):
        both = Barrier(2, timeout=5)

        class Together(Pile):
            """Writes what a tree takes from two writers at once."""

            def find_work(self, site):
                return iter("1234")

            def do(self, site, key):
                self.tried.append(key)
                stamps = IAnnotations(site)[PILE]
                if not any(each.startswith(key) for each in stamps):
                    with suppress(BrokenBarrierError):
                        both.wait()
                    stamps[f"{key}-{id(site)}"] = key

        IAnnotations(site)[PILE] = OOBTree({"0": "0"})
        transaction.commit()
        job = hire(Together())
        database = site._p_jar.db()
        path = site.getPhysicalPath()
        reports = []

        def serve():
            connection = database.open()
            place = connection.root()["Application"].unrestrictedTraverse(path)
            reports.append(count(place))
            transaction.abort()
            connection.close()

        servers = [Thread(target=serve) for _each in range(2)]
        for server in servers:
            server.start()
        for server in servers:
            server.join()
        assert [key[0] for key in read_stamps(site)] == list("01234")
        assert [report.failed for report in reports] == [0, 0]
        assert len(job.tried) >= 8
