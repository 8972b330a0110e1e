"""What kind of answer a control of an XForm asks for."""

from lxml.etree import _Element
from riaya.forms.reading.questions import Kind
from riaya.forms.reading.xml import get_local_name


BY_CONTROL = {
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
    "range": Kind.RANGE,
    "trigger": Kind.ACKNOWLEDGE,
}
BY_TYPE = {
    "int": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.MOMENT,
    "geopoint": Kind.POINT,
    "geotrace": Kind.LINE,
    "geoshape": Kind.AREA,
    "barcode": Kind.BARCODE,
    "binary": Kind.FILE,
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MULTIPLE,
}
BY_MEDIUM = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}


def find_kind(control: _Element | None, bind: _Element | None, default: object) -> Kind:
    """Return the kind of a question from its control and its bind."""
    type_name = _get(bind, "type").rpartition(":")[2]
    if control is None:
        if _get(bind, "calculate"):
            return Kind.CALCULATED
        return BY_TYPE.get(type_name, Kind.TEXT)
    name = get_local_name(control)
    if name == "upload":
        medium = _get(control, "mediatype").partition("/")[0]
        return BY_MEDIUM.get(medium, Kind.FILE)
    if name in BY_CONTROL:
        return BY_CONTROL[name]
    if _get(bind, "readonly").strip() == "true()" and not str(default or "").strip():
        # A text that nobody can type into is a note, or shows what was calculated.
        return Kind.CALCULATED if _get(bind, "calculate") else Kind.NOTE
    return BY_TYPE.get(type_name, Kind.TEXT)


def _get(element: _Element | None, name: str) -> str:
    return "" if element is None else element.get(name) or ""
