"""The check of an edition: what is told before publishing, but does not keep it back."""

from collections.abc import Iterator
from riaya import _
from riaya.core.plurals import CountedMessage
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_step_objects
from riaya.guide.contents import find_written_parts
from riaya.guide.interfaces import ICourses
from riaya.guide.review.checking import DEADLINES_PAGE
from riaya.guide.review.commenting import count_open_comments
from riaya.guide.review.findings import GuideFinding
from riaya.guide.review.findings import Subject
from zope.component import queryUtility
from zope.i18nmessageid import Message


# A case walks through all of them; what ends a case needs no step of its own.
GUIDED_STAGES = (
    "registered",
    "screened",
    "assigned",
    "assessment",
    "planning",
    "implementation",
    "closing",
)
OPEN_COMMENTS = CountedMessage(
    zero=_("msg_open_comments_zero", default="${count} comments are not settled."),
    one=_("msg_open_comments_one", default="${count} comment is not settled."),
    two=_("msg_open_comments_two", default="${count} comments are not settled."),
    few=_("msg_open_comments_few", default="${count} comments are not settled."),
    many=_("msg_open_comments_many", default="${count} comments are not settled."),
    other=_("msg_open_comments_other", default="${count} comments are not settled."),
)


def find_gaps(edition: Guide) -> list[GuideFinding]:
    """Return what an edition may do without, but a trainer should know before publishing."""
    return [
        *_find_silent_stages(edition),
        *_find_groups_without_deadline(edition),
        *_find_escalations_without_deadline(edition),
        *_find_missing_wordings(edition),
        *_find_unpublished_courses(edition),
        *_find_open_comments(edition),
    ]


def _find_silent_stages(edition: Guide) -> Iterator[GuideFinding]:
    """Return the stages in which cases would be without guidance."""
    covered = {step.stage for step in find_step_objects(edition)}
    for stage in GUIDED_STAGES:
        if stage not in covered:
            sentence = _(
                "error_stage_without_step",
                default="The stage “${stage}” has no step. Add one.",
                mapping={"stage": get_title("riaya.guide.stages", stage)},
            )
            yield GuideFinding(Subject.STEPS, sentence, edition, "")


def _find_groups_without_deadline(edition: Guide) -> Iterator[GuideFinding]:
    groups = [row["code"] for row in get_rows("riaya.guide.response_groups")]
    set_for = _find_clocks(edition)
    for clock in get_rows("riaya.guide.clocks"):
        known = set_for.get(clock["code"], set())
        missing = [group for group in groups if group not in known]
        if known and missing:
            sentence = _(
                "msg_clock_without_group",
                default="The clock ${code}, ${clock}, has no deadline for: ${groups}.",
                mapping={
                    "code": clock["code"],
                    "clock": clock[get_language()],
                    "groups": _join(
                        get_title("riaya.guide.response_groups", group)
                        for group in missing
                    ),
                },
            )
            yield GuideFinding(Subject.DEADLINES, sentence, edition, DEADLINES_PAGE)


def _find_escalations_without_deadline(edition: Guide) -> Iterator[GuideFinding]:
    clocks = _find_clocks(edition)
    for row in edition.escalations or ():
        if row["clock"] not in clocks:
            sentence = _(
                "msg_escalation_without_deadline",
                default="The clock ${code} escalates, but no step gives it a deadline.",
                mapping={"code": row["clock"]},
            )
            yield GuideFinding(Subject.DEADLINES, sentence, edition, DEADLINES_PAGE)


def _find_missing_wordings(edition: Guide) -> Iterator[GuideFinding]:
    for part in find_written_parts(edition):
        for sentence in _describe_wordings(part):
            yield GuideFinding(Subject.TEXTS, sentence, part)


def _describe_wordings(part: GuideChapter | GuideStep) -> Iterator[Message]:
    mapping = {"part": part.title}
    if not part.title_en:
        yield _(
            "msg_title_en_missing",
            default="“${part}”: the title in English is missing.",
            mapping=mapping,
        )
    if not _has_text(part, "text"):
        yield _(
            "msg_text_missing",
            default="“${part}”: the text in Arabic is missing.",
            mapping=mapping,
        )
    if not _has_text(part, "text_en"):
        yield _(
            "msg_text_en_missing",
            default="“${part}”: the text in English is missing.",
            mapping=mapping,
        )
    lines = [len(getattr(part, f"checklist{end}", None) or ()) for end in ("", "_en")]
    if lines[0] != lines[1]:
        yield _(
            "msg_checklist_en_differs",
            default="“${part}”: the checklist has ${arabic} lines in Arabic and ${english} in English.",
            mapping={**mapping, "arabic": lines[0], "english": lines[1]},
        )


def _find_unpublished_courses(edition: Guide) -> Iterator[GuideFinding]:
    courses = queryUtility(ICourses)
    if courses is None or not edition.required_certificates:
        return
    known = courses.find_codes()
    for row in edition.required_certificates:
        if row["course"] not in known:
            sentence = _(
                "msg_certificate_without_course",
                default="The role “${role}” needs a certificate of the course “${course}”, which is not published.",
                mapping={
                    "role": get_title("riaya.security.roles", row["role"]),
                    "course": row["course"],
                },
            )
            yield GuideFinding(Subject.TRAINING, sentence, edition)


def _find_open_comments(edition: Guide) -> Iterator[GuideFinding]:
    if count := count_open_comments(edition):
        yield GuideFinding(
            Subject.REVIEW, OPEN_COMMENTS.say(count), edition, "@@review"
        )


def _find_clocks(edition: Guide) -> dict[str, set[str]]:
    """Return the groups for which each clock has a deadline."""
    clocks: dict[str, set[str]] = {}
    for step in find_step_objects(edition):
        for row in step.deadlines or ():
            clocks.setdefault(row["clock"], set()).add(row["group"])
    return clocks


def _has_text(part: GuideChapter | GuideStep, name: str) -> bool:
    text = getattr(part, name, None)
    return text is not None and bool((text.raw or "").strip())


def _join(texts: Iterator[str]) -> str:
    return ("، " if get_language() == "ar" else ", ").join(texts)
