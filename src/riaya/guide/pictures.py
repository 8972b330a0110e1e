"""Pictures in the texts of a guide: whether each of them can be shown and printed.

A printed book and somebody who reads without a connection cannot load a picture
from another host, so every picture has to be part of the site.
"""

from collections.abc import Iterator
from lxml import html
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.app.uuid.utils import uuidToObject
from riaya import _
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from urllib.parse import unquote
from urllib.parse import urljoin
from urllib.parse import urlsplit
from zope.i18nmessageid import Message

import re


BY_UID = re.compile(r"(?:^|/)resolveuid/([0-9a-f]{32})", re.IGNORECASE)


def find_broken_pictures(part: GuideChapter | GuideStep) -> Iterator[Message]:
    """Return a sentence for each picture that is not there or lies elsewhere."""
    for address in dict.fromkeys(_find_addresses(part)):
        mapping = {"part": part.title, "address": address[:80]}
        if _is_elsewhere(address):
            yield _(
                "error_picture_elsewhere",
                default="“${part}”: the picture ${address} lies on another site, where a printed book cannot load it. Add it to the chapter and insert it anew.",
                mapping=mapping,
            )
        elif not _is_there(part, address):
            yield _(
                "error_picture_missing",
                default="“${part}”: the picture ${address} does not exist. Insert it anew or take it out.",
                mapping=mapping,
            )


def _find_addresses(part: GuideChapter | GuideStep) -> Iterator[str]:
    for name in ("text", "text_en"):
        text = getattr(part, name, None)
        if not isinstance(text, RichTextValue) or not (text.raw or "").strip():
            continue
        for picture in html.fragment_fromstring(text.raw, create_parent=True).iter(
            "img"
        ):
            yield (picture.get("src") or "").strip()


def _is_elsewhere(address: str) -> bool:
    site = api.portal.get().absolute_url()
    parts = urlsplit(address)
    if parts.scheme == "data":
        return False
    return bool(parts.scheme or parts.netloc) and not address.startswith(f"{site}/")


def _is_there(part: GuideChapter | GuideStep, address: str) -> bool:
    if address.startswith("data:image/"):
        return True
    if found := BY_UID.search(address):
        return uuidToObject(found.group(1), unrestricted=True) is not None
    # A browser resolves the address on the page of the part and of its container.
    bases = (part.absolute_url(), f"{part.absolute_url()}/")
    return any(_is_content(urljoin(base, address)) for base in bases if address)


def _is_content(url: str) -> bool:
    site = api.portal.get()
    if not url.startswith(f"{site.absolute_url()}/"):
        return False
    path = unquote(urlsplit(url[len(site.absolute_url()) + 1 :]).path)
    names = path.split("/@@")[0].strip("/").split("/")
    content = site
    for name in filter(None, names):
        if name not in getattr(content, "objectIds", list)():
            return False
        content = content._getOb(name)
    return content is not site
