"""The pages of a session: reading, enrolling, attendance, steps."""

from functools import cached_property
from plone import api
from riaya import _
from riaya.core.time.clock import now
from riaya.core.time.dates import format_moment
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.security.people import get_name
from riaya.training.content import Course
from riaya.training.courses.lookup import get_course
from riaya.training.courses.views import describe_session
from riaya.training.courses.views import SessionLine
from riaya.training.enrolment.enrolling import count_free_seats
from riaya.training.enrolment.enrolling import enrol_oneself
from riaya.training.enrolment.enrolling import is_enrolled
from riaya.training.enrolment.enrolling import is_enrolment_open
from riaya.training.enrolment.enrolling import withdraw
from riaya.training.interfaces import AttendanceResult
from riaya.training.pages import TrainingPage
from riaya.training.sessions.holding import find_holding_obstacles
from riaya.training.wording import ATTENDED
from riaya.training.wording import CONSEQUENCES
from riaya.training.wording import RESULTS
from riaya.training.wording import STEPS
from riaya.training.workers import find_visible_codes
from riaya.training.workers import is_trainer
from typing import Any
from zExceptions import BadRequest
from zope.i18nmessageid import Message


COMMENTED = {"cancel", "reopen"}


class SessionPage(TrainingPage):
    """What the pages of a session share."""

    @property
    def course(self) -> Course:
        """Return the course of the session."""
        return get_course(self.context)

    @cached_property
    def line(self) -> SessionLine:
        """Return the session in the reader's words."""
        return describe_session(self.context)

    @property
    def ends(self) -> str:
        """Return when the session ends."""
        return format_moment(self.context.ends_at)

    @property
    def free_seats(self) -> int:
        """Return how many seats are free."""
        return count_free_seats(self.context)

    @property
    def participants(self) -> list[dict[str, Any]]:
        """Return the participants whom the person may see, by name.

        A trainer sees all, directors and supervisors those of their office,
        everybody themselves.
        """
        codes, person = find_visible_codes(), api.user.get_current().getId()
        sees_all = is_trainer()
        rows = [
            row | {"name": get_name(row["worker"])}
            for row in self.context.participants or ()
            if sees_all or row["office"] in codes or row["worker"] == person
        ]
        return sorted(rows, key=lambda row: (row["name"], row["worker"]))

    def name_attendance(self, code: str | None) -> Message | str:
        """Return yes or no in words."""
        return ATTENDED.get(code or "", "")

    def name_result(self, code: str | None) -> Message | str:
        """Return a result in words."""
        return RESULTS[AttendanceResult(code)] if code else ""

    def name_office(self, code: str | None) -> str:
        """Return the name of an office."""
        return self._office_titles.get(code or "", code or "")

    @cached_property
    def _office_titles(self) -> dict[str, str]:
        return {office.code: get_office_title(office) for office in find_offices()}


class SessionView(SessionPage):
    """A session; workers enrol themselves here and withdraw."""

    def act(self) -> Message:
        """Enrol the person or take them out."""
        if self.get("do") == "enrol":
            enrol_oneself(self.context)
            return _("msg_you_are_enrolled", default="You are enrolled.")
        withdraw(self.context)
        return _("msg_you_are_withdrawn", default="You are no longer enrolled.")

    @property
    def trainers(self) -> list[str]:
        """Return the names of the trainers."""
        return [get_name(trainer) for trainer in self.context.trainers or ()]

    @property
    def am_enrolled(self) -> bool:
        """Return True when the person takes part."""
        return is_enrolled(self.context, api.user.get_current().getId())

    @property
    def may_enrol(self) -> bool:
        """Return True when the person can enrol themselves now."""
        return (
            is_enrolment_open(self.context)
            and self.free_seats > 0
            and not self.am_enrolled
            and not is_trainer()
        )

    @property
    def may_withdraw(self) -> bool:
        """Return True when the person can withdraw now."""
        return is_enrolment_open(self.context) and self.am_enrolled

    @property
    def may_manage(self) -> bool:
        """Return True if the person enrols others and records attendance."""
        return api.user.has_permission("Riaya: Manage participants", obj=self.context)

    @property
    def has_begun(self) -> bool:
        """Return True once the session has begun."""
        return self.context.starts_at <= now()

    @property
    def may_edit(self) -> bool:
        """Return True if the person may change the session."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def steps(self) -> list[dict]:
        """Return the steps that the person may take with the session."""
        return [
            {
                "title": STEPS[step],
                "url": f"{self.context.absolute_url()}/@@session-step?id={step}",
                "is_primary": step == "hold" and self.has_begun,
            }
            for step in find_session_transitions(self.context)
        ]

    @property
    def story(self) -> list[dict]:
        """Return what was done with the session, with reasons; for trainers."""
        if not is_trainer():
            return []
        history = api.portal.get_tool("portal_workflow").getInfoFor(
            self.context, "review_history", ()
        )
        return [
            {
                "title": STEPS[entry["action"]],
                "name": get_name(entry["actor"]),
                "moment": format_moment(entry["time"].asdatetime()),
                "comment": entry["comments"],
            }
            for entry in history
            if entry["action"] in STEPS
        ]


class SessionStepView(SessionPage):
    """Hold a session, cancel it, or open it again."""

    @property
    def step(self) -> str:
        """Return the step that is asked for."""
        return self.get("id")

    @property
    def is_open(self) -> bool:
        """Return True when the person may take the step now."""
        return self.step in find_session_transitions(self.context)

    @property
    def title(self) -> Message:
        """Return the step in words."""
        return STEPS[self.step]

    @property
    def consequence(self) -> Message:
        """Return what the step brings about."""
        return CONSEQUENCES[self.step]

    @property
    def needs_comment(self) -> bool:
        """Return True when the step needs its reason."""
        return self.step in COMMENTED

    @property
    def missing(self) -> list[Message]:
        """Return what stands in the way of holding the session."""
        if self.step != "hold" or self.error:
            return []
        return find_holding_obstacles(self.context)

    def act(self) -> Message:
        """Take the step."""
        if self.step not in STEPS:
            raise BadRequest("Say which step: hold, cancel or reopen.")
        workflow = api.portal.get_tool("portal_workflow")
        workflow.doActionFor(self.context, self.step, comment=self.get("comment"))
        return _(
            "msg_step_taken",
            default="Done: ${step}.",
            mapping={"step": STEPS[self.step]},
        )


def find_session_transitions(session: Any) -> list[str]:
    """Return the steps that the current person may take with a session."""
    workflow = api.portal.get_tool("portal_workflow")
    return [
        transition["id"]
        for transition in workflow.getTransitionsFor(session)
        if transition["id"] in STEPS
    ]
