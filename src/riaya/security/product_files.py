"""Which answers are files of the product: the same for everybody who asks.

Whether an answer is one is told by what was published, never by how its address
looks: an address can be decorated until a page seems to be a style sheet.
"""

from functools import lru_cache
from pathlib import Path
from plone.app.content.browser.i18n import i18njs
from plone.base.interfaces import IPloneSiteRoot
from plone.resource.directory import FilesystemResourceDirectory
from plone.resource.file import FilesystemFile
from Products.Five.browser.resource import DirectoryResource
from Products.Five.browser.resource import FileResource
from riaya.security.interfaces import IProductFile
from typing import Any
from webresource import ScriptResource

import re


FOR_GOOD = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"

# Never a page: Plone puts the person's name and the key of their forms into it.
KINDS = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".svg",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".ico",
        ".woff",
        ".woff2",
        ".ttf",
    ]
)
READING = frozenset({"GET", "HEAD"})
# The version that Plone writes into an address, and that of a name given by a build.
IN_ADDRESS = re.compile(r"/(\+\+webresource\+\+[^/]+)/")
IN_NAME = re.compile(r"\.[0-9a-f]{16,}\.")


def find_keeping(request: Any) -> str | None:
    """Return how long anybody may keep the answer to a request; None for no time.

    For good only under an address that never becomes another file's: a server that
    is not yet updated answers under the address of the new file with the old one.
    """
    if request.method not in READING or not _is_open_to_all(request):
        return None
    published = request["PUBLISHED"]
    if not _leads_to_files(request["PARENTS"]):
        return None
    if IProductFile.providedBy(published):
        return FOR_GOOD
    if isinstance(published, i18njs):
        # Without a language in its address, it answers in that of the person.
        return FOR_A_DAY if request.form.get("language") else None
    path = _find_path(published)
    if path is None or path.suffix not in KINDS:
        return None
    return FOR_GOOD if _is_under_its_version(path, request["PATH_INFO"]) else FOR_A_DAY


def _is_open_to_all(request: Any) -> bool:
    return request.roles is None or "Anonymous" in request.roles


def _leads_to_files(parents: list) -> bool:
    """Return True for an address of the site's own, not one behind a page or a case."""
    return all(
        isinstance(each, FilesystemResourceDirectory | DirectoryResource)
        or IPloneSiteRoot.providedBy(each)
        or IProductFile.providedBy(each)
        for each in parents[:-1]
    )


def _find_path(published: Any) -> Path | None:
    if isinstance(published, FilesystemFile):
        return Path(published.path)
    if isinstance(published, FileResource):
        return Path(published.context.path)
    return None


def _is_under_its_version(path: Path, address: str) -> bool:
    if IN_NAME.search(path.name):
        return True
    named = IN_ADDRESS.findall(address)
    return bool(named) and named[-1] == _compute_version(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _compute_version(path: Path, _changed_at: int) -> str:
    """Return the version that Plone names in the address of a file, once for each file."""
    resource = ScriptResource(
        name=path.name, directory=str(path.parent), resource=path.name, unique=True
    )
    return resource.unique_key
