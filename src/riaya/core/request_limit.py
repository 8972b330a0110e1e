"""A clear answer to a request that is too large, before Zope reads it.

The web server alone would cut the connection with a line of English.  No site
is open at this point, hence both languages stand in the answer, Arabic first.
"""

from collections.abc import Callable
from collections.abc import Iterable
from riaya import _
from typing import Any
from zope.i18n import translate

import json


MEGABYTE = 1024 * 1024
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
        if int(environ.get("CONTENT_LENGTH") or 0) <= self.limit_mb * MEGABYTE:
            return self.application(environ, start_response)
        wants_json = "json" in environ.get("HTTP_ACCEPT", "")
        body = self._describe(environ) if wants_json else self._make_page()
        media_type = "application/json" if wants_json else "text/html; charset=utf-8"
        start_response(
            STATUS,
            [("Content-Type", media_type), ("Content-Length", str(len(body)))],
        )
        return [body]

    def _describe(self, environ: dict[str, Any]) -> bytes:
        asked = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        message = self._say("en" if asked.startswith("en") else "ar")
        return json.dumps({"type": "RequestTooLarge", "message": message}).encode()

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
