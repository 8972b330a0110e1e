"""Courses and sessions to try things with."""

from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from plone import api
from riaya.core.time.clock import now
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.enrolment.enrolling import enrol
from riaya.training.sessions.holding import record_attendance
from typing import Any

import pytest


@pytest.fixture
def training(portal: Any) -> Any:
    """Return the folder of all courses."""
    return portal["training"]


@pytest.fixture
def add_course(training: Any, as_worker: Callable) -> Callable[..., Course]:
    """Return a function that adds a course as a trainer and publishes it."""

    def add(code: str = "CM-BASIC", publish: bool = True, **fields: Any) -> Course:
        fields = {
            "id": code.lower(),
            "title": f"دورة {code}",
            "validity_months": 24,
        } | fields
        with as_worker("trainer"):
            course = api.content.create(training, "riaya.course", code=code, **fields)
            if publish:
                api.content.transition(course, "publish")
        return course

    return add


@pytest.fixture
def course(add_course: Callable) -> Course:
    """Return a published course whose certificate is valid for two years."""
    return add_course()


@pytest.fixture
def plan_session(course: Course, as_worker: Callable) -> Callable[..., TrainingSession]:
    """Return a function that plans a session of two hours as a trainer."""

    def plan(
        starts_at: datetime | None = None, where: Course | None = None, **fields: Any
    ) -> TrainingSession:
        starts_at = starts_at or now() - timedelta(hours=3)
        fields = {"office": "PS-JEN", "place": "القاعة", "capacity": 10} | fields
        with as_worker("trainer"):
            return api.content.create(
                where or course,
                "riaya.training_session",
                title="session",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
                **fields,
            )

    return plan


@pytest.fixture
def session(plan_session: Callable) -> TrainingSession:
    """Return a planned session that took place some hours ago."""
    return plan_session()


@pytest.fixture
def hold(as_worker: Callable) -> Callable[..., TrainingSession]:
    """Return a function that enrols workers, records their results and holds a session."""

    def hold_session(
        session: TrainingSession, trainer: str = "trainer", **results: str
    ) -> TrainingSession:
        workers = {name.replace("_", "-"): each for name, each in results.items()}
        workers = {
            name if "." in name else f"{name}.ps-jen": each
            for name, each in workers.items()
        }
        with as_worker(trainer):
            known = {row["worker"] for row in session.participants or ()}
            if new := [worker for worker in workers if worker not in known]:
                enrol(session, new)
            record_attendance(
                session,
                {
                    worker: {
                        "attended": "no" if result == "absent" else "yes",
                        "result": "not_assessed" if result == "absent" else result,
                    }
                    for worker, result in workers.items()
                },
            )
            api.content.transition(session, "hold")
        return session

    return hold_session
