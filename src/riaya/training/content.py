"""Courses and their sessions."""

from datetime import date
from plone.app.content.interfaces import INameFromTitle
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from riaya.core.settings import get_zone
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.training.interfaces import ICourse
from riaya.training.interfaces import ITrainingSession
from zope.component import adapter
from zope.interface import implementer


@implementer(ICourse)
class Course(Container):
    """What is taught, with its materials and sessions."""

    @property
    def readable_title(self) -> str:
        """Return the title in the reader's language."""
        return (get_language() == "en" and self.title_en) or self.title


@implementer(ITrainingSession)
class TrainingSession(Item):
    """A course given once."""

    @property
    def first_day(self) -> date:
        """Return the day on which the session begins, as people there call it."""
        return self.starts_at.astimezone(get_zone()).date()

    @property
    def last_day(self) -> date:
        """Return the day on which the session ends."""
        return self.ends_at.astimezone(get_zone()).date()

    @property
    def readable_title(self) -> str:
        """Return the day of the session in the reader's language."""
        return format_day(self.first_day)


@implementer(INameFromTitle)
@adapter(ICourse)
class CourseName:
    """A course is called by its code in its address."""

    def __init__(self, course: Course):
        self.title = course.code.lower()


@implementer(INameFromTitle)
@adapter(ITrainingSession)
class SessionName:
    """A session is called by its day in its address."""

    def __init__(self, session: TrainingSession):
        self.title = f"session-{session.starts_at:%Y-%m-%d}"
