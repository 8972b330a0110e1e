"""What the header of every page shows: skip link, logo and the person's menu."""

from plone.app.layout.viewlets.common import LogoViewlet
from plone.app.layout.viewlets.common import PersonalBarViewlet
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from zope.i18n import translate


class SkipLinkViewlet(ViewletBase):
    """Lead people who use a keyboard past the navigation."""

    index = ViewPageTemplateFile("templates/skip_link.pt")


class SiteLogoViewlet(LogoViewlet):
    """Show the logo with the name of the site beside it."""

    index = ViewPageTemplateFile("templates/site_logo.pt")
    img_src = ""
    logo_title = ""

    def update(self) -> None:
        """Take Riaya's drawing and name unless the ministry has put its own there."""
        super().update()
        name = _("title_site", default="Riaya")
        if self.logo_title == translate(name, target_language="ar"):
            self.logo_title = translate(name, context=self.request)
        if "@@site-logo" not in self.img_src:
            self.img_src = f"{self.portal_state.portal_url()}/++theme++riaya/logo.svg"


class MemberMenuViewlet(PersonalBarViewlet):
    """Show the signed-in person's menu; it opens without JavaScript."""

    index = ViewPageTemplateFile("templates/member_menu.pt")
