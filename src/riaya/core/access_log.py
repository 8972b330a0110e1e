"""Access log lines without what people searched for.

People are looked up by name and identity number in the address of a page.
The log of requests keeps the path, the time and the answer, never the query.
"""

import logging
import re


_QUERY = re.compile(r"\?[^\s\"]*")


class QuerylessFormatter(logging.Formatter):
    """Formatter that cuts the query off every address in a log line.

    Both the requested address and the referrer carry queries.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted line, each address ending before its question mark."""
        return _QUERY.sub("", super().format(record))
