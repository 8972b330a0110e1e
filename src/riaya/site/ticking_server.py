"""The line of zope.ini that lets a server tick.

zope.ini names this module before Zope has read zope.conf.  What is imported
then would miss its settings, so everything else is imported when Zope stands.
"""

from typing import Any


def start_ticking(application: Any, _settings: dict) -> Any:
    """Start the ticking of a server, and return the application as it is.

    It stands in zope.ini like a filter because only a server reads that file:
    commands, scripts and tests do not tick.
    """
    from riaya.site.ticking import start_ticker

    start_ticker()
    return application
