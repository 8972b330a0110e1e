"""One writing request at a time, on the real web server and in Zope's own publisher."""

from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from Products.Five.browser import BrowserView
from riaya.core.turns import make_filter
from riaya.core.turns import TURN
from threading import Event
from threading import Lock
from typing import Any
from webtest.http import StopableWSGIServer
from wsgiref.util import setup_testing_defaults
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from ZPublisher.interfaces import IPubFailure
from ZPublisher.WSGIPublisher import publish_module

import pytest
import requests
import socket


ZOPE_INI = Path(__file__).parents[2] / "instance" / "etc" / "zope.ini"
THREADS = 4
WRITING = ("POST", "PUT", "PATCH", "DELETE", "MKCOL")
LONG = 60


class Office:
    """An application that says who is inside, and keeps some of them until they may go."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.inside: list[str] = []
        self.most_writers = 0
        self.entered = Event()
        self.may_leave = Event()

    def __call__(self, environ: dict, start_response: Callable) -> list[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        with self.lock:
            self.inside.append(method)
            writers = sum(each in WRITING for each in self.inside)
            self.most_writers = max(writers, self.most_writers)
        try:
            if path == "/broken":
                raise ValueError("broken")
            if path == "/slow":
                self.entered.set()
                assert self.may_leave.wait(LONG)
            body = environ["wsgi.input"].read()
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [body or b"read"]
        finally:
            with self.lock:
                self.inside.remove(method)


@contextmanager
def serve(application: Callable, threads: int = THREADS) -> Iterator[str]:
    """Serve an application on the web server that serves Riaya."""
    server = StopableWSGIServer.create(application, threads=threads)
    yield f"http://{server.adj.host}:{server.adj.port}"
    server.shutdown()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def send() -> Iterator[Callable[..., Future]]:
    """Return a function that sends a request and gives its answer when it comes."""
    with ThreadPoolExecutor(20) as threads:
        yield lambda url, method="POST", **kw: threads.submit(
            requests.request, method, url, timeout=LONG, **kw
        )


def make_turns(application: Callable, patience: float = LONG) -> Callable:
    return make_filter(application, {}, readers="2", patience_seconds=str(patience))


class TestWriters:
    def test_follow_one_another(self, office, send):
        with serve(make_turns(office)) as url:
            answers = [
                send(f"{url}/{number}", method, data=str(number))
                for number in range(6)
                for method in WRITING
            ]
            assert {answer.result().status_code for answer in answers} == {200}
        assert office.most_writers == 1

    def test_would_be_inside_together_without_turns(self, office, send):
        with serve(office) as url:
            first = send(f"{url}/slow")
            assert office.entered.wait(LONG)
            assert send(f"{url}/other").result().status_code == 200
            office.may_leave.set()
            first.result()
        assert office.most_writers == 2

    def test_do_not_wait_for_the_body_of_another(self, office, send):
        with serve(make_turns(office)) as url:
            host, port = url.removeprefix("http://").split(":")
            with socket.create_connection((host, int(port))) as slow:
                head = b"POST / HTTP/1.0\r\nContent-Length: 6\r\n\r\n"
                slow.sendall(head + b"abc")
                assert send(url, data="short").result().text == "short"
                slow.sendall(b"def")
                assert slow.makefile("rb").read().endswith(b"abcdef")

    def test_go_on_when_one_does_not_come_to_an_end(self, office, send):
        with serve(make_turns(office, patience=0.05)) as url:
            first = send(f"{url}/slow")
            assert office.entered.wait(LONG)
            assert send(f"{url}/impatient").result().status_code == 200
            office.may_leave.set()
            assert first.result().status_code == 200
            # Nobody gave back a place that was never taken.
            assert send(f"{url}/next").result().status_code == 200

    def test_give_their_turn_back_when_they_break(self, office, send):
        with serve(make_turns(office)) as url:
            assert send(f"{url}/broken").result().status_code == 500
            assert send(url).result().status_code == 200

    @pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
    def test_give_their_turn_back_whatever_happens(self, fault):
        def application(_environ, _start_response):
            raise fault

        turns = make_turns(application)
        with pytest.raises(fault):
            turns({"REQUEST_METHOD": "POST"}, lambda *_each: None)
        assert turns.writing.acquire(blocking=False)

    def test_that_send_a_long_answer_no_longer_hold_their_turn(self):
        def application(_environ, start_response):
            start_response("200 OK", [])
            return iter([b"a", b"b"])

        turns = make_turns(application)
        answer = turns({"REQUEST_METHOD": "POST"}, lambda *_each: None)
        assert turns.writing.acquire(blocking=False)
        assert b"".join(answer) == b"ab"

    def test_that_ask_for_something_within_their_turn_need_no_other(self):
        def application(environ, start_response):
            if environ["PATH_INFO"] == "/outer":
                return turns(environ | {"PATH_INFO": "/inner"}, start_response)
            return [b"inner"]

        turns = make_turns(application)
        environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/outer"}
        assert turns(environ, lambda *_each: None) == [b"inner"]
        assert turns.writing.acquire(blocking=False)


class TestReaders:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_are_answered_while_somebody_writes(self, office, send, method):
        with serve(make_turns(office)) as url:
            writing = send(f"{url}/slow")
            assert office.entered.wait(LONG)
            assert send(url, method).result().status_code == 200
            assert not writing.done()
            office.may_leave.set()
            assert writing.result().status_code == 200

    def test_are_answered_while_many_wait_to_write(self, office, send):
        settings = RawConfigParser()
        settings.read(ZOPE_INI)
        threads = settings.getint("server:main", "threads")
        with serve(make_turns(office), threads) as url:
            writing = [send(f"{url}/slow") for _each in range(threads - 1)]
            assert office.entered.wait(LONG)
            assert send(url, "GET").result().status_code == 200
            office.may_leave.set()
            assert {each.result().status_code for each in writing} == {200}
        assert office.most_writers == 1


def test_the_server_gives_turns():
    settings = RawConfigParser()
    settings.read(ZOPE_INI)
    pipeline = settings.get("pipeline:main", "pipeline").split()
    assert pipeline.index("request_limit") < pipeline.index("turns")
    assert pipeline.index("turns") < pipeline.index("zope")
    factory = settings.get("filter:turns", "paste.filter_app_factory")
    assert factory == f"{make_filter.__module__}:{make_filter.__name__}"


class TestARequestThatIsTriedAgain:
    @pytest.fixture
    def publish(self, functional: Any) -> Iterator[Callable]:
        """Return a function that publishes a view through turns and Zope's publisher."""
        components = getGlobalSiteManager()
        registered: list[type] = []

        def publish_view(view: type, turns: Callable) -> list[str]:
            components.registerAdapter(
                view, (Interface, Interface), Interface, "conflicting"
            )
            registered.append(view)
            environ = {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": f"/{functional['portal'].getId()}/@@conflicting",
            }
            setup_testing_defaults(environ)
            seen: list[str] = []
            turns(environ, lambda status, _headers: seen.append(status))
            return seen

        yield publish_view
        for view in registered:
            components.unregisterAdapter(
                view, (Interface, Interface), Interface, "conflicting"
            )

    @pytest.mark.parametrize("conflicts", [1, 2])
    def test_lets_others_go_first_in_its_pauses(self, publish, conflicts):
        turns = make_turns(publish_module)
        held: list[bool] = []
        pauses: list[bool] = []

        class Conflicting(BrowserView):
            def __call__(self) -> str:
                held.append(self.request.environ[TURN].is_held)
                if len(held) <= conflicts:
                    raise ConflictError
                return "done"

        def look(_event: Any) -> None:
            if turns.writing.acquire(blocking=False):
                turns.writing.release()
                pauses.append(True)

        components = getGlobalSiteManager()
        components.registerHandler(look, (IPubFailure,))
        try:
            assert publish(Conflicting, turns) == ["200 OK"]
        finally:
            components.unregisterHandler(look, (IPubFailure,))
        assert held == [True] * (conflicts + 1)
        assert pauses == [True] * conflicts
        assert turns.writing.acquire(blocking=False)

    def test_gives_its_turn_back_when_it_never_succeeds(self, publish):
        turns = make_turns(publish_module)

        class Conflicting(BrowserView):
            def __call__(self) -> str:
                self.request.retry_max_count = 1
                raise ConflictError

        (status,) = publish(Conflicting, turns)
        assert status.startswith("5")
        assert turns.writing.acquire(blocking=False)
