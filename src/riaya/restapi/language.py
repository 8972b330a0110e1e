"""The language of an answer over REST.

People choose their language with one click, kept in a cookie; a client of the
API says it in each request's `Accept-Language`.
"""

from plone.i18n.interfaces import ILanguageUtility
from plone.i18n.interfaces import INegotiateLanguage
from plone.rest.interfaces import IAPIRequest
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface


@implementer(INegotiateLanguage)
@adapter(Interface, IAPIRequest)
class ApiLanguage:
    """Answer in the first language asked for that the site speaks."""

    def __init__(self, site: Any, request: Any):
        tool = getUtility(ILanguageUtility)
        self.default_language = tool.getDefaultLanguage()
        asked = [*tool.getRequestLanguages(request), self.default_language]
        self.language = asked[0]
        self.language_list = asked[1:]
