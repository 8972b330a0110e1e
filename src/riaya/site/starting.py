"""What a server looks at before it answers anybody."""

from riaya import logger
from riaya.site.versions import find_mismatches
from zope.processlifetime import IProcessStarting

import os
import transaction
import Zope2


def refuse_other_versions(event: IProcessStarting) -> None:
    """End a server whose sites or register are of another version, and say so.

    A service manager can tell the exit code from that of a crash and need not
    start the server again.
    """
    app = Zope2.app()
    try:
        mismatches = find_mismatches(app)
    finally:
        transaction.abort()
        app._p_jar.close()
    for mismatch in mismatches:
        logger.error("The server does not start. %s", mismatch.sentence)
    if mismatches:
        raise SystemExit(os.EX_CONFIG)
