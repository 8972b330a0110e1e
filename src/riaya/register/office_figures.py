"""How many cases of an office stand in each stage, for the office's page."""

from plone import api
from riaya.cases.stages import Stage
from riaya.core.time.clock import now
from riaya.core.vocabularies import get_title
from riaya.offices.content import Office
from riaya.offices.interfaces import IOffice
from riaya.offices.interfaces import IOfficeFigures
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.security.causes import find_own_principals
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from zope.component import adapter
from zope.interface import implementer


@implementer(IOfficeFigures)
@adapter(IOffice)
class CasesByStage:
    """Count the cases of an office that the present person may know."""

    def __init__(self, office: Office):
        self.office = office

    def find(self) -> list[dict]:
        """Return the stages that have cases, in their order."""
        counts = self._count()
        portal_url = api.portal.get().absolute_url()
        return [
            {
                "title": get_title("riaya.guide.stages", stage),
                "count": counts[stage],
                "url": f"{portal_url}/@@worklist?view=office&review_state={stage}",
            }
            for stage in Stage
            if stage in counts
        ]

    def _count(self) -> dict[str, int]:
        principals = find_own_principals()
        if not principals:
            return {}
        known = select(accesses.c.access_key).where(
            accesses.c.principal.in_(principals),
            or_(accesses.c.until.is_(None), accesses.c.until > now()),
        )
        statement = (
            select(cases.c.review_state, func.count())
            .where(
                cases.c.office == self.office.code,
                cases.c.site == get_site_path(api.portal.get()),
                cases.c.access_key.in_(known),
            )
            .group_by(cases.c.review_state)
        )
        with open_register() as connection:
            return dict(connection.execute(statement).all())
