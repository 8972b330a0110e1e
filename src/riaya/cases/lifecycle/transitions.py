"""What happens to a case and its items with each transition.

These subscribers are the one gate: whatever route a transition takes, a
button, REST or a script, it is checked and recorded here.
"""

from plone import api
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya import logger
from riaya.cases.clocks.running import follow_response_group
from riaya.cases.clocks.starting import mark_clocks
from riaya.cases.clocks.starting import mark_item_clocks
from riaya.cases.clocks.starting import mark_registration
from riaya.cases.content import Case
from riaya.cases.events import CaseReassigned
from riaya.cases.events import StageEntered
from riaya.cases.interfaces import ICaseItem
from riaya.cases.lookup import find_case
from riaya.cases.plausibility import normalise_identity
from riaya.cases.plausibility import settle_report
from riaya.cases.practice.readiness import check_transition
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.cases.timeline import record_occurrence
from riaya.core.review import require_comment
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.security.causes import refresh_access
from riaya.transitions.wording import find_commented
from zope.container.interfaces import IContainerModifiedEvent
from zope.event import notify
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def refuse_unready_case(case: Case, event: IBeforeTransitionEvent) -> None:
    """Refuse a transition of a case that lacks something, or its comment."""
    if event.transition is None:
        return
    require_comment(event, find_commented(case.portal_type))
    check_transition(case, event.transition.id)


def refuse_item_without_comment(item: ICaseItem, event: IBeforeTransitionEvent) -> None:
    """Refuse to return somebody's work, or to give a task up, without saying why."""
    if event.transition is not None:
        require_comment(event, find_commented(item.portal_type))


def follow_case_transition(case: Case, event: IAfterTransitionEvent) -> None:
    """Keep assignment, dates, clocks, timeline and access in step with the stage."""
    if event.transition is None:
        return
    transition = event.transition.id
    _keep_fields(case, transition)
    mark_clocks(case, transition)
    record_occurrence(case, transition, comment=_read_comment(event))
    refresh_access(case)
    logger.info("Case %s: %s", case.case_number, transition)
    if event.workflow.state_var == "review_state":
        notify(StageEntered(case, get_stage(case), Stage(event.old_state.getId())))


def record_item_transition(item: ICaseItem, event: IAfterTransitionEvent) -> None:
    """Write an item's transition into the timeline of its case."""
    case = find_case(item)
    if event.transition is not None and case is not None:
        record_occurrence(case, event.transition.id, item, _read_comment(event))
        mark_item_clocks(case, event.transition.id, item)
        case.reindexObject(idxs=["modified"])


def start_case(case: Case, event: IObjectAddedEvent) -> None:
    """Begin timeline and clocks of a case that was registered."""
    if event.object is case:
        record_occurrence(case, "registered")
        mark_registration(case)
        notify(StageEntered(case, get_stage(case), None))


def record_added_item(item: object, event: IObjectAddedEvent) -> None:
    """Write into the timeline that something was put into a case file."""
    case = find_case(item)
    if case is not None and event.object is item:
        record_occurrence(case, "added", item)


def record_changed_item(item: object, event: IObjectModifiedEvent) -> None:
    """Write into the timeline that something in a case file was changed."""
    case = find_case(item)
    if case is not None and event.object is item:
        record_occurrence(case, "changed", item)


def record_changed_case(case: Case, event: IObjectModifiedEvent) -> None:
    """Keep the identity number normalised, and write down that the data were changed."""
    if IContainerModifiedEvent.providedBy(event) or not event.descriptions:
        return
    case.national_id = normalise_identity(case)
    settle_report(case)
    follow_response_group(case)
    record_occurrence(case, "changed")


def record_reassignment(event: CaseReassigned) -> None:
    """Write into the timeline that a case changed hands."""
    record_occurrence(event.case, "reassigned", comment=event.comment)


def _keep_fields(kept: Case, transition: str) -> None:
    match transition:
        case "decline_assignment":
            kept.case_manager = None
        case "approve_closure":
            kept.closed_on = today(get_zone())
        case "reopen":
            kept.closed_on = kept.closure_reason = kept.independence_rating = None
        case "restrict" if not kept.supervisor:
            # Somebody must remain who may act on the case.
            kept.supervisor = api.user.get_current().getId()


def _read_comment(event: IAfterTransitionEvent) -> str:
    return ((event.kwargs or {}).get("comment") or "").strip()
