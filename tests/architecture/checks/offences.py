"""What a check answers: offences, each with its place and a reason."""

from collections.abc import Collection
from collections.abc import Iterable
from typing import NamedTuple


class Offence(NamedTuple):
    """One thing that the house does not allow, and where it stands."""

    place: str
    line: int
    what: str
    why: str

    @property
    def key(self) -> str:
        """Return what names the offence in a list, whatever line it moves to."""
        return f"{self.place}: {self.what}"

    def __str__(self) -> str:
        return f"{self.place}:{self.line} {self.what}: {self.why}"


def leave_out(offences: Iterable[Offence], listed: Collection[str]) -> list[str]:
    """Return the sentences of what is not listed, and of what is listed for nothing.

    An entry is the key of an offence, or a place for all that stands there.  A list
    only shrinks: what is put right has to be struck from it.
    """
    offences = sorted(set(offences))
    found = {name for offence in offences for name in (offence.key, offence.place)}
    return [
        *(
            str(offence)
            for offence in offences
            if not {offence.key, offence.place} & {*listed}
        ),
        *(
            f"{entry}: this is no longer so; strike it from the list of exceptions"
            for entry in sorted({*listed} - found)
        ),
    ]


def assert_none(offences: Iterable[Offence], listed: Collection[str] = ()) -> None:
    """Fail with all offences at once, one a line, except those that are listed."""
    __tracebackhide__ = True
    sentences = leave_out(offences, listed)
    assert not sentences, "\n" + "\n".join(sentences)
