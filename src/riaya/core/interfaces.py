"""The browser layer of Riaya."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IRiayaLayer(IDefaultBrowserLayer):
    """Mark requests of a site where Riaya is installed."""
