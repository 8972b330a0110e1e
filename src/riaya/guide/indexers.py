"""What the catalog knows of a guide."""

from plone import api
from plone.app.textfield.value import RichTextValue
from plone.indexer import indexer
from riaya.core.arabic import find_index_words
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep


@indexer(IGuide)
def policy(edition: IGuide) -> str:
    """Return the policy of an edition."""
    return edition.policy


@indexer(IGuide)
def edition_text(edition: IGuide) -> str:
    """Return the words under which an edition is found."""
    return _make_searchable(
        edition.title, edition.title_en, edition.description, edition.description_en
    )


@indexer(IGuideChapter)
def chapter_text(chapter: IGuideChapter) -> str:
    """Return the words under which a chapter is found."""
    return _make_searchable(
        chapter.title,
        chapter.title_en,
        _read_plain(chapter.text),
        _read_plain(chapter.text_en),
    )


@indexer(IGuideStep)
def step_text(step: IGuideStep) -> str:
    """Return the words under which a step is found."""
    return _make_searchable(
        step.title,
        step.title_en,
        _read_plain(step.text),
        _read_plain(step.text_en),
        *(step.checklist or ()),
        *(step.checklist_en or ()),
    )


def _make_searchable(*texts: str | None) -> str:
    """Return the texts and every spelling of their words.

    Plone's own index does not fold Arabic letters, so it is given the folded
    words beside the written ones.
    """
    text = " ".join(filter(None, texts))
    return f"{text} {' '.join(sorted(find_index_words(text)))}"


def _read_plain(text: RichTextValue | None) -> str:
    if text is None or not text.raw:
        return ""
    transforms = api.portal.get_tool("portal_transforms")
    return transforms.convertTo("text/plain", text.raw, mimetype="text/html").getData()
