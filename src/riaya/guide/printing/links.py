"""Where the texts of an edition lead: its pictures, and its own chapters, steps and forms."""

from AccessControl.PermissionRole import rolesForPermissionOn
from base64 import b64decode
from dataclasses import dataclass
from plone.app.uuid.utils import uuidToObject
from riaya.core.typesetting.pictures import shrink_picture
from riaya.guide.content import Guide
from riaya.guide.contents import find_chapter_steps
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_edition_of
from riaya.guide.pictures import BY_UID
from typing import Any
from urllib.parse import unquote
from urllib.parse import urlsplit

import re


WRITTEN_OUT = re.compile(r"^data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
# Over the whole width of a page these are about 200 dots to the inch.
WIDEST = 1400
# A page refers to its container's contents by their ids.
SCALES = re.compile(r"/@@(?:images|display-file|download)(?:/.*)?$")


@dataclass(frozen=True)
class BookLinks:
    """Finds what a text of an edition refers to."""

    edition: Guide
    labels: dict[str, str]

    def find_target(self, address: str) -> str:
        """Return the label of a chapter, step or form by its UID, or nothing."""
        found = BY_UID.search(address)
        return self.labels.get(found[1].lower(), "") if found else ""

    def load_picture(self, address: str, part: Any) -> bytes | None:
        """Return a picture in a text of a part as a JPEG, or None.

        It has to stand in the edition, or to be public in any case.
        """
        if written := WRITTEN_OUT.match(address):
            return _shrink(_decode(address[written.end() :]))
        content = self._find_content(address, part)
        image = getattr(content, "image", None) or getattr(content, "file", None)
        if image is None or not self._may_be_printed(content):
            return None
        return _shrink(image.data)

    def _find_content(self, address: str, part: Any) -> Any:
        if found := BY_UID.search(address):
            return uuidToObject(found[1].lower(), unrestricted=True)
        name = SCALES.sub("", unquote(urlsplit(address).path)).rpartition("/")[2]
        for folder in (part, part.aq_parent, self.edition):
            if name and name in getattr(folder, "objectIds", list)():
                return folder._getOb(name)
        return None

    def _may_be_printed(self, content: Any) -> bool:
        return find_edition_of(content) == self.edition or "Anonymous" in (
            rolesForPermissionOn("View", content)
        )


def find_part_labels(edition: Guide) -> dict[str, str]:
    """Return where in the book each chapter and step stands, by its UID."""
    labels = {}
    for number, chapter in enumerate(find_chapters(edition), start=1):
        labels[chapter.UID()] = f"part-{number}"
        for position, step in enumerate(find_chapter_steps(chapter), start=1):
            labels[step.UID()] = f"part-{number}.{position}"
    return labels


def _decode(text: str) -> bytes:
    try:
        return b64decode(unquote(text))
    except ValueError:
        return b""


def _shrink(data: bytes) -> bytes | None:
    jpeg = shrink_picture(data, WIDEST)
    return bytes(jpeg) if jpeg is not None else None
