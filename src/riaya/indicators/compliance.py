"""How far practice follows the guide: numbers per office, worker and step."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from riaya.cases.practice.judging import Outcome
from riaya.cases.stages import PATH
from riaya.core.vocabularies import get_title
from riaya.guide.lookup import find_guide_steps
from riaya.guide.lookup import get_edition
from riaya.indicators.questions import Grouping
from riaya.indicators.questions import ReportQuestion
from riaya.indicators.visits import count_visits
from riaya.indicators.visits import VisitCount
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.register.visits import NOBODY
from riaya.security.people import find_names


@dataclass(frozen=True)
class ComplianceFigures:
    """The visits of one office, worker or step by their outcome."""

    value: str
    title: str
    counts: Counter[str]

    def __getitem__(self, outcome: str) -> int:
        return self.counts[outcome]

    @property
    def total(self) -> int:
        """Return how many visits there are."""
        return sum(self.counts.values())

    def get_share(self, outcome: str) -> int | None:
        """Return how many of a hundred judged visits had an outcome; None without any.

        A visit that is under way and not late is not judged yet.
        """
        judged = self.total - self.counts[Outcome.OPEN]
        return round(100 * self.counts[outcome] / judged) if judged else None


class ComplianceReport:
    """The numbers that a question asks for, and what else could be chosen."""

    def __init__(self, question: ReportQuestion):
        self.question = question
        self.all_counts = count_visits(question.visits)

    @cached_property
    def counts(self) -> list[VisitCount]:
        """Return the numbers that the filters leave."""
        return self._filter()

    @property
    def total(self) -> ComplianceFigures:
        """Return all visits together."""
        return ComplianceFigures("", "", _add_up(self.counts))

    def find_figures(self, grouping: Grouping) -> list[ComplianceFigures]:
        """Return the figures of each office, worker or step, in a readable order."""
        groups: dict[str, list[VisitCount]] = {}
        for each in self.counts:
            groups.setdefault(getattr(each, grouping), []).append(each)
        titles = self.find_titles(grouping, groups)
        return [
            ComplianceFigures(value, titles[value], _add_up(groups[value]))
            for value in titles
        ]

    def find_choices(self, name: str) -> dict[str, str]:
        """Return the values that a filter could have, with their titles."""
        values = {getattr(each, name) for each in self._filter(without=name)}
        chosen = self.question.visits.filters.get(name)
        return self.find_titles(name, values | ({chosen} if chosen else set()))

    def find_titles(self, name: str, values: Iterable[str]) -> dict[str, str]:
        """Return what values are called, in the order in which they are listed."""
        name_values: Callable[[set[str]], dict[str, str]] = {
            "office": name_offices,
            "worker": name_workers,
            "step": self._name_steps,
            "edition": name_editions,
        }[name]
        return name_values(set(values))

    def _name_steps(self, values: set[str]) -> dict[str, str]:
        places = {each.step: (each.edition, each.stage) for each in self.all_counts}
        return name_steps({each: places.get(each, ("", "")) for each in values})

    def _filter(self, without: str = "") -> list[VisitCount]:
        return [
            each
            for each in self.all_counts
            if all(
                getattr(each, name) == value
                for name, value in self.question.visits.filters.items()
                if name != without
            )
        ]


def name_offices(values: set[str]) -> dict[str, str]:
    """Return the names of offices by their codes, in the order of the site."""
    titles = {office.code: get_office_title(office) for office in find_offices()}
    return {code: titles[code] for code in titles if code in values} | {
        code: code for code in sorted(values - set(titles))
    }


def name_workers(values: set[str]) -> dict[str, str]:
    """Return the names of workers by their ids, in the order of names; nobody last."""
    names = find_names(values - {NOBODY})
    titles = dict(sorted(names.items(), key=lambda item: item[1]))
    return titles | ({NOBODY: ""} if NOBODY in values else {})


def name_editions(values: set[str]) -> dict[str, str]:
    """Return the numbers of editions by their UIDs."""
    titles = {}
    for uid in values:
        edition = get_edition(uid)
        titles[uid] = edition.edition if edition is not None else uid
    return dict(sorted(titles.items(), key=lambda item: item[1]))


def name_steps(places: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return what steps are called, in the order of the stages.

    `places` tells the edition and stage of each.  Where there are several
    editions, the number of the edition stands beside the title.
    """
    editions = name_editions({edition for edition, _stage in places.values()} - {""})
    known = {
        step.uid: step.readable_title
        for uid in editions
        if (guide := get_edition(uid)) is not None
        for step in find_guide_steps(guide)
    }
    titles = {}
    for step, (edition, stage) in sorted(places.items(), key=_find_place):
        title = known.get(step) or get_title("riaya.guide.stages", stage)
        number = editions.get(edition, "")
        titles[step] = f"{title} ({number})" if len(editions) > 1 else title
    return titles


def _find_place(place: tuple[str, tuple[str, str]]) -> tuple:
    step, (edition, stage) = place
    return PATH.index(stage) if stage in PATH else len(PATH), edition, step


def _add_up(counts: Iterable[VisitCount]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total[each.outcome] += each.number
    return total
