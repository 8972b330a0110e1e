"""What the tests of several features ask about what a case still lacks."""

from riaya.cases.practice.readiness import find_asked
from riaya.cases.practice.requirements import RequirementKind


def find_missing_forms(case, transition):
    """Return the required forms that are neither finished nor skipped, in their order."""
    return [
        each.code
        for each in find_asked(case, transition)
        if each.kind == RequirementKind.FORM and each.is_open
    ]
