"""Rows over REST: JSON in, plain values with real dates kept, JSON out."""

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from riaya.core.interfaces import IRiayaLayer
from riaya.core.rows.cells import read_sent_cell
from riaya.core.rows.fields import IRowList
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IRowList, IDexterityContent, IRiayaLayer)
class RowListDeserializer(DefaultFieldDeserializer):
    """Read rows; refuse unknown columns and wrong values, naming the row."""

    def __call__(self, value: Any) -> list[dict]:
        """Return complete rows; raise InvalidRow, or WrongType for what is no list."""
        if not isinstance(value, list):
            self.field.validate(value)
        columns = {field.__name__: field for field in self.field.columns}
        rows = [
            {
                name: read_sent_cell(columns[name], cell) if name in columns else cell
                for name, cell in row.items()
            }
            if isinstance(row, dict)
            else row
            for row in value
        ]
        if all(isinstance(row, dict) and set(row) <= set(columns) for row in rows):
            rows = self.field.complete(rows)
        self.field.validate(rows)
        return rows


@implementer(IFieldSerializer)
@adapter(IRowList, IDexterityContent, IRiayaLayer)
class RowListSerializer(DefaultFieldSerializer):
    """Write rows with their codes and ISO dates, as they can be sent back."""

    def __call__(self) -> list[dict]:
        """Return the rows as JSON values; titles of codes are not among them."""
        return json_compatible(self.get_value(default=[]) or [])
