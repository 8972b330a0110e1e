from riaya.core.access_log import QuerylessFormatter

import logging


def write_line(message: str) -> str:
    record = logging.LogRecord("wsgi", logging.INFO, "", 0, message, None, None)
    return QuerylessFormatter("%(message)s").format(record)


class TestQuerylessFormatter:
    def test_cuts_what_was_searched_for(self):
        line = write_line('"GET /riaya/@worklist?q=%D9%81&b_size=25 HTTP/1.1" 200 12')
        assert line == '"GET /riaya/@worklist HTTP/1.1" 200 12'

    def test_cuts_the_query_of_the_referring_page_too(self):
        line = write_line('"GET /a HTTP/1.1" 200 1 "http://localhost/b?q=x" "Firefox"')
        assert line == '"GET /a HTTP/1.1" 200 1 "http://localhost/b" "Firefox"'

    def test_keeps_a_line_without_a_query(self):
        assert (
            write_line('"GET /riaya HTTP/1.1" 200 9') == '"GET /riaya HTTP/1.1" 200 9'
        )
