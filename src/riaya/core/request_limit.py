"""A clear answer to a request that is too large, before Zope reads it.

The web server alone would cut the connection with a line of English.  No site
is open at this point, hence both languages stand in the answer, Arabic first.
"""

from collections.abc import Callable
from collections.abc import Iterable
from riaya import _
from typing import Any
from xml.sax.saxutils import escape
from zope.i18n import translate

import json


MEGABYTE = 1024 * 1024
# Where the site finds the limit, to tell it to clients that send in parts.
LIMIT = "riaya.core.largest_request"
STATUS = "413 Content Too Large"
PAGE = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>413</title></head>
<body style="font-family: sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">
<p>{ar}</p>
<p lang="en" dir="ltr">{en}</p>
</body>
</html>
"""
OPENROSA = """<?xml version="1.0" encoding="utf-8"?>
<OpenRosaResponse xmlns="http://openrosa.org/http/response">
<message nature="submit_error">{}</message>
</OpenRosaResponse>
"""

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


class RequestLimit:
    """Pass requests on, but refuse those above a size."""

    def __init__(self, application: Application, limit_mb: int):
        self.application = application
        self.limit_mb = limit_mb

    def __call__(
        self, environ: dict[str, Any], start_response: Callable
    ) -> Iterable[bytes]:
        """Return the application's answer, or 413 with the limit in a sentence."""
        environ[LIMIT] = self.limit_mb * MEGABYTE
        if int(environ.get("CONTENT_LENGTH") or 0) <= environ[LIMIT]:
            return self.application(environ, start_response)
        media_type, body = self._write(environ)
        start_response(
            STATUS,
            [("Content-Type", media_type), ("Content-Length", str(len(body)))],
        )
        return [body]

    def _write(self, environ: dict[str, Any]) -> tuple[str, bytes]:
        """Return media type and body of the answer, in the form that is understood."""
        asked = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        message = self._say("en" if asked.startswith("en") else "ar")
        if "HTTP_X_OPENROSA_VERSION" in environ:
            return "text/xml; charset=utf-8", OPENROSA.format(escape(message)).encode()
        if "json" in environ.get("HTTP_ACCEPT", ""):
            answer = {"type": "RequestTooLarge", "message": message}
            return "application/json", json.dumps(answer).encode()
        return "text/html; charset=utf-8", self._make_page()

    def _make_page(self) -> bytes:
        return PAGE.format(ar=self._say("ar"), en=self._say("en")).encode()

    def _say(self, language: str) -> str:
        sentence = _(
            "error_request_too_large",
            default="What was sent is larger than ${limit} MB, so nothing of it was stored. Send fewer or smaller files at a time.",
            mapping={"limit": self.limit_mb},
        )
        return translate(sentence, target_language=language)


def make_filter(
    application: Application, global_conf: dict, limit_mb: str
) -> RequestLimit:
    """Return the filter that `instance/etc/zope.ini` names."""
    return RequestLimit(application, int(limit_mb))
