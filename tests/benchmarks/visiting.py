"""A person who visits the site without a network: the server's own application."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import json


# The theme is off on 127.0.0.1, where Plone's designers test without it.
HOST = "localhost:8080"
BASE = f"http://{HOST}/riaya"


class Failed(Exception):
    """The site refused a request, or broke."""


class Visitor:
    """Somebody signed in, who sends requests and gets the whole answer."""

    def __init__(self, application: Any, user_id: str, password: str):
        self.application = application
        self.cookie = ""
        self.post_form(
            "login",
            {
                "__ac_name": user_id,
                "__ac_password": password,
                "form.widgets.ac_name": user_id,
                "buttons.login": "1",
            },
        )
        if "__ac=" not in self.cookie:
            raise Failed(f"{user_id} cannot sign in.")

    def get(self, path: str, **query: Any) -> bytes:
        """Return a page."""
        return self._send("GET", path, urlencode(query))

    def get_json(self, path: str) -> dict:
        """Return what a service answers."""
        return json.loads(self._send("GET", path, content_type="application/json"))

    def post(self, path: str, body: dict) -> dict:
        """Send JSON and return the JSON of the answer."""
        answer = self._send(
            "POST", path, "", json.dumps(body).encode(), "application/json"
        )
        return json.loads(answer)

    def post_form(self, path: str, fields: dict) -> bytes:
        """Send a form."""
        body = urlencode(fields).encode()
        return self._send("POST", path, "", body, "application/x-www-form-urlencoded")

    def _send(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes = b"",
        content_type: str = "",
    ) -> bytes:
        url = path if path.startswith("http") else f"{BASE}/{path}"
        environment = {
            "REQUEST_METHOD": method,
            "HTTP_HOST": HOST,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8080",
            "PATH_INFO": urlsplit(url).path,
            "QUERY_STRING": query or urlsplit(url).query,
            "HTTP_ACCEPT": "application/json"
            if "json" in content_type
            else "text/html",
            "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
        setup_testing_defaults(environment)
        status: list[str] = []

        def start_response(line: str, headers: list, error: Any = None) -> None:
            status[:] = [line]
            for name, value in headers:
                if name.lower() == "set-cookie" and value.startswith("__ac="):
                    self.cookie = value.partition(";")[0]

        answer = self.application(environment, start_response)
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        # A form leads on to another page; everything else is answered at once.
        expected = "23" if content_type.endswith("urlencoded") else "2"
        if not status or status[0][0] not in expected:
            raise Failed(f"{method} {url}: {status} {content[:500]!r}")
        return content
