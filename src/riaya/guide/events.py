"""What happens to the guide, for those who listen."""

from dataclasses import dataclass
from riaya.guide.content import Guide


@dataclass(frozen=True)
class GuidePublished:
    """An edition came into force; the one before it, if any, is superseded."""

    edition: Guide
    superseded: Guide | None
