"""The XForm of a template as a file, for other systems that read XForms."""

from Products.Five.browser import BrowserView
from riaya.forms.lookup import get_xform


class XFormView(BrowserView):
    """Give out the XForm."""

    def __call__(self) -> bytes:
        """Return the file under the name of form and version."""
        name = f"{self.context.form_id}-{self.context.form_version}.xml"
        response = self.request.response
        response.setHeader("Content-Type", "application/xml; charset=utf-8")
        # Form id and version hold nothing that a header could not.
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return get_xform(self.context)
