"""What an edition is made of, in its order."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from collections.abc import Iterator
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep
from typing import Any


def find_chapters(edition: Guide) -> Iterator[GuideChapter]:
    """Return the chapters of an edition."""
    return filter(IGuideChapter.providedBy, edition.objectValues())


def find_chapter_steps(chapter: GuideChapter) -> Iterator[GuideStep]:
    """Return the steps of a chapter."""
    return filter(IGuideStep.providedBy, chapter.objectValues())


def find_step_objects(edition: Guide) -> Iterator[GuideStep]:
    """Return the steps of all chapters."""
    for chapter in find_chapters(edition):
        yield from find_chapter_steps(chapter)


def find_written_parts(edition: Guide) -> Iterator[GuideChapter | GuideStep]:
    """Return the chapters, then the steps: everything that has a text."""
    yield from find_chapters(edition)
    yield from find_step_objects(edition)


def find_edition_of(content: Any) -> Guide | None:
    """Return the edition around content, or None outside of the guide."""
    for item in aq_chain(aq_inner(content)):
        if IGuide.providedBy(item):
            return item
    return None
