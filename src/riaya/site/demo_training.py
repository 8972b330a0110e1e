"""The training of the demonstration: a course, a session held, one to come."""

from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.enrolment.enrolling import enrol
from riaya.training.sessions.holding import record_attendance


COURSE = {
    "title": "أساسيات إدارة الحالة",
    "title_en": "Foundations of case management",
    "code": "CM-BASIC",
    "description": "من التسجيل إلى الإغلاق: مبادئ العمل، والتقييم، والخطة، والمتابعة.",
    "description_en": "From registration to closure: principles, assessment, plan, follow-up.",
    "audience": ["Case Manager", "Case Supervisor"],
    "validity_months": 24,
    "pass_rule": "حضور الجلسات كاملةً والنجاح في الاختبار النهائي.",
    "pass_rule_en": "Attend in full and pass the final test.",
    "trainer": "trainer",
}
WELCOME = (
    "<p>تبدأ الدورة بقراءة الدليل الإجرائي الساري. أحضِر معك حالة واحدة من عملك، "
    "من غير أسماء.</p>"
)
# Who took part, and what came of it.
RESULTS = {
    "case-manager": "passed",
    "case-supervisor": "passed",
    "case-manager-2": "failed",
}
DAYS_AGO = 30
DAYS_AHEAD = 14


def create_training(codes: tuple[str, ...]) -> None:
    """Create a course with its materials and two sessions, as the trainers would."""
    first, second = codes
    with freeze(now() - timedelta(days=DAYS_AGO + 20)):
        course = _create_course()
    begun = _at_nine(now() - timedelta(days=DAYS_AGO))
    with freeze(begun - timedelta(days=3)):
        session = _plan(course, first, begun)
        workers = {f"{name}.{first.lower()}": each for name, each in RESULTS.items()}
        workers[f"case-manager.{second.lower()}"] = "passed"
        with api.env.adopt_user(username="trainer"):
            enrol(session, workers)
    with freeze(begun + timedelta(hours=8)):
        _hold(session, workers)
    coming = _plan(course, second, _at_nine(now() + timedelta(days=DAYS_AHEAD)))
    with api.env.adopt_user(username="trainer"):
        enrol(coming, [f"case-manager-2.{first.lower()}"])


def _create_course() -> Course:
    with api.env.adopt_user(username="trainer"):
        course = api.content.create(
            api.portal.get()["training"],
            "riaya.course",
            id="cm-basic",
            **COURSE,
        )
        page = api.content.create(
            course, "Document", id="before-you-come", title="قبل الحضور"
        )
        page.text = RichTextValue(WELCOME, "text/html", "text/x-html-safe")
        page.reindexObject()
        link = api.content.create(
            course,
            "Link",
            id="guide",
            title="الدليل الإجرائي",
            remoteUrl="${portal_url}/guide",
        )
        for content in (course, page, link):
            api.content.transition(content, "publish")
    return course


def _plan(course: Course, office: str, starts_at: datetime) -> TrainingSession:
    with api.env.adopt_user(username="trainer"):
        return api.content.create(
            course,
            "riaya.training_session",
            id=f"session-{starts_at:%Y-%m-%d}",
            office=office,
            place="قاعة التدريب في المديرية",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=6),
            trainers=["trainer"],
            capacity=20,
        )


def _hold(session: TrainingSession, workers: dict[str, str]) -> None:
    with api.env.adopt_user(username="trainer"):
        record_attendance(
            session,
            {
                worker: {"attended": "yes", "result": result}
                for worker, result in workers.items()
            },
        )
        api.content.transition(session, "hold")


def _at_nine(moment: datetime) -> datetime:
    return moment.astimezone(get_zone()).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
