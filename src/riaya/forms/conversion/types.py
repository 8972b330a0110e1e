"""The types of questions: those that are known, and why others are refused."""

from riaya import _
from zope.i18nmessageid import Message

import re


SELECT = re.compile(
    r"^(select_one|select one from|select one|select1"
    r"|select_multiple|select all that apply from|select all that apply|rank)\s+(\S+)$"
)
SELECTS = {
    "select one from": "select_one",
    "select one": "select_one",
    "select1": "select_one",
    "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple",
}
# As converters know them; the key is how the type may be written.
TYPES = {
    "text": "text",
    "string": "text",
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "range": "range",
    "date": "date",
    "time": "time",
    "datetime": "dateTime",
    "date_time": "dateTime",
    "note": "note",
    "calculate": "calculate",
    "hidden": "hidden",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
    "geopoint": "geopoint",
    "gps": "geopoint",
    "location": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
    "image": "image",
    "photo": "image",
    "audio": "audio",
    "video": "video",
    "file": "file",
    "start": "start",
    "end": "end",
    "today": "today",
}
UNSEEN = frozenset({"calculate", "hidden", "start", "end", "today"})
# Known to XLSForm and refused here: they read files or what nobody asked for.
FROM_FILES = re.compile(
    r"^(select_one_from_file|select_multiple_from_file|select_one_external"
    r"|csv-external|xml-external|osm)\b|^select (one|multiple) from file\b"
)
UNASKED = re.compile(
    r"^(audit|background-audio|background-geopoint|start-geopoint|deviceid|device id"
    r"|imei|username|email|phonenumber|phone number|simserial|subscriberid"
    r"|uri:\w+|get .*)$"
)


def find_type(written: str) -> tuple[str, str]:
    """Return the type of a question and its list of choices; nothing if unknown."""
    if select := SELECT.match(written):
        return SELECTS.get(select[1], select[1]), select[2]
    return TYPES.get("_".join(written.lower().split()), ""), ""


def refuse_type(written: str) -> Message:
    """Return why a question cannot be of the type that was written."""
    if FROM_FILES.match(written.lower()):
        return _(
            "error_sheet_type_from_file",
            default="The type “${type}” reads a file. A form here reads no files: put the choices into the sheet “choices”.",
            mapping={"type": written},
        )
    if UNASKED.match(written.lower()):
        return _(
            "error_sheet_type_unasked",
            default="The type “${type}” collects what nobody was asked for. Take the row out.",
            mapping={"type": written},
        )
    if written.endswith((" or_other", " or other", " or specify other")):
        return _(
            "error_sheet_or_other",
            default="“or_other” has words in English only. Add a choice “other” and a text question for it.",
        )
    if SELECT.match(f"{written} list"):
        return _(
            "error_sheet_select_without_list",
            default="The name of the list of choices is missing, as in “${type} yes_no”.",
            mapping={"type": written},
        )
    return _(
        "error_sheet_type_unknown",
        default="The type “${type}” is not known. Known ones are text, integer, decimal, date, time, select_one, select_multiple, note and others.",
        mapping={"type": written},
    )
