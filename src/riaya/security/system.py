"""What the system does by itself, in nobody's name."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_system() -> Iterator[None]:
    """Run a block as the system: it may do everything and is nobody's author.

    For what follows from a decision that was already checked, never for what
    a person asks for.
    """
    before = getSecurityManager()
    newSecurityManager(None, system)
    try:
        yield
    finally:
        setSecurityManager(before)
