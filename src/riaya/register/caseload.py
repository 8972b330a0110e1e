"""How many open cases each case manager has."""

from plone import api
from riaya.cases.interfaces import ICaseload
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import cases
from sqlalchemy import func
from sqlalchemy import select
from zope.interface import implementer


@implementer(ICaseload)
class Caseload:
    """Count open cases in the register, whoever may read them."""

    def count(self, user_ids: list[str]) -> dict[str, int]:
        """Return the number of open cases of each user id that has any."""
        statement = (
            select(cases.c.case_manager, func.count())
            .where(
                cases.c.case_manager.in_(user_ids),
                cases.c.is_open,
                cases.c.site == get_site_path(api.portal.get()),
            )
            .group_by(cases.c.case_manager)
        )
        with open_register() as connection:
            return dict(connection.execute(statement).all())
