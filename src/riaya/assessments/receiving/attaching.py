"""Files that came with answers become documents of the case."""

from collections.abc import Iterable
from collections.abc import Mapping
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
from plone.rfc822.interfaces import IPrimaryFieldInfo
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.cases.timeline import record_occurrence
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.forms.answering.instances import build_instance
from riaya.forms.interfaces import Attachment
from riaya.forms.reading.nodes import list_nodes
from riaya.forms.reading.questions import ATTACHED
from riaya.forms.reading.questions import Form
from riaya.security.system import as_system
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "gif"})


def find_file_names(form: Form, answers: dict) -> list[str]:
    """Return the names of the files that answers refer to."""
    instance, _faults = build_instance(form, answers)
    return [
        node.text
        for node in list_nodes(form, instance)
        if node.question.kind in ATTACHED and node.text
    ]


def attach_files(
    case: Case,
    names: Iterable[str],
    attachments: Mapping[str, Attachment],
    known: Mapping[str, str],
) -> dict[str, str]:
    """Return the document UID of each name; files that came are stored first.

    A name that is known already keeps its document, unless another file of
    that name came.  Documents are checked as by every other way in; raises
    DocumentRefused.
    """
    attached = {}
    for name in dict.fromkeys(names):
        sent = attachments.get(name)
        if sent is not None and not _is_in(known.get(name), sent):
            attached[name] = _store(case, sent)
        elif name in known:
            attached[name] = known[name]
    return attached


def remove_files(case: Case, uids: Iterable[str]) -> None:
    """Take documents out of a case that came with a form nobody has seen yet.

    A wrong picture must not stay in a file because it was chosen for a moment.
    """
    for uid in uids:
        document = uuidToObject(uid, unrestricted=True)
        if document is None or find_case(document) != case:
            continue
        record_occurrence(case, "removed", document)
        with as_system():
            api.content.delete(document, check_linkintegrity=False)


def _is_in(uid: str | None, attachment: Attachment) -> bool:
    """Return True when a document holds just this file."""
    document = uuidToObject(uid, unrestricted=True) if uid else None
    if document is None:
        return False
    attachment.stream.seek(0)
    return IPrimaryFieldInfo(document).value.data == attachment.stream.read()


def _store(case: Case, attachment: Attachment) -> str:
    is_picture = attachment.filename.rpartition(".")[2].lower() in PICTURES
    attachment.stream.seek(0)
    data = attachment.stream.read()
    if is_picture:
        fields = {"image": NamedBlobImage(data, filename=attachment.filename)}
    else:
        fields = {"file": NamedBlobFile(data, filename=attachment.filename)}
    document = createContent(
        "Image" if is_picture else "File",
        title=attachment.filename,
        document_kind="photo" if is_picture else "other",
        dated_on=today(get_zone()),
        **fields,
    )
    notify(ObjectCreatedEvent(document))
    # Whoever may fill in a form may attach its files, also who may add no others.
    return addContentToContainer(case, document, checkConstraints=False).UID()
