"""Keys under which a browser keeps drafts that the server has not taken yet.

Several persons use one computer.  What a browser keeps of one of them is
enciphered under a key that only that person's page is given, so the next person
at the computer cannot read it.  The keys follow from a secret of the site and the
user id: nothing is written, and the same person is given the same key again.
"""

from base64 import b64encode
from hashlib import sha256
from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility

import hmac


RING = "_system"
PURPOSE = "riaya.forms.drafts"


def make_draft_keys(user_id: str) -> list[str]:
    """Return AES-256 keys of a person in base64, the present one first.

    The others come from earlier secrets of the site, so that copies made before
    the secrets were rotated can still be read.
    """
    ring = getUtility(IKeyManager)[RING]
    return [_derive(secret, user_id) for secret in ring if secret]


def name_owner(user_id: str) -> str:
    """Return under which name a browser keeps the drafts of a person: not the user id."""
    return sha256(f"{PURPOSE} {user_id}".encode()).hexdigest()[:16]


def _derive(secret: str, user_id: str) -> str:
    message = f"{PURPOSE} {user_id}".encode()
    return b64encode(hmac.new(secret.encode(), message, sha256).digest()).decode()
