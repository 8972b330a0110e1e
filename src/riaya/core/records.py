"""Shapes of the registry records that hold JSON lists."""

from plone.schema import JSONField
from riaya import _
from zope.interface import Interface


class IListRecord(Interface):
    """A record that holds a list: rows of a vocabulary, holidays, the weekend.

    A record's JSON field takes objects only unless its schema says otherwise,
    and a registry file cannot say so; hence records name this field.
    """

    rows = JSONField(
        title=_("label_rows", default="Rows"),
        schema='{"type": "array"}',
        required=False,
    )
