"""Which cases carry an identity number, for the warning at registration."""

from plone import api
from riaya.cases.interfaces import IKnownIdentities
from riaya.core.arabic import find_index_words
from riaya.core.time.clock import now
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.register.tables import words
from riaya.security.causes import find_own_principals
from sqlalchemy import or_
from sqlalchemy import select
from zope.interface import implementer


@implementer(IKnownIdentities)
class KnownIdentities:
    """Look an identity number up in the words of the register."""

    def find(self, national_id: str) -> list[str]:
        """Return case numbers; an empty string for each that may not be known."""
        found = find_index_words(national_id)
        if not found:
            return []
        carriers = [
            cases.c.uid.in_(
                select(words.c.uid).where(
                    words.c.word == word, words.c.is_of_number.is_(False)
                )
            )
            for word in found
        ]
        # Who only knows a restricted case must not learn whose file it is.
        known = select(accesses.c.access_key).where(
            accesses.c.principal.in_(find_own_principals()),
            accesses.c.may_read == 1,
            or_(accesses.c.until.is_(None), accesses.c.until > now()),
        )
        statement = (
            select(cases.c.case_number, cases.c.access_key.in_(known))
            .where(*carriers, cases.c.site == get_site_path(api.portal.get()))
            .order_by(cases.c.case_number)
        )
        with open_register() as connection:
            rows = connection.execute(statement).all()
        return [number if may_know else "" for number, may_know in rows]
