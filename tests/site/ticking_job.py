"""A job for the tests of ticking: put a mark on each of some numbers, slowly.

The servers of the tests load it from the site.zcml of their instance.
"""

from AccessControl.SecurityManagement import getSecurityManager
from riaya.core.interfaces import IJob
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

import os
import time


KEY = "tests.marks"
UNITS = 12


@implementer(IJob)
class Marks:
    """A number is due until it has a mark; each mark has a key of its own."""

    def find_work(self, site):
        marked = {key.partition("-")[0] for key in IAnnotations(site)[KEY]}
        return iter([f"{each}" for each in range(UNITS) if f"{each}" not in marked])

    def do(self, site, key):
        marks = IAnnotations(site)[KEY]
        if not getSecurityManager().checkPermission("Modify portal content", site):
            raise PermissionError
        if key in {mark.partition("-")[0] for mark in marks}:
            return
        time.sleep(float(os.environ["MARKS_SECONDS"]))
        # Two processes write two keys, which the tree takes from both.
        marks[f"{key}-{os.getpid()}"] = time.time()


marks = Marks()
