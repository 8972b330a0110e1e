"""What others made and Riaya passes on, with the licences that they gave it under."""

from pathlib import Path
from riaya.forms.webforms.bundle import BUILD


NAME = "THIRD-PARTY.txt"
FILES = (BUILD / NAME, Path(__file__).parent / "theme" / "build" / NAME)


def read_notices() -> list[str]:
    """Return the text of each file; raise FileNotFoundError before `make assets`."""
    return [path.read_text("utf-8") for path in FILES]
