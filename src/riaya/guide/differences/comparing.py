"""What changed between two editions, chapter by chapter and step by step.

Parts are known by their ids, which a copied edition keeps; a step that was
moved to another chapter is found there.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from riaya.core.differences import DescribedField
from riaya.core.differences import FieldChange
from riaya.core.differences import FieldDifference
from riaya.core.differences import find_differences
from riaya.core.differences import find_moved
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_chapter_steps
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.differences.describing import describe_chapter
from riaya.guide.differences.describing import describe_edition
from riaya.guide.differences.describing import describe_step
from riaya.guide.differences.words import MOVED
from riaya.guide.differences.words import say_field
from riaya.guide.differences.words import say_moved_from
from riaya.guide.differences.words import STEP_ADDED
from riaya.guide.differences.words import STEP_REMOVED
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import get_edition
from riaya.guide.reading.readable import choose_wording
from riaya.guide.reading.readable import Wording
from typing import Any
from zope.i18nmessageid import Message


ChapterPair = tuple[GuideChapter | None, GuideChapter | None]
StepPair = tuple[GuideStep | None, GuideStep | None]


@dataclass(frozen=True)
class PartDifference:
    """A chapter or step that is not the same in both editions.

    `change` is `same` for a part that only stands elsewhere, and for a chapter
    of which only steps differ; `place` is a sentence about a part that moved.
    """

    change: FieldChange
    title: Wording
    url: str
    place: Message | None
    fields: list[FieldDifference]
    steps: tuple["PartDifference", ...] = ()


@dataclass(frozen=True)
class StepChange:
    """A step that asks for something else than before, in sentences."""

    title: str
    stage: str
    sentences: list[Message]


def find_compared_edition(edition: Guide) -> Guide | None:
    """Return the edition that this one replaced or would replace, or None."""
    replaced = get_edition(edition.supersedes)
    if replaced is not None:
        return replaced
    others = find_editions(edition.policy, ["published"])
    return next((other for other in others if other.UID() != edition.UID()), None)


def compare_editions(
    old: Guide, new: Guide
) -> tuple[list[FieldDifference], list[PartDifference]]:
    """Return what differs in the data of two editions, and in which chapters.

    Chapters stand in the newer edition's order, those taken out at the end.
    """
    steps = _pair_steps(old, new)
    moved = find_moved(_list_ids(find_chapters(old)), _list_ids(find_chapters(new)))
    chapters = [
        _compare_chapter(was, now, steps, moved)
        for was, now in _pair_chapters(old, new)
    ]
    return (
        find_differences(describe_edition(old), describe_edition(new)),
        [chapter for chapter in chapters if _is_different(chapter)],
    )


def find_step_changes(
    old_edition: Guide, new_edition: Guide, stage: str | None = None
) -> list[StepChange]:
    """Return the steps that differ, each with sentences a worker understands.

    With a stage, only the steps that have it, or had it, are told.  No right on
    the editions is asked for: who may see a case may know what is asked of it.
    """
    changes = []
    for was, now in _pair_steps(old_edition, new_edition):
        step: Any = was if now is None else now
        stages = {each.stage for each in (was, now) if each is not None}
        if stage is not None and stage not in stages:
            continue
        if sentences := _describe_change(was, now):
            title = choose_wording(step.title, step.title_en).text
            changes.append(StepChange(title, step.stage, sentences))
    return changes


def _describe_change(was: GuideStep | None, now: GuideStep | None) -> list[Message]:
    if was is None:
        return [STEP_ADDED]
    if now is None:
        return [STEP_REMOVED]
    fields = find_differences(describe_step(was), describe_step(now))
    return [sentence for field in fields for sentence in say_field(field)]


def _compare_chapter(
    was: GuideChapter | None,
    now: GuideChapter | None,
    steps: list[StepPair],
    moved: set[str],
) -> PartDifference:
    part: Any = was if now is None else now
    place = MOVED if part.getId() in moved else None
    difference = _compare(was, now, place)
    return replace(difference, steps=tuple(_compare_steps(was, now, steps)))


def _compare_steps(
    was: GuideChapter | None, now: GuideChapter | None, steps: list[StepPair]
) -> Iterator[PartDifference]:
    """Return the steps that differ in a chapter; a moved one stands where it is now."""
    chapter: Any = was if now is None else now
    before, after = (
        _list_ids(find_chapter_steps(each)) if each is not None else []
        for each in (was, now)
    )
    moved = find_moved(before, after)
    for older, newer in steps:
        home = _get_chapter(older if newer is None else newer)
        if home.getId() != chapter.getId():
            continue
        difference = _compare(older, newer, _find_place(older, newer, moved))
        if _is_different(difference):
            yield difference


def _find_place(
    was: GuideStep | None, now: GuideStep | None, moved: set[str]
) -> Message | None:
    if was is None or now is None:
        return None
    if _get_chapter(was).getId() != _get_chapter(now).getId():
        chapter = _get_chapter(was)
        return say_moved_from(choose_wording(chapter.title, chapter.title_en).text)
    return MOVED if now.getId() in moved else None


def _compare(was: Any, now: Any, place: Message | None) -> PartDifference:
    fields = find_differences(_describe(was), _describe(now))
    change = FieldChange.CHANGED if fields else FieldChange.SAME
    if was is None or now is None:
        change = FieldChange.ADDED if was is None else FieldChange.REMOVED
    part = now if now is not None else was
    return PartDifference(
        change=change,
        title=choose_wording(part.title, part.title_en),
        url=part.absolute_url(),
        place=place,
        fields=fields,
    )


def _describe(part: GuideChapter | GuideStep | None) -> list[DescribedField]:
    if part is None:
        return []
    describe: Any = describe_step if isinstance(part, GuideStep) else describe_chapter
    return describe(part)


def _is_different(part: PartDifference) -> bool:
    return part.change is not FieldChange.SAME or bool(part.place or part.steps)


def _pair_chapters(old: Guide, new: Guide) -> list[ChapterPair]:
    earlier = {chapter.getId(): chapter for chapter in find_chapters(old)}
    pairs: list[ChapterPair] = [
        (earlier.pop(chapter.getId(), None), chapter) for chapter in find_chapters(new)
    ]
    return [*pairs, *((chapter, None) for chapter in earlier.values())]


def _pair_steps(old: Guide, new: Guide) -> list[StepPair]:
    """Return each step with what it was; those taken out stand at the end."""
    earlier = {_get_path(step): step for step in find_step_objects(old)}
    later = list(find_step_objects(new))
    known = {
        path: earlier.pop(path) for path in map(_get_path, later) if path in earlier
    }
    elsewhere = {step.getId(): step for step in earlier.values()}
    pairs: list[StepPair] = []
    for step in later:
        was = known.get(_get_path(step)) or elsewhere.pop(step.getId(), None)
        if was is not None:
            earlier.pop(_get_path(was), None)
        pairs.append((was, step))
    return [*pairs, *((step, None) for step in earlier.values())]


def _get_path(step: GuideStep) -> tuple[str, str]:
    return _get_chapter(step).getId(), step.getId()


def _get_chapter(step: GuideStep | None) -> GuideChapter:
    return aq_parent(aq_inner(step))


def _list_ids(parts: Iterator[Any]) -> list[str]:
    return [part.getId() for part in parts]
