"""What others made and Riaya passes on, with the licences that they gave it under."""

from pathlib import Path
from Products.Five.browser import BrowserView
from riaya.forms.webforms.bundle import BUILD


NAME = "THIRD-PARTY.txt"
FILES = (BUILD / NAME, Path(__file__).parent / "theme" / "build" / NAME)


class NoticesView(BrowserView):
    """Show the notices of the form page and of the theme, as the builds wrote them."""

    def find_notices(self) -> list[str]:
        """Return the text of each file; raise FileNotFoundError before `make assets`."""
        return [path.read_text("utf-8") for path in FILES]
