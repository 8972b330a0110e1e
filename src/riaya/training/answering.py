"""What other features ask training."""

from riaya.guide.interfaces import ICourses
from riaya.training.courses.lookup import find_published_courses
from zope.interface import implementer


@implementer(ICourses)
class PublishedCourses:
    """The courses that an edition may demand certificates of."""

    def find_codes(self) -> set[str]:
        """Return the codes of the published courses."""
        return {course.code for course in find_published_courses()}
