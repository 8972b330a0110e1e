"""What kind of answer a control of an XForm asks for."""

from lxml.etree import _Element
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.xml import get_local_name


BY_CONTROL = {
    "select1": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
    "rank": QuestionKind.RANK,
    "range": QuestionKind.RANGE,
    "trigger": QuestionKind.ACKNOWLEDGE,
}
BY_TYPE = {
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "dateTime": QuestionKind.MOMENT,
    "geopoint": QuestionKind.POINT,
    "geotrace": QuestionKind.LINE,
    "geoshape": QuestionKind.AREA,
    "barcode": QuestionKind.BARCODE,
    "binary": QuestionKind.FILE,
    "select1": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
}
BY_MEDIUM = {
    "image": QuestionKind.IMAGE,
    "audio": QuestionKind.AUDIO,
    "video": QuestionKind.VIDEO,
}


def find_kind(
    control: _Element | None, bind: _Element | None, default: object
) -> QuestionKind:
    """Return the kind of a question from its control and its bind."""
    type_name = _get(bind, "type").rpartition(":")[2]
    if control is None:
        if _get(bind, "calculate"):
            return QuestionKind.CALCULATED
        return BY_TYPE.get(type_name, QuestionKind.TEXT)
    name = get_local_name(control)
    if name == "upload":
        medium = _get(control, "mediatype").partition("/")[0]
        return BY_MEDIUM.get(medium, QuestionKind.FILE)
    if name in BY_CONTROL:
        return BY_CONTROL[name]
    if _get(bind, "readonly").strip() == "true()" and not str(default or "").strip():
        # A text that nobody can type into is a note, or shows what was calculated.
        return QuestionKind.CALCULATED if _get(bind, "calculate") else QuestionKind.NOTE
    return BY_TYPE.get(type_name, QuestionKind.TEXT)


def _get(element: _Element | None, name: str) -> str:
    return "" if element is None else element.get(name) or ""
