"""Beginning a new edition from an older one."""

from plone import api
from plone.app.textfield.value import RichTextValue
from riaya import _
from riaya.core.arabic import to_western_digits
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.contents import find_chapters
from riaya.guide.exceptions import EditionNumberRefused
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep
from riaya.guide.interfaces import MAX_NUMBER_LENGTH
from riaya.guide.lookup import find_editions
from typing import Any
from zope.container.interfaces import INameChooser
from zope.schema import getFieldNames


# What an edition says of itself and the next one has to say anew.
OF_ONE_EDITION = {"edition", "effective_from", "approval_reference", "supersedes"}
PARTS = {"riaya.guide_chapter": IGuideChapter, "riaya.guide_step": IGuideStep}


def copy_edition(source: Guide, number: str) -> Guide:
    """Return a new draft with the chapters and steps of an edition, made by the current person.

    Raises EditionNumberRefused when the number is missing or taken.
    """
    number = check_number(source.policy, number)
    library = api.portal.get()["guide"]
    name = f"guide-{source.policy}-{number}"
    draft = api.content.create(
        container=library,
        type="riaya.guide",
        id=INameChooser(library).chooseName(name, source),
        edition=number,
        **_read_fields(source, IGuide, OF_ONE_EDITION),
    )
    uids: dict[str, str] = {}
    for chapter in find_chapters(source):
        _copy_part(chapter, draft, uids)
    for chapter in find_chapters(draft):
        _follow_links(chapter, uids)
        for step in chapter.objectValues():
            _follow_links(step, uids)
    return draft


def check_number(policy: str, number: str) -> str:
    """Return the number in western digits; raise EditionNumberRefused if it cannot be used."""
    number = to_western_digits(number).strip()
    if not 0 < len(number) <= MAX_NUMBER_LENGTH:
        raise EditionNumberRefused(
            _(
                "error_edition_number_missing",
                default="Give the number of the new edition, for example 2.0, in at most 20 characters.",
            )
        )
    if any(edition.edition == number for edition in find_editions(policy)):
        raise EditionNumberRefused(
            _(
                "error_edition_number_taken",
                default="There is already an edition ${number} of this policy. Choose another number.",
                mapping={"number": number},
            )
        )
    return number


def _copy_part(
    part: Any, container: Guide | GuideChapter, uids: dict[str, str]
) -> None:
    schema = PARTS.get(part.portal_type)
    if schema is None:
        copy = api.content.copy(source=part, target=container)
    else:
        copy = api.content.create(
            container=container,
            type=part.portal_type,
            id=part.getId(),
            **_read_fields(part, schema, set()),
        )
    uids[part.UID()] = copy.UID()
    for child in getattr(part, "objectValues", list)():
        _copy_part(child, copy, uids)


def _read_fields(content: Any, schema: Any, without: set[str]) -> dict[str, Any]:
    """Return copies of the field values: no list is shared by two editions."""
    return {
        name: _copy_value(getattr(content, name, None))
        for name in getFieldNames(schema)
        if name not in without
    }


def _copy_value(value: Any) -> Any:
    if isinstance(value, list):
        return [dict(row) if isinstance(row, dict) else row for row in value]
    return value


def _follow_links(part: Any, uids: dict[str, str]) -> None:
    """Let links and pictures in the text lead to the new edition's own."""
    for name in ("text", "text_en"):
        text = getattr(part, name, None)
        if not isinstance(text, RichTextValue) or not text.raw:
            continue
        html = text.raw
        for old, new in uids.items():
            html = html.replace(f"resolveuid/{old}", f"resolveuid/{new}")
        if html != text.raw:
            setattr(part, name, RichTextValue(html, text.mimeType, text.outputMimeType))
