"""Figures of training over REST."""

from plone.restapi.services import Service
from riaya.training.figures.counting import Counts
from riaya.training.figures.views import find_figures


class TrainingFiguresGet(Service):
    """Tell how many were trained, for each office and course, in a period."""

    def reply(self) -> dict:
        """Return a line for each office, and the total."""
        figures = find_figures(self.request.form)
        return {
            "@id": f"{self.context.absolute_url()}/@training-figures",
            "start": figures.first.isoformat(),
            "end": figures.last.isoformat(),
            "items": [
                {"office": line.office, "title": line.title}
                | describe_figures(line.counts, line.trained_by_course)
                for line in figures.lines
            ],
            "total": describe_figures(figures.count(), figures.count_by_course()),
        }


def describe_figures(counts: Counts, by_course: dict[str, int]) -> dict:
    """Return figures as JSON."""
    return {
        "sessions": counts.sessions,
        "participants": counts.participants,
        "trained": counts.trained,
        "trained_by_course": by_course,
    }
