"""Requests that are too large are refused in a sentence."""

from lxml import etree
from riaya.core.request_limit import make_filter

import json
import pytest


MEGABYTE = 1024 * 1024


@pytest.fixture
def ask(portal):
    """Return a function that sends a request of a size and gives status and body."""

    def application(environ, start_response):
        start_response("200 OK", [])
        return [b"read"]

    limited = make_filter(application, {}, limit_mb="60")

    def send(size, **headers):
        seen = []
        environ = {"CONTENT_LENGTH": size} | headers
        body = b"".join(limited(environ, lambda status, _headers: seen.append(status)))
        return seen[0], body

    return send


@pytest.mark.parametrize("size", ["", "0", str(60 * MEGABYTE)])
def test_lets_ordinary_requests_through(ask, size):
    assert ask(size) == ("200 OK", b"read")


def test_tells_a_person_in_arabic_first_that_nothing_was_stored(ask):
    status, body = ask(str(60 * MEGABYTE + 1))
    text = body.decode()
    assert status.startswith("413")
    assert 'dir="rtl"' in text
    assert "60 ميغابايت" in text
    assert text.index("لم يُحفظ") < text.index("nothing of it was stored")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "larger than 60 MB"), ("ar", "60 ميغابايت"), ("", "60 ميغابايت")],
)
def test_tells_a_client_in_its_language(ask, language, words):
    _status, body = ask(
        str(90 * MEGABYTE),
        HTTP_ACCEPT="application/json",
        HTTP_ACCEPT_LANGUAGE=language,
    )
    answer = json.loads(body)
    assert answer["type"] == "RequestTooLarge"
    assert words in answer["message"]


def test_tells_a_phone_in_the_way_that_phones_read(ask):
    _status, body = ask(str(90 * MEGABYTE), HTTP_X_OPENROSA_VERSION="1.0")
    answer = etree.fromstring(body)
    assert answer.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    assert "60 ميغابايت" in answer[0].text
