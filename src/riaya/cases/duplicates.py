"""Is this client perhaps registered already?"""

from riaya.cases.identity import IdKind
from riaya.cases.interfaces import IKnownIdentities
from riaya.cases.plausibility import normalise_identity
from typing import Any
from zope.component import queryUtility


def find_cases_of_identity(data: Any) -> list[str]:
    """Return the cases that carry the identity number of a client.

    A case that the present person may not even know stands there as an empty
    string: it counts, but is not named.  Without a register nothing is known.
    """
    register = queryUtility(IKnownIdentities)
    if register is None or data.id_kind == IdKind.NONE or not data.national_id:
        return []
    return register.find(normalise_identity(data))
