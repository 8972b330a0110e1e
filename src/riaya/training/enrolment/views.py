"""The pages on which trainers enrol workers and record attendance."""

from riaya import _
from riaya.training.enrolment.enrolling import enrol
from riaya.training.enrolment.enrolling import is_enrolled
from riaya.training.enrolment.enrolling import take_out
from riaya.training.interfaces import AttendanceResult
from riaya.training.sessions.holding import record_attendance
from riaya.training.sessions.views import SessionPage
from riaya.training.wording import ATTENDED
from riaya.training.wording import RESULTS
from riaya.training.workers import find_worker_ids
from riaya.training.workers import sort_by_name
from zope.i18nmessageid import Message


LONGEST_NOTE = 300


class EnrolView(SessionPage):
    """Trainers choose the workers of an office, and take workers out again."""

    def act(self) -> Message:
        """Enrol those who were chosen, or take one out."""
        if leaving := self.get("take_out"):
            take_out(self.context, leaving)
            return _("msg_worker_taken_out", default="The worker was taken out.")
        chosen = self.get_list("chosen")
        enrol(self.context, chosen)
        return _(
            "msg_workers_enrolled",
            default="Enrolled: ${count}.",
            mapping={"count": len(chosen)},
        )

    def find_way(self) -> str:
        """Return to the same office."""
        return f"{self.context.absolute_url()}/@@enrol?office={self.office}"

    @property
    def office(self) -> str:
        """Return the office whose workers are offered."""
        asked = self.get("office")
        return asked if asked in self._office_titles else self.context.office

    @property
    def offices(self) -> list[dict]:
        """Return the offices to choose from."""
        return [
            {
                "title": title,
                "url": f"{self.context.absolute_url()}/@@enrol?office={code}",
                "is_chosen": code == self.office,
            }
            for code, title in self._office_titles.items()
        ]

    @property
    def workers(self) -> list[dict]:
        """Return the workers of the office, those who are enrolled marked."""
        chosen = set(self.get_list("chosen"))
        return [
            {
                "worker": worker,
                "name": name,
                "is_enrolled": is_enrolled(self.context, worker),
                "is_chosen": worker in chosen,
            }
            for worker, name in sort_by_name(find_worker_ids(self.office))
        ]


class AttendanceView(SessionPage):
    """Trainers record who attended, and what came of it."""

    def act(self) -> Message:
        """Write what was recorded."""
        record_attendance(self.context, self._entries)
        return _("msg_saved", default="It is saved.")

    @property
    def rows(self) -> list[dict]:
        """Return the participants with what is recorded, or was typed and refused."""
        typed = self._entries if self.request.method == "POST" else {}
        return [row | typed.get(row["worker"], {}) for row in self.participants]

    @property
    def attendances(self) -> list[tuple[str, Message]]:
        """Return what to choose from."""
        return list(ATTENDED.items())

    @property
    def results(self) -> list[tuple[str, Message]]:
        """Return what to choose from."""
        return [(str(code), title) for code, title in RESULTS.items()]

    @property
    def _entries(self) -> dict[str, dict]:
        results = {str(result) for result in AttendanceResult}
        entries = {}
        for row in self.participants:
            worker = row["worker"]
            attended = self.get(f"attended.{worker}")
            result = self.get(f"result.{worker}")
            entries[worker] = {
                "attended": attended if attended in ATTENDED else None,
                "result": result if result in results else None,
                "note": self.get(f"note.{worker}")[:LONGEST_NOTE] or None,
            }
        return entries
