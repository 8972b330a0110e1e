"""Making an edition from a policy's file."""

from datetime import date
from plone import api
from plone.app.textfield.value import RichTextValue
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.security.system import as_system
from typing import Any


def create_edition(data: dict) -> Guide:
    """Return the published edition that a policy brings; keep an existing one.

    `data` has `id`, `edition`, `policy`, `title`, `description`,
    `effective_from` and `chapters` with their `steps`; texts are HTML in `ar`
    and `en`.
    """
    library = api.portal.get()["guide"]
    if data["id"] in library:
        return library[data["id"]]
    # Whoever installs a policy wrote nothing of its guide, and the ministry's
    # own edition waits for no second trainer.
    with as_system():
        edition = _create_draft(library, data)
        api.content.transition(obj=edition, transition="submit")
        api.content.transition(obj=edition, transition="publish")
    return edition


def _create_draft(library: Any, data: dict) -> Guide:
    edition = _add(
        library,
        "riaya.guide",
        data,
        title=data["title"]["ar"],
        title_en=data["title"].get("en"),
        description=data.get("description", {}).get("ar", ""),
        description_en=data.get("description", {}).get("en"),
        edition=data["edition"],
        policy=data["policy"],
        effective_from=date.fromisoformat(data["effective_from"]),
        approval_reference=data.get("approval_reference"),
        escalations=data.get("escalations", []),
        required_certificates=data.get("required_certificates", []),
    )
    for chapter in data["chapters"]:
        _create_chapter(edition, chapter)
    return edition


def _create_chapter(edition: Guide, data: dict) -> None:
    chapter = _add(edition, "riaya.guide_chapter", data, **_read_texts(data))
    for step in data.get("steps", ()):
        _create_step(chapter, step)


def _create_step(chapter: GuideChapter, data: dict) -> None:
    _add(
        chapter,
        "riaya.guide_step",
        data,
        stage=data["stage"],
        responsible_role=data["responsible_role"],
        required_forms=data.get("required_forms", []),
        checklist=data.get("checklist", {}).get("ar", []),
        checklist_en=data.get("checklist", {}).get("en", []),
        standard_tasks=[
            {
                "title": task["ar"],
                "title_en": task.get("en"),
                "responsible_role": task.get("responsible_role"),
                "days": task.get("days"),
            }
            for task in data.get("standard_tasks", ())
        ],
        deadlines=data.get("deadlines", []),
        optional_forms=data.get("optional_forms", []),
        holds_back=data.get("holds_back", []),
        may_be_skipped=data.get("may_be_skipped", []),
        **_read_texts(data),
    )


def _read_texts(data: dict) -> dict[str, Any]:
    text = data.get("text", {})
    return {
        "title": data["title"]["ar"],
        "title_en": data["title"].get("en", ""),
        "text": _as_rich_text(text.get("ar")),
        "text_en": _as_rich_text(text.get("en")),
    }


def _as_rich_text(html: str | None) -> RichTextValue | None:
    return RichTextValue(html, "text/html", "text/x-html-safe") if html else None


def _add(container: Any, portal_type: str, data: dict, **fields: Any) -> Any:
    return api.content.create(
        container=container, type=portal_type, id=data["id"], **fields
    )
