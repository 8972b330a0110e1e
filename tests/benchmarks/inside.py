"""The same work without a request: domain functions and a commit."""

from collections.abc import Set
from functools import cached_property
from itertools import islice
from plone import api
from riaya.cases.clocks.running import recompute_clocks
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.core.interfaces import IJob
from riaya.core.time.clock import now
from riaya.register.conditions import Conditions
from riaya.register.lookup import find_case_by_uid
from riaya.register.questions import View
from riaya.register.questions import WorklistQuery
from riaya.register.recording import open_register
from riaya.register.redating import KEY
from riaya.register.redating import note_waiting_cases
from riaya.register.tables import cases
from riaya.register.worklist import _find_rows
from riaya.register.worklist import find_worklist
from sqlalchemy import select
from Testing.makerequest import makerequest
from time import perf_counter
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import transaction
import Zope2


SITE = "/riaya"
HUNDRED = 100


class Inside:
    """A connection to the site, and what is done in it."""

    def __init__(self, large_case: str):
        app = makerequest(Zope2.app())
        setRequest(app.REQUEST)
        self.site = app.unrestrictedTraverse(SITE)
        setSite(self.site)
        self.office = self.site["offices"]["ps-jen"]
        with api.env.adopt_user(username="intake-officer.ps-jen"):
            self.case = self.register()
        self.page = self.site["plain"]["page-2"]
        self.count = 0

    def register(self) -> object:
        """Register a case."""
        with api.env.adopt_user(username="intake-officer.ps-jen"):
            draft = make_case()
            draft.client_name = "أسرة القياس"
            draft.id_kind, draft.no_id_reason = "none", "lost"
            draft.categories = ["OTH"]
            case = register_case(self.office, draft)
            transaction.commit()
        return case

    def create_plain(self) -> None:
        """Create a folder with a page in it."""
        with api.env.adopt_user(username="admin"):
            self.count += 1
            title = f"Folder {now().timestamp()}"
            folder = api.content.create(self.site["plain"], "Folder", title=title)
            api.content.create(folder, "Document", title="Page")
            transaction.commit()

    def refuse_and_reinstate(self) -> None:
        """Take a case through two transitions."""
        with api.env.adopt_user(username="case-supervisor.ps-jen"):
            for transition in ("refuse", "reinstate"):
                api.content.transition(self.case, transition, comment="قياس")
                transaction.commit()

    def publish_and_retract(self) -> None:
        """Take a page through two transitions."""
        with api.env.adopt_user(username="admin"):
            for transition in ("retract", "publish"):
                api.content.transition(self.page, transition)
                transaction.commit()

    def find_rows(self) -> None:
        """Query one page of all cases of an office, as its supervisor."""
        query = WorklistQuery(view=View.OFFICE)
        with open_register() as connection:
            _find_rows(connection, Conditions(query, SITE, SUPERVISOR, now()))
        transaction.abort()

    def find_with_counts(self) -> None:
        """Query the same with the counts beside every view and filter."""
        self._ask(WorklistQuery(view=View.OFFICE), SUPERVISOR)

    def find_own_with_counts(self) -> None:
        """Query the cases of a case manager with their counts."""
        self._ask(WorklistQuery(view=View.MINE), MANAGER)

    def search(self) -> None:
        """Search a name in an office."""
        self._ask(WorklistQuery(view=View.OFFICE, text="احمد"), SUPERVISOR)

    def date_clocks(self) -> None:
        """Date the clocks of 100 open cases anew, as after a new holiday."""
        for case in self.open_cases:
            recompute_clocks(case, "calendar")
            case.reindexObject(idxs=["modified"])
        transaction.commit()

    def reindex_pages(self) -> None:
        """Reindex 100 pages."""
        for page in self.pages:
            page.reindexObject(idxs=["modified"])
        transaction.commit()

    @cached_property
    def open_cases(self) -> list:
        """Return 100 cases on which somebody works."""
        with open_register() as connection:
            query = select(cases.c.uid).where(cases.c.is_open).limit(HUNDRED)
            found = connection.execute(query).scalars().all()
        return [find_case_by_uid(uid) for uid in found]

    @cached_property
    def pages(self) -> list:
        """Return 100 pages of plain Plone."""
        pages = api.content.find(self.site["plain"], portal_type="Document")
        return [page.getObject() for page in islice(pages, HUNDRED)]

    def date_all_clocks(self) -> tuple[int, float]:
        """Date the clocks of every case that waits for something; return how many, and seconds."""
        note_waiting_cases(self.site)
        transaction.commit()
        job = getUtility(IJob, name="register.redating")
        count = len(IAnnotations(self.site)[KEY])
        start = perf_counter()
        for key in list(job.find_work(self.site)):
            job.do(self.site, key)
            transaction.commit()
            self.site._p_jar.cacheGC()
        return count, perf_counter() - start

    def _ask(self, query: WorklistQuery, principals: Set[str]) -> None:
        find_worklist(query, SITE, principals, now())
        transaction.abort()


SUPERVISOR = {"case-supervisor.ps-jen", "PS-JEN:supervisors", "AuthenticatedUsers"}
MANAGER = {"case-manager.ps-jen", "PS-JEN:case-managers", "AuthenticatedUsers"}
