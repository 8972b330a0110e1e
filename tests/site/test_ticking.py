"""What is due is done by a server, or by a command beside servers."""

from BTrees.OOBTree import OOBTree
from contextlib import contextmanager
from pathlib import Path
from plone import api
from riaya.core.interfaces import IJob
from riaya.core.interfaces import IRiayaLayer
from riaya.site import ticking
from riaya.site.ticking import read_seconds
from riaya.site.ticking import run_due_jobs
from riaya.site.ticking import SECONDS_VARIABLE
from tests.live import find_program
from tests.live import INSTANCE
from tests.live import make_environment
from ZEO.ClientStorage import ClientStorage
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.component import getGlobalSiteManager
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.interface import implementer

import pytest
import shutil
import signal
import socket
import subprocess
import time
import transaction


MARKS = "tests.marks"
UNITS = 12


@implementer(IJob)
class Witness:
    """Tells in whose name and in which surroundings it works."""

    def __init__(self):
        self.seen = []

    def find_work(self, site):
        return iter(["one", "two"] if not self.seen else [])

    def do(self, site, key):
        request = getRequest()
        self.seen.append(
            {
                "site": getSite().getId(),
                "person": api.user.get_current().getUserName(),
                "has_layer": IRiayaLayer.providedBy(request),
                "request": request,
                "connection": site._p_jar,
                "is_its_own": request is site.REQUEST,
            }
        )


@pytest.fixture
def witness(functional):
    """Have no job but one that tells what it sees."""
    manager = getGlobalSiteManager()
    others = list(manager.getUtilitiesFor(IJob))
    for name, job in others:
        manager.unregisterUtility(job, IJob, name)
    witness = Witness()
    manager.registerUtility(witness, IJob, "witness")
    yield witness
    manager.unregisterUtility(witness, IJob, "witness")
    for name, job in others:
        manager.registerUtility(job, IJob, name)


class TestTick:
    def test_works_as_the_system_in_each_site_with_riaya(self, functional, witness):
        portal, request = functional["portal"], getRequest()
        reports = run_due_jobs()
        assert reports[portal.getId()].counts[0].done == 2
        first, second = witness.seen
        assert first["site"] == portal.getId()
        assert first["person"] == "System Processes"
        assert first["has_layer"]
        assert first["is_its_own"]
        assert first["connection"] is not portal._p_jar
        # What one unit remembers on its request is not believed by the next.
        assert first["request"] is not second["request"]
        assert getSite() is not None
        assert getRequest() is request

    def test_leaves_a_site_without_riaya_alone(self, functional, witness):
        manager = functional["portal"].getSiteManager()
        manager.unregisterUtility(IRiayaLayer, ticking.ILocalBrowserLayerType, "riaya")
        transaction.commit()
        assert run_due_jobs() == {}

    def test_is_told_only_of_what_was_done(self, functional, witness):
        site = functional["portal"].getId()
        assert ticking.describe(run_due_jobs()) == [
            f"{site}: witness: 2 done, 0 failed, 0 left"
        ]
        idle = run_due_jobs()
        assert ticking.describe(idle) == []
        assert len(ticking.describe(idle, also_idle=True)) == 1

    def test_comes_again_after_one_that_failed(self, monkeypatch, caplog):
        ticker = ticking.Ticker(0.01)
        ticks = []

        def fail_once(stop):
            ticks.append(stop)
            if len(ticks) == 1:
                raise RuntimeError
            stop.set()
            return {}

        monkeypatch.setattr(ticking, "run_due_jobs", fail_once)
        ticker.start()
        ticker.join(30)
        assert len(ticks) == 2
        assert "RuntimeError" in caplog.text


class TestSeconds:
    @pytest.mark.parametrize(
        ("written", "seconds"), [("60", 60), ("", 0), ("0.5", 0.5)]
    )
    def test_are_read_from_the_environment(self, monkeypatch, written, seconds):
        monkeypatch.setenv(SECONDS_VARIABLE, written)
        assert read_seconds() == seconds

    def test_are_none_without_a_word(self, monkeypatch):
        monkeypatch.delenv(SECONDS_VARIABLE, raising=False)
        assert read_seconds() == 0

    @pytest.mark.parametrize("written", ["often", "-1", "nan", "inf"])
    def test_are_refused_when_they_are_no_number(self, monkeypatch, written):
        monkeypatch.setenv(SECONDS_VARIABLE, written)
        with pytest.raises(ValueError, match="Write a number of seconds"):
            read_seconds()


@pytest.fixture
def data(made_data, tmp_path):
    """Have a copy of a site, and an instance that knows the job."""
    shutil.copytree(made_data, tmp_path / "data")
    file = tmp_path / "data" / "filestorage" / "Data.fs"
    with open_marks(FileStorage(str(file))) as root:
        root["Application"]["riaya"].__annotations__[MARKS] = OOBTree()
        transaction.commit()
    etc = tmp_path / "instance" / "etc"
    shutil.copytree(INSTANCE / "etc", etc)
    site_zcml = etc / "site.zcml"
    site_zcml.write_text(
        site_zcml.read_text("utf-8").replace(
            "</configure>",
            '<utility component="ticking_job.marks" name="marks" /></configure>',
        ),
        "utf-8",
    )
    return tmp_path / "data"


def tell_seconds(instance, data, seconds):
    """Return the environment of a process whose job takes its time."""
    return make_environment(data, instance) | {
        "PYTHONPATH": str(Path(__file__).parent),
        "MARKS_SECONDS": str(seconds),
    }


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@contextmanager
def open_marks(storage):
    database = DB(storage)
    connection = database.open()
    try:
        yield connection.root()
    finally:
        transaction.abort()
        connection.close()
        database.close()


def read_marks(storage):
    with open_marks(storage) as root:
        return list(root["Application"]["riaya"].__annotations__[MARKS])


def find_free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(claim, seconds=90):
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.1)


@pytest.mark.slow
class TestServer:
    def test_does_what_is_due_and_ends_between_two_units(self, data):
        instance = data.with_name("instance")
        change(
            instance / "etc" / "zope.conf",
            "RIAYA_TICK_SECONDS 60",
            "RIAYA_TICK_SECONDS 1",
        )
        server = subprocess.Popen(
            [
                find_program("runwsgi"),
                "--server-name",
                "port",
                instance / "etc" / "zope.ini",
                f"http_port={find_free_port()}",
            ],
            env=tell_seconds(instance, data, seconds=0.7),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        log = data / "log" / "event.log"
        wait_for(lambda: log.exists() and "Ready to handle" in log.read_text("utf-8"))
        time.sleep(4)
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        told = log.read_text("utf-8")
        assert "failed" not in told.replace("0 failed", "")
        assert "Traceback" not in told
        marks = read_marks(FileStorage(str(data / "filestorage" / "Data.fs")))
        assert 0 < len(marks) < UNITS
        assert f"riaya: marks: {len(marks)} done" in told


@pytest.mark.slow
class TestCommand:
    @pytest.fixture
    def shared(self, data):
        """Share the database with ZEO, as several servers of a site do."""
        port = find_free_port()
        settings = data.with_name("zeo.conf")
        settings.write_text(
            f"<zeo>\naddress 127.0.0.1:{port}\n</zeo>\n"
            f"<filestorage>\npath {data}/filestorage/Data.fs\n"
            f"blob-dir {data}/blobstorage\n</filestorage>\n",
            "utf-8",
        )
        server = subprocess.Popen(
            [find_program("runzeo"), "-C", settings],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        conf = data.with_name("instance") / "etc" / "zope.conf"
        text = conf.read_text("utf-8")
        before, _, rest = text.partition("    <blobstorage>")
        _, _, after = rest.partition("</blobstorage>")
        conf.write_text(
            f"{before}<zeoclient>\nserver 127.0.0.1:{port}\n"
            f"blob-dir $DATA/blobstorage\nshared-blob-dir on\n</zeoclient>{after}",
            "utf-8",
        )
        yield ("127.0.0.1", port)
        server.terminate()
        server.wait(30)

    def start(self, data, *options):
        instance = data.with_name("instance")
        return subprocess.Popen(
            [
                find_program("riaya-tick"),
                "--zope-conf",
                instance / "etc" / "zope.conf",
                *options,
            ],
            env=tell_seconds(instance, data, seconds=0.5),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def test_on_two_servers_one_of_which_dies_does_each_unit_once(self, data, shared):
        storage = ClientStorage(shared)
        with open_marks(storage) as root:
            marks = root["Application"]["riaya"].__annotations__[MARKS]

            def count_marks():
                transaction.begin()
                return len(marks)

            one, two = self.start(data), self.start(data)
            wait_for(lambda: count_marks() >= 2)
            one.kill()
            assert one.wait(20) == -signal.SIGKILL
            assert count_marks() < UNITS
            told, complaints = two.communicate(timeout=120)
            assert two.returncode == 0, complaints
            assert "riaya: marks:" in told
            assert "0 failed" in told
            count_marks()
            numbers = sorted(int(mark.partition("-")[0]) for mark in marks)
            assert numbers == list(range(UNITS))
        again = self.start(data, "--every", "1")
        time.sleep(1)
        again.send_signal(signal.SIGTERM)
        told, _complaints = again.communicate(timeout=60)
        assert told == ""
        assert again.returncode in (0, -signal.SIGTERM)

    def test_says_when_a_server_has_the_database_for_itself(self, data):
        database = DB(FileStorage(str(data / "filestorage" / "Data.fs")))
        told, complaints = self.start(data).communicate(timeout=60)
        database.close()
        assert told == ""
        assert "Another process has the database open" in complaints
