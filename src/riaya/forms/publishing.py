"""Publishing form templates.

A template is published by somebody who did not write it.  A form id with its
version names one spreadsheet for ever, since answers refer to both.
"""

from persistent.mapping import PersistentMapping
from plone import api
from riaya import _
from riaya.core.review import find_recorded_authors
from riaya.core.review import refuse_authors
from riaya.forms.content import FormTemplate
from riaya.forms.exceptions import TemplateNotReady
from riaya.forms.form_ids import say_version_is_taken
from riaya.forms.identifying import check_results
from riaya.forms.identifying import follow_spreadsheet
from riaya.forms.keeping import keep_xform
from riaya.forms.lookup import find_templates
from riaya.forms.lookup import NOT_DRAFT
from riaya.forms.lookup import read_form
from zope.annotation.interfaces import IAnnotations


PUBLISHED = "riaya.forms.published"


def check_form_publication(template: FormTemplate) -> None:
    """Raise OwnWork for an author."""
    refuse_authors(
        find_recorded_authors(template),
        _(
            "error_form_own_work",
            default="Nobody publishes a form they worked on. Ask another trainer to publish it.",
        ),
    )


def check_form(template: FormTemplate) -> None:
    """Keep the XForm of a template; raise FormRefused unless it can be filled in."""
    keep_xform(template)
    follow_spreadsheet(template)
    check_results(template, read_form(template))


def check_uniqueness(template: FormTemplate) -> None:
    """Raise TemplateNotReady if form id and version already name another template."""
    for other in find_templates(NOT_DRAFT):
        is_same = other.form_id, other.form_version
        if is_same == (template.form_id, template.form_version) and (
            other.UID() != template.UID()
        ):
            raise TemplateNotReady(say_version_is_taken(*is_same))


def claim_form_id(template: FormTemplate) -> None:
    """Write the one record that two simultaneous uses of a form id both need."""
    annotations = IAnnotations(api.portal.get()["forms"])
    published = annotations.get(PUBLISHED)
    if published is None:
        published = annotations[PUBLISHED] = PersistentMapping()
    published[template.form_id] = template.form_version
