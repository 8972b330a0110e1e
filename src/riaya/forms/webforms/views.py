"""Serving the built files to browsers."""

from pathlib import Path
from Products.Five.browser import BrowserView
from riaya.forms.webforms.bundle import get_script_name
from riaya.forms.webforms.bundle import get_style_name
from riaya.forms.webforms.bundle import read_file
from riaya.security.interfaces import IProductFile
from typing import Any
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces import NotFound


TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@implementer(IPublishTraverse, IProductFile)
class BundleFile(BrowserView):
    """Serve one built file under its name, which holds a hash of its content."""

    name = ""

    def publishTraverse(self, request: Any, name: str) -> "BundleFile":
        """Take the name of the file from the address; raise NotFound for any other."""
        if self.name or name not in (get_script_name(), get_style_name()):
            raise NotFound(self.context, name, request)
        self.name = name
        return self

    def __call__(self) -> bytes:
        """Return the content of the file.

        It is the largest file of the site and for bad lines, so it is compressed
        here and does not wait for a proxy that may know how.
        """
        if not self.name:
            raise NotFound(self.context, self.__name__, self.request)
        response = self.request.response
        response.setHeader("Content-Type", TYPES[Path(self.name).suffix])
        response.setHeader("Vary", "Accept-Encoding")
        response.setHeader("X-Theme-Disabled", "True")
        is_compressed = "gzip" in self.request.getHeader("Accept-Encoding", "")
        if is_compressed:
            response.setHeader("Content-Encoding", "gzip")
        return read_file(self.name, is_compressed)
