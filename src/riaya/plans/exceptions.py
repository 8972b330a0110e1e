"""What a plan refuses."""

from riaya.core.exceptions import RiayaError


class PlanIsFixed(RiayaError):
    """Raised when something else than the rating of goals would change in an approved plan."""


class InvalidRating(RiayaError):
    """Raised when a rating names no goal of the plan or no known degree."""
