"""Tasks."""

from riaya.cases.content import CaseItem
from riaya.core.vocabularies import get_language
from riaya.tasks.interfaces import ITask
from zope.interface import implementer


GUIDE = "guide"
HAND = "hand"


@implementer(ITask)
class Task(CaseItem):
    """Something to be done in a case.

    What workers write may be personal: the words stay on the task, and lists
    of other content know it by its id.
    """

    title = ""

    def Title(self) -> str:
        """Return the id, which browsers and catalogs may keep."""
        return self.id or ""

    @property
    def readable_title(self) -> str:
        """Return what has to be done, in the reader's language."""
        return name_task(self.title, self.title_en)


def name_task(title: str, title_en: str | None) -> str:
    """Return the English words to readers of English, where there are any."""
    return (get_language() == "en" and title_en) or title
