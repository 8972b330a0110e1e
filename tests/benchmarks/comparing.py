"""Timing two things in turn, and the table of what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


WARM_UPS = 2


@dataclass
class Comparison:
    """Something of Riaya and the comparable thing of plain Plone.

    The target is a ratio, or milliseconds where nothing is comparable.
    """

    title: str
    ours: Callable
    plain_title: str = ""
    plain: Callable | None = None
    target: float | None = None
    times: int = 9

    def measure(self) -> tuple[str, ...]:
        """Return a row of the table: medians, after some rounds for the caches."""
        ours, plain = [], []
        for _each in range(WARM_UPS + self.times):
            ours.append(_time(self.ours))
            if self.plain:
                plain.append(_time(self.plain))
        mine = median(ours[WARM_UPS:])
        if not self.plain:
            target = f"{self.target:.0f} ms" if self.target else ""
            return (self.title, f"{mine:.1f}", "", "", "", target)
        other = median(plain[WARM_UPS:])
        target = f"{self.target:.2f}" if self.target else ""
        return (
            self.title,
            f"{mine:.1f}",
            self.plain_title,
            f"{other:.1f}",
            f"{mine / other:.2f}",
            target,
        )


def make_table(measured: list[tuple[str, ...]]) -> str:
    """Return measured rows under their headings."""
    rows = [("Riaya", "ms", "plain Plone", "ms", "ratio", "target"), *measured]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 2) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _time(action: Callable) -> float:
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000
