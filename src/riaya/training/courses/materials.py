"""The materials of a course: pages, files and links with a workflow of their own.

Elsewhere in the site the same types have another workflow, or none.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from plone.app.contenttypes.interfaces import IDocument
from plone.app.contenttypes.interfaces import IFile
from plone.app.contenttypes.interfaces import ILink
from plone.base.interfaces import IWorkflowChain
from Products.CMFCore.interfaces import IWorkflowTool
from Products.CMFPlone.workflow import ToolWorkflowChain
from riaya.training.interfaces import ICourse
from typing import Any
from zope.component import adapter
from zope.interface import implementer


WORKFLOW = "training_publication_workflow"


def find_chain(material: Any, tool: Any) -> tuple[str, ...]:
    """Return the workflow of materials inside a course, and the usual one elsewhere."""
    if ICourse.providedBy(aq_parent(aq_inner(material))):
        return (WORKFLOW,)
    return tuple(ToolWorkflowChain(material, tool))


@adapter(IDocument, IWorkflowTool)
@implementer(IWorkflowChain)
def find_document_chain(material: Any, tool: Any) -> tuple[str, ...]:
    """Return the workflow of a page."""
    return find_chain(material, tool)


@adapter(IFile, IWorkflowTool)
@implementer(IWorkflowChain)
def find_file_chain(material: Any, tool: Any) -> tuple[str, ...]:
    """Return the workflow of a file."""
    return find_chain(material, tool)


@adapter(ILink, IWorkflowTool)
@implementer(IWorkflowChain)
def find_link_chain(material: Any, tool: Any) -> tuple[str, ...]:
    """Return the workflow of a link."""
    return find_chain(material, tool)
