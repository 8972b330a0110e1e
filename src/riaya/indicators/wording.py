"""The words of the compliance report."""

from riaya import _
from riaya.indicators.questions import Grouping
from riaya.indicators.questions import Preset


GROUP_TITLES = {
    Grouping.OFFICE: _("title_compliance_by_office", default="Per office"),
    Grouping.WORKER: _("title_compliance_by_worker", default="Per worker"),
    Grouping.STEP: _("title_compliance_by_step", default="Per step"),
}
FILTER_TITLES = {
    "office": _("label_office", default="Office"),
    "step": _("label_guide_step", default="Step"),
    "worker": _("label_worker", default="Worker"),
    "edition": _("label_guide_edition_short", default="Edition"),
}
OUTCOME_HEADING = _("label_outcome", default="Outcome")
PRESET_TITLES = {
    Preset.THIS_MONTH: _("label_this_month", default="This month"),
    Preset.LAST_MONTH: _("label_last_month", default="Last month"),
    Preset.THREE_MONTHS: _("label_three_months", default="Three months"),
    Preset.THIS_YEAR: _("label_this_year", default="This year"),
    Preset.ALL: _("label_all_time", default="Everything"),
}
NOBODY_TITLE = _("label_worker_unknown", default="Not yet known")
